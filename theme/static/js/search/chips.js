// The filters chosen, each a link that takes it away.

import { periodText } from "./dates.js";
import { FACETS, lacking, queryAddress } from "./query.js";
import { element } from "./results.js";
import { language, said, words } from "../words.js";

/**
 * @param {import("./query.js").Query} query
 * @param {import("./known.js").Known} known
 * @returns {HTMLLIElement[]} one for each filter, and one that takes away all of several
 */
export function chips(query, known) {
  const filters = FACETS.flatMap((facet) =>
    (query.facets.get(facet) ?? []).map((value) => ({
      name: said(`chip.${facet}`, { value: nameOf(known, facet, value) }),
      rest: lacking(query, facet, value),
    })),
  );
  const dates = datesText(query);
  if (dates) filters.push({ name: dates, rest: { ...query, from: "", to: "" } });
  const items = filters.map(({ name, rest }) => chip(name, said("chip.remove", { filter: name }), rest));
  const none = { ...query, facets: new Map(), from: "", to: "" };
  return filters.length < 2 ? items : [...items, element("li", {}, link(said("chip.clear"), none))];
}

function chip(name, label, rest) {
  const made = link("", rest);
  made.className = "chip";
  made.setAttribute("aria-label", label);
  made.append(element("bdi", {}, name), element("span", { ariaHidden: "true" }, "×"));
  return element("li", {}, made);
}

function link(text, query) {
  return element("a", { href: location.pathname + queryAddress(query) }, text);
}

function nameOf(known, facet, value) {
  const key = `${facet}.${value}`;
  return key in words ? words[key] : known.nameOf(facet, value);
}

function datesText({ from, to }) {
  const [first, last] = [from, to].map((period) => period && periodText(period, language));
  if (from && to) return from === to ? first : said("chip.between", { from: first, to: last });
  return from ? said("chip.from", { from: first }) : to && said("chip.to", { to: last });
}
