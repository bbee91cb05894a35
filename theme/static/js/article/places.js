// Where words stand in a text: as whole words, whatever their capitals and accents.

import { folded } from "../folding.js";

const LETTER = "[\\p{L}\\p{M}\\p{N}]";
/** Scripts that set no space between words, or tie endings to them. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * @param {string} text
 * @param {string[]} wanted words, and phrases whose words stand side by side
 * @returns {{start: number, end: number}[]} in their order; none overlaps another
 */
export function placesOf(text, wanted) {
  const patterns = wanted.map(pattern).filter(Boolean);
  if (!patterns.length) return [];
  const { letters, origins } = letterByLetter(text);
  const found = letters.matchAll(new RegExp(patterns.sort((one, other) => other.length - one.length).join("|"), "gu"));
  return [...found].map(({ 0: match, index }) => ({ start: origins[index], end: origins[index + match.length] }));
}

function pattern(wanted) {
  const parts = folded(wanted).match(new RegExp(`${LETTER}+`, "gu"));
  if (!parts) return "";
  const side = parts.join(`[^\\p{L}\\p{N}]+`);
  return UNSPACED.test(wanted) ? side : `(?<!${LETTER})${side}(?!${LETTER})`;
}

/** The text folded, and of each of its letters the place in the text that it comes from. */
function letterByLetter(text) {
  let letters = "";
  const origins = [];
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    const piece = folded(segment);
    for (let place = 0; place < piece.length; place++) origins.push(index);
    letters += piece;
  }
  origins.push(text.length);
  return { letters, origins };
}
