// What is said of a search: to the eye at once, to a screen reader when it has come to its end.

import { counted, said } from "../words.js";

/** How long somebody who types must pause before the outcome is read out, in milliseconds. */
const PAUSE = 1000;

export class Status {
  #seen;
  #heard;
  #timer = 0;

  /** @param {HTMLElement} seen; @param {HTMLElement} heard a live region */
  constructor(seen, heard) {
    this.#seen = seen;
    this.#heard = heard;
  }

  /** Say how far a search has come. */
  progress(text) {
    clearTimeout(this.#timer);
    this.#seen.textContent = text;
  }

  /** Say how it ended; `typing` waits for a pause. */
  outcome(text, typing) {
    this.progress(text);
    this.#timer = setTimeout(() => (this.#heard.textContent = text), typing ? PAUSE : 0);
  }
}

/** @returns {string} what is said while bundles still have to answer */
export function searching(count, pending, sort) {
  const rest = spanOf(pending);
  if (!count) return rest ? said("searching.first", { period: rest }) : said("searching");
  const values = { articles: counted("articles", count), period: rest };
  const soFar = said(rest ? "searching.sofar" : "searching.more", values);
  return sort === "relevance" ? `${soFar} ${said("searching.reorders")}` : soFar;
}

/** @returns {string} what is said at the end */
export function finished(count, similar) {
  if (!count) return said("nothing");
  return said(similar ? "found.similar" : "found", { articles: counted("articles", count) });
}

/** The years that bundles reach over, as `1990–2003`; empty where all of them are undated. */
function spanOf(bundles) {
  const dated = bundles.filter(({ from }) => from);
  if (!dated.length) return "";
  const [first] = dated.map(({ from }) => from.slice(0, 4)).sort();
  const last = dated.map(({ to }) => to.slice(0, 4)).sort().at(-1);
  return first === last ? first : `${first}–${last}`;
}

function bundlePeriod({ from, to }) {
  if (!from) return said("period.undated");
  return from === to ? from : `${from} – ${to}`;
}

/** @returns {string} how many articles there are to search */
export function idle(count) {
  return said("idle", { articles: counted("articles", count) });
}

/** @returns {string} which bundles could not be searched; empty where all could */
export function unreached(bundles) {
  return bundles.length ? said("unreached", { periods: bundles.map(bundlePeriod).join(", ") }) : "";
}
