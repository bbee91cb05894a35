// A query, and the address that keeps it: /search/?q=…&region=SY&agency=ap&from=2020&to=2020-03&sort=oldest

import { isPeriod, moved, parse } from "./terms.js";

/** In the order in which the page offers them, and addresses name them. */
export const FACETS = ["year", "region", "agency", "outlet", "tag", "language", "picture"];

/** Orders of results: newest first, oldest first, what fits best. */
export const SORTS = ["date", "oldest", "relevance"];

/**
 * @typedef {object} Query
 * @property {string} text words, "phrases" and -without; and what was typed as a filter and is none
 * @property {string[]} words
 * @property {string[]} phrases
 * @property {string[]} without words and phrases that leave an article out
 * @property {string} sort one of SORTS
 * @property {string} from a year, month or day, or empty
 * @property {string} to likewise
 * @property {Map<string, string[]>} facets the values chosen, by facet; a facet without any is absent
 * @property {import("./fields.js").Fault[]} faults what could not be understood
 */

/** What is known of the archive's values before they are loaded: they are taken as they stand. */
export const UNNAMED = { resolve: (facet, typed) => typed, has: () => false, nameOf: (facet, value) => value };

/**
 * @param {URLSearchParams} parameters of an address
 * @param {import("./known.js").Known|UNNAMED} known the archive's values
 * @param {boolean} typing whether somebody is writing at the end of the text
 * @returns {Query} in which text, facets and dates do not contradict: what is typed as field:value has become a filter
 */
export function readQuery(parameters, known = UNNAMED, typing = false) {
  const [text, sort, ...dates] = ["q", "sort", "from", "to"].map((name) => (parameters.get(name) ?? "").trim());
  const typed = moved(text, known, typing);
  const [from, to] = dates.map((date) => (isPeriod(date) ? date : ""));
  const wrong = ["from", "to"].filter((name, place) => dates[place] && !isPeriod(dates[place]));
  const faults = wrong.map((field) => ({ kind: "date", typed: "", field, value: parameters.get(field) }));
  const facets = new Map();
  for (const facet of FACETS) {
    const given = parameters.getAll(facet).map((value) => value.trim()).filter(Boolean);
    const values = [...given.map((value) => known.resolve(facet, value, value)), ...(typed.facets.get(facet) ?? [])];
    if (values.length) facets.set(facet, [...new Set(values)].sort());
  }
  return {
    text: typed.text,
    ...parse(typed.text),
    from: typed.from || from,
    to: typed.to || to,
    sort: chosenSort(sort, typed.text),
    facets,
    faults: [...faults, ...typed.faults],
  };
}

/** @returns {string} the query part of the address, with its question mark; empty for an empty query */
export function queryAddress({ text, from, to, sort, facets }) {
  const parameters = new URLSearchParams();
  if (text) parameters.set("q", text);
  for (const facet of FACETS) for (const value of facets.get(facet) ?? []) parameters.append(facet, value);
  if (from) parameters.set("from", from);
  if (to) parameters.set("to", to);
  if (sort !== "date") parameters.set("sort", sort);
  return parameters.size ? `?${parameters}` : "";
}

/** Whether a query asks for anything at all. */
export function asksNothing({ words, phrases, without, from, to, facets }) {
  return !words.length && !phrases.length && !without.length && !from && !to && !facets.size;
}

/** @returns {Query} without one value of a facet */
export function lacking(query, facet, value) {
  const facets = new Map(query.facets);
  const left = (facets.get(facet) ?? []).filter((other) => other !== value);
  if (left.length) facets.set(facet, left);
  else facets.delete(facet);
  return { ...query, facets };
}

/** @returns {Query} with a value of a facet, or without it */
export function toggled(query, facet, value, chosen) {
  const others = lacking(query, facet, value);
  return chosen ? having(others, facet, ...(others.facets.get(facet) ?? []), value) : others;
}

/** @returns {Query} with other values of a facet */
export function having(query, facet, ...values) {
  return { ...query, facets: new Map(query.facets).set(facet, values.sort()) };
}

/** Without words nothing fits better than anything else. */
function chosenSort(sort, text) {
  const { words, phrases } = parse(text);
  if (sort === "relevance" && !words.length && !phrases.length) return "date";
  return SORTS.includes(sort) ? sort : "date";
}
