// How a word or a phrase is put to the index of a language, so that it is found wherever it stands.

/** Scripts without spaces: their articles are indexed letter by letter (`search/letters.py` holds the same ranges). */
const LETTER = /[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]/gu;
const SEPARATOR = "\u200b";
const ARTICLE = "ال";
/** Words of an excerpt, and of the beginning where no word was searched: as many as in Pagefind's own. */
const WORDS = 30;
/** As many letters take the room of so many words. */
const LETTERS = 80;

/**
 * @param {string} language of an index
 * @param {string} term a word or a phrase
 * @returns {string[]} exact searches; an article that any of them finds holds the term
 */
export function searchesFor(language, term) {
  return variants(language.split("-")[0], term).map((variant) => `"${variant}"`);
}

/** @returns {string} words as an index has them, to be searched together */
export function together(language, words) {
  return words.map((word) => variants(language.split("-")[0], word)[0]).join(" ");
}

/** @returns {number} the words of an excerpt, as the index of a language counts them */
export function excerptLength(language) {
  return isByLetters(language) ? LETTERS : WORDS;
}

/** @returns {string} a text without what the index has put between letters */
export function unseparated(text) {
  return text.replaceAll(SEPARATOR, "");
}

/** @returns {string} the same of an excerpt: letters found side by side share a mark */
export function joined(text) {
  return unseparated(text).replaceAll("</mark><mark>", "");
}

const isByLetters = (language) => /^(zh|ja)(-|$)/.test(language);

function variants(language, term) {
  if (isByLetters(language)) return [term.replace(LETTER, " $& ").replace(/\s+/g, " ").trim()];
  // Snowball's Arabic rules give a word with its article another stem than without.
  if (language === "ar" && !term.includes(" ")) {
    return [term, term.startsWith(ARTICLE) ? term.slice(ARTICLE.length) : ARTICLE + term].filter(Boolean);
  }
  return [term];
}
