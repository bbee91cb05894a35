// What somebody typed, read as words, "phrases", -without and field:value.

const QUOTES = /[“”„‟«»＂]/g;
const TYPED = /((?<=^|\s)[-−])?(?:((?<=^|\s|[-−])\p{L}+):(?=[^\s/]))?(?:"([^"]*)"|([^\s"]+))/gu;
/** Pagefind's index leaves out the signs around a word; its search leaves out most of them, but not "€". */
const SIGNS_AROUND = /^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu;

const BOUNDS = new Set(["before", "after", "on", "from", "to"]);
const PERIOD = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** The name of each field as it may be typed, and the facet or bound of dates that it means. */
export const FIELDS = new Map([
  ["year", "year"], ["region", "region"], ["agency", "agency"], ["outlet", "outlet"], ["tag", "tag"],
  ["lang", "language"], ["language", "language"], ["picture", "picture"],
  ["before", "before"], ["after", "after"], ["on", "on"], ["from", "from"], ["to", "to"],
]);

/**
 * @typedef {object} Token
 * @property {string} typed as it stands in the field, its quotation marks made straight
 * @property {string} field the name before the colon in small letters, or empty
 * @property {string} value what follows the colon, without quotation marks; where there is no field, all of it
 * @property {string} term the word or phrase to find, without the signs around it
 * @property {boolean} without whether a minus stands before it
 * @property {number} end where it ends in the text
 */

/** @returns {Token[]} in the order in which they were typed; signs that stand alone are left out */
export function tokens(text) {
  return [...straight(text).matchAll(TYPED)].map(token).filter(({ field, term }) => FIELDS.has(field) || term);
}

function token({ 0: typed, 1: minus, 2: name = "", 3: phrase, 4: word, index }) {
  const empty = word?.match(/^(\p{L}+):$/u)?.[1].toLowerCase();
  if (FIELDS.has(empty)) return { typed, field: empty, value: "", term: "", without: Boolean(minus), end: index + typed.length };
  const value = phrase ?? word;
  const field = name.toLowerCase();
  const whole = name && !FIELDS.has(field) ? `${name} ${value}` : value;
  const term = trimmed(whole);
  return { typed, field, value: value.trim(), term, without: Boolean(minus), end: index + typed.length };
}

/** Quotation marks of all kinds as the one that is meant, and no more spaces than are needed. */
const straight = (text) => text.replace(QUOTES, '"').replace(/\s+/g, " ").trim();

/** @returns {string} a word or phrase without the signs around it */
export function trimmed(text) {
  return text.replace(SIGNS_AROUND, "");
}

/** @returns {{words: string[], phrases: string[], without: string[]}} what is to be found and what not; filters are neither */
export function parse(text) {
  const found = tokens(text).filter(({ field, term }) => !FIELDS.has(field) && term);
  const wanted = found.filter(({ without }) => !without).map(({ term }) => term);
  return {
    words: wanted.filter((term) => !term.includes(" ")),
    phrases: wanted.filter((term) => term.includes(" ")),
    without: found.filter(({ without }) => without).map(({ term }) => term),
  };
}

/** @returns {boolean} whether a text holds a filter whose value may be a name */
export function namesFilter(text) {
  return tokens(text).some(({ field }) => FIELDS.has(field) && !BOUNDS.has(field));
}

/**
 * @typedef {object} Fault something typed that is not searched for as it stands
 * @property {"field"|"date"|"minus"|"unfinished"} kind no such field; no such date; a minus before a filter; not typed to its end
 * @property {string} typed
 * @property {string} field
 * @property {string} value
 */

/**
 * What is typed as field:value belongs to the filters and dates: it is taken out of the text, and told where it cannot be.
 *
 * @param {string} text
 * @param {import("./known.js").Known} known
 * @param {boolean} typing whether somebody is writing at its end: a last filter that means nothing yet is waited for
 * @returns {{text: string, facets: Map<string, string[]>, from: string, to: string, faults: Fault[]}} the text without
 *   its filters, and what these mean; a later bound of dates replaces an earlier one
 */
export function moved(text, known, typing = false) {
  const found = { facets: new Map(), from: "", to: "", faults: [] };
  const kept = [];
  for (const token of tokens(text)) {
    const stays = FIELDS.has(token.field) ? !move(token, found, known, typing && token.end === straight(text).length && !/\s$/.test(text)) : plain(token, found);
    if (stays) kept.push(token.typed);
  }
  return { ...found, text: kept.length === tokens(text).length ? straight(text) : kept.join(" ") };
}

/** A word stays; one that looks like a field of another name is told. */
function plain({ typed, field, value }, { faults }) {
  if (field) faults.push({ kind: "field", typed, field, value });
  return true;
}

/** @returns {boolean} whether the filter was understood; otherwise it stays in the text, and is told */
function move({ typed, field, value, without }, found, known, typing) {
  const fault = (kind) => found.faults.push({ kind, typed, field: FIELDS.get(field), value }) && false;
  if (without) return fault("minus");
  if (BOUNDS.has(field)) {
    if (isPeriod(value)) return setBound(found, field, value);
    return fault(typing ? "unfinished" : "date");
  }
  const facet = FIELDS.get(field);
  const meant = facet === "picture" ? value.toLowerCase() : known.resolve(facet, value);
  if (!value || (typing && !known.has(facet, meant) && meant !== "yes")) return fault("unfinished");
  const values = found.facets.get(facet) ?? [];
  found.facets.set(facet, [...new Set([...values, meant])]);
  return true;
}

function setBound(found, field, period) {
  if (field === "before") found.to = nextTo(period, -1);
  else if (field === "after") found.from = nextTo(period, 1);
  else {
    if (field !== "to") found.from = period;
    if (field !== "from") found.to = period;
  }
  return true;
}

/** @returns {boolean} whether a text is a year, a month or a day that there is */
export function isPeriod(text) {
  if (!PERIOD.test(text)) return false;
  return text.length < 10 || new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** The year, month or day before (-1) or after (1) one; before March comes February, before 2020 comes 2019. */
function nextTo(period, step) {
  const [year, month = 1, day = 1] = period.split("-").map(Number);
  const [years, months, days] = [4, 7, 10].map((length) => (period.length === length ? step : 0));
  const likeIt = 2000 + (year % 400); // the calendar repeats itself, and Date takes the years before 100 for others
  const next = new Date(Date.UTC(likeIt, month - 1 + months, day + days));
  const wanted = next.getUTCFullYear() - likeIt + year + years;
  return String(wanted).padStart(4, "0") + next.toISOString().slice(4, period.length);
}
