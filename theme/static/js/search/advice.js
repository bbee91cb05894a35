// Why a search found nothing, and what to try.

import { queryAddress } from "./query.js";
import { element } from "./results.js";
import { terms } from "./terms.js";
import { WORDS } from "./words.js";

/**
 * @param {import("./query.js").Query} query
 * @param {import("./archive.js").Answer[]} answers those of the search for the words exactly, which found nothing
 * @param {number} similar how many articles with similar words are shown instead
 * @returns {HTMLElement[]} paragraphs
 */
export function adviceFor(query, answers, similar) {
  const words = terms(query.text);
  const hits = words.map((_, place) => answers.reduce((sum, { termHits }) => sum + (termHits[place] ?? 0), 0));
  const advice = words.filter((_, place) => !hits[place]).map((term) => WORDS.missing(term));
  if (words.length > 1 && hits.every(Boolean)) advice.push(WORDS.apart);
  if (words.some((word) => word.includes(" "))) advice.push(WORDS.phrase);
  const paragraphs = advice.map((sentence) => element("p", {}, sentence));
  const narrowed = query.facets.size || query.from || query.to;
  return narrowed && !similar ? [...paragraphs, wider(query)] : paragraphs;
}

function wider({ text, sort }) {
  const address = queryAddress({ text, from: "", to: "", sort, facets: new Map() });
  return element("p", {}, WORDS.narrowed, " ", element("a", { href: location.pathname + address }, WORDS.widen));
}
