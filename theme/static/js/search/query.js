// A query, and the address that keeps it: /search/?q=…&region=SY&agency=ap&from=2020&to=2020-03&sort=date

import { terms } from "./terms.js";

export const FACETS = ["year", "region", "agency", "outlet", "tag", "language"];

/** Orders of results: what fits best, newest first, oldest first. */
export const SORTS = ["relevance", "date", "oldest"];

/**
 * @typedef {object} Query
 * @property {string} text
 * @property {string} sort one of SORTS
 * @property {string} from a year, month or day, or empty
 * @property {string} to likewise
 * @property {Map<string, string[]>} facets the values chosen, by facet; a facet without any is absent
 */

/** @returns {Query} what the parameters of an address, or the fields of the form, ask for */
export function readQuery(parameters) {
  const facets = new Map();
  for (const facet of FACETS) {
    const values = parameters.getAll(facet).map((value) => value.trim()).filter(Boolean);
    if (values.length) facets.set(facet, [...new Set(values)]);
  }
  const [text, from, to, sort] = ["q", "from", "to", "sort"].map((name) => (parameters.get(name) ?? "").trim());
  return { text, from: period(from), to: period(to), sort: chosenSort(sort, text), facets };
}

/** @returns {string} the query part of the address, with its question mark; empty for an empty query */
export function queryAddress({ text, from, to, sort, facets }) {
  const parameters = new URLSearchParams();
  if (text) parameters.set("q", text);
  for (const [facet, values] of facets) for (const value of values) parameters.append(facet, value);
  if (from) parameters.set("from", from);
  if (to) parameters.set("to", to);
  if (sort !== chosenSort("", text)) parameters.set("sort", sort);
  return parameters.size ? `?${parameters}` : "";
}

/** Whether a query asks for anything at all. */
export function asksNothing({ text, from, to, facets }) {
  return !terms(text).length && !from && !to && !facets.size;
}

/** Without words nothing fits better than anything else, so the newest come first. */
function chosenSort(sort, text) {
  if (!text) return sort === "oldest" ? "oldest" : "date";
  return SORTS.includes(sort) ? sort : "relevance";
}

function period(text) {
  return /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text) ? text : "";
}
