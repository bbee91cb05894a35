// What the page's script says, in the words of the page: a JSON block that its template fills.

const block = document.getElementById("words");

/** @type {Object<string, string>} every text by its key, and `lang`, the language that they are in */
export const words = block ? JSON.parse(block.textContent) : {};

const LANGUAGE = words.lang || "en";
const number = new Intl.NumberFormat(LANGUAGE);
const plural = new Intl.PluralRules(LANGUAGE);

/** The language of the interface, which on an article's page need not be the page's own. */
export const language = LANGUAGE;

/** @returns {string} a number as the language writes it */
export function numberText(count) {
  return number.format(count);
}

/** @returns {string} the text of a key, each `%(name)s` in it replaced by the value of that name */
export function said(key, values = {}) {
  return (words[key] ?? key).replace(/%\((\w+)\)s/g, (place, name) => values[name] ?? place);
}

/** @returns {string} a counted text: of `key.one`, `key.other` and so on the form that goes with the number, `%(num)s` */
export function counted(key, count) {
  const form = `${key}.${plural.select(count)}`;
  return said(form in words ? form : `${key}.other`, { num: numberText(count) });
}
