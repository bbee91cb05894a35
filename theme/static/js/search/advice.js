// What could not be understood or found, why, and what to try: every suggestion is a link to that search.

import { termHitsOf } from "./answers.js";
import { changes, tolerated } from "./known.js";
import { having, lacking, queryAddress } from "./query.js";
import { element } from "./results.js";
import { FIELDS, tokens } from "./terms.js";
import { said } from "../words.js";

/**
 * What is told beside the results of any search.
 *
 * @param {import("./query.js").Query} query
 * @param {import("./known.js").Known} known
 * @param {(facet: string, value: string) => boolean} found whether anything found has a value that is not named
 * @returns {HTMLParagraphElement[]}
 */
export function remarks(query, known, found = () => false) {
  const told = query.faults.map((fault) => faultRemark(query, known, fault));
  for (const [facet, values] of query.facets) {
    for (const value of values) if (!known.has(facet, value) && !found(facet, value)) told.push(unknownRemark(query, known, facet, value));
  }
  if (query.from && query.to && query.from > query.to && !query.from.startsWith(query.to)) {
    const turned = { ...query, from: query.to, to: query.from };
    told.push(paragraph(said("advice.backwards"), link(turned, said("advice.turn"))));
  }
  return told;
}

/**
 * Why a search found nothing, and what to try.
 *
 * @param {import("./query.js").Query} query
 * @param {import("./known.js").Known} known
 * @param {import("./archive.js").Answer[]} answers those of the search for the words exactly, which found nothing
 * @param {number} similar how many articles with similar words are shown instead
 * @returns {HTMLParagraphElement[]}
 */
export function adviceFor(query, known, answers, similar) {
  const words = [...query.words, ...query.phrases];
  const hits = termHitsOf(answers);
  const missing = words.filter((_, place) => !hits[place]);
  const narrowed = query.facets.size || query.from || query.to;
  const told = missing.map((word) => paragraph(said(narrowed ? "advice.missingWithin" : "advice.missing", { word }), ...withoutTerm(query, word, words)));
  if (words.length > 1 && !missing.length) {
    told.push(paragraph(said("advice.apart"), ...words.flatMap((term) => withoutTerm(query, term, words))));
  }
  if (query.phrases.length) {
    told.push(paragraph(said("advice.phrase"), link({ ...query, text: query.text.replace(/["“”„‟«»＂]/g, "") }, said("advice.unquoted"))));
  }
  if (query.without.length) told.push(paragraph(said("advice.unwanted"), link(withoutMinus(query), said("advice.withoutMinus"))));
  return similar ? told : [...told, ...wider(query, known)];
}

/** @returns {HTMLButtonElement} that asks again what could not be reached */
export function retryButton(action) {
  const button = element("button", { type: "button" }, said("retry"));
  button.addEventListener("click", action);
  return button;
}

function faultRemark(query, known, { kind, typed, field, value }) {
  if (kind === "date") return paragraph(said("fault.date", { typed: typed || value }));
  if (kind === "minus") return paragraph(said("fault.minus", { typed }));
  if (kind === "field") {
    const near = nearestField(field);
    const better = { ...query, text: query.text.replace(`${typed.split(":")[0]}:`, `${near}:`) };
    const remark = said("fault.field", { field, fields: [...FIELDS.keys()].join(", ") });
    return paragraph(remark, ...(near ? [link(better, `${near}:${value}`)] : []));
  }
  const rest = { ...query, text: query.text.replace(typed, "").trim() };
  const offered = choices(known, field, value).map(({ value: meant, name }) => link(having(rest, field, ...(query.facets.get(field) ?? []), meant), name));
  return paragraph(said(offered.length ? "fault.unfinished" : "fault.unknownYet", { typed }), ...offered);
}

function unknownRemark(query, known, facet, value) {
  const rest = lacking(query, facet, value);
  const near = choices(known, facet, value);
  const offered = near.map(({ value: meant, name }) => link(having(rest, facet, ...(rest.facets.get(facet) ?? []), meant), name));
  const remark = [said(`unknown.${facet}`, { value }), near.length ? said("fault.nearest") : ""].filter(Boolean).join(" ");
  return paragraph(remark, ...offered, link(rest, said("advice.without", { words: value })));
}

function choices(known, facet, value) {
  return facet === "picture" ? [{ value: "yes", name: "picture:yes" }] : known.near(facet, value);
}

/** A link to the same search without one of several words. */
function withoutTerm(query, term, words) {
  if (words.length < 2) return [];
  const kept = tokens(query.text).filter((token) => token.term !== term || token.without);
  return [link({ ...query, text: kept.map(({ typed }) => typed).join(" ") }, said("advice.without", { words: term }))];
}

function withoutMinus(query) {
  const kept = tokens(query.text).filter((token) => !token.without);
  return { ...query, text: kept.map(({ typed }) => typed).join(" ") };
}

/** Ways out of what narrows a search: without its dates, each of its filters, and all of them. */
function wider(query, known) {
  const dated = query.from || query.to;
  const filters = [...query.facets].flatMap(([facet, values]) => values.map((value) => [facet, value]));
  if (!dated && !filters.length) return [];
  const open = { ...query, from: "", to: "" };
  const ways = filters.map(([facet, value]) => link(lacking(query, facet, value), said("advice.without", { words: known.nameOf(facet, value) })));
  if (dated) ways.unshift(link(open, said("advice.anyDate")));
  if (ways.length > 1 && query.text) ways.push(link({ ...open, facets: new Map() }, said("advice.widen")));
  return [paragraph(said("advice.narrowed"), ...ways)];
}

/** The field whose name is nearest; empty where none is near. */
function nearestField(typed) {
  const names = [...FIELDS.keys()];
  const near = names.filter((name) => name.startsWith(typed) || changes(typed, name) <= tolerated(typed));
  return near.length < names.length / 2 ? near.sort((one, other) => changes(typed, one) - changes(typed, other))[0] ?? "" : "";
}

function paragraph(text, ...links) {
  return element("p", {}, text, ...links.flatMap((each) => [" ", each]));
}

function link(query, text) {
  return element("a", { href: location.pathname + queryAddress(query) }, element("bdi", {}, text));
}
