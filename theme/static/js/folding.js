// Texts as they compare when accents and capitals do not count.

/** Accents of Latin, Greek and Cyrillic, the vowel points of Hebrew and Arabic; not the vowels of Hindi or the voicing of kana. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** @returns {string} in small letters without accents; `é`, `É` and `e` are one */
export function folded(text) {
  return text.normalize("NFKD").replace(ACCENTS, "").normalize("NFC").toLowerCase();
}
