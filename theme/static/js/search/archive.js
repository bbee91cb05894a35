// The archive as search sees it: bundles, newest first, each with an index for every language in it.

import { rangeFilter, rangeOf, reaches } from "./dates.js";
import { Engine } from "./engine.js";
import { FACETS } from "./query.js";
import { terms } from "./terms.js";

/** Bundles asked at one time, once the newest has answered. */
const AT_ONCE = 4;

/**
 * @typedef {object} Answer what one bundle found
 * @property {object} bundle
 * @property {Hit[][]} lists one list for each language, in the order asked for
 * @property {Map<string, Map<string, number>>} counts articles found, by facet and value
 * @property {boolean} counted whether the counts are of exactly the articles found
 * @property {number[]} termHits for each word or phrase how many articles hold it
 * @property {?Error} failure why the bundle could not be searched
 *
 * @typedef {{id: string, score: number, load: () => Promise<object>}} Hit
 */

export class Archive {
  #root;
  #engines = new Map();

  /** @param {URL} root the site's front page; @param {object[]} bundles newest first */
  constructor(root, bundles, facets) {
    this.#root = root;
    this.bundles = bundles;
    /** Of each facet its [value, name, count] triples. */
    this.facets = facets;
  }

  /** @returns {Promise<Archive>} the archive of the site at `root` */
  static async open(root) {
    const [{ bundles }, facets] = await Promise.all(
      ["search/bundles.json", "search/facets.json"].map(async (name) => {
        const answer = await fetch(new URL(name, root), { cache: "no-cache" });
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.json();
      }),
    );
    return new Archive(root, bundles, facets);
  }

  /** The bundles that a query has to be put to, in the order of its sort. */
  bundlesFor(query) {
    const years = query.facets.get("year");
    const range = rangeOf(query);
    const reached = this.bundles.filter(
      (bundle) => reaches(bundle, range) && (!years || years.some((year) => reaches(bundle, rangeOf({ from: year, to: year })))),
    );
    return query.sort === "oldest" ? reached.reverse() : reached;
  }

  /**
   * Put a query to all bundles that it concerns: to the first alone, so that it answers soonest, then to the rest.
   *
   * @param {boolean} exact whether every word must be in an article as typed (its endings aside); otherwise Pagefind
   *   takes words that begin alike, and passes over a word that it does not know
   * @returns {Promise<Answer>[]} in the order of `bundlesFor`; none of them rejects
   */
  ask(query, exact) {
    const bundles = this.bundlesFor(query);
    const answers = [];
    bundles.forEach((bundle, number) => {
      const before = number === 0 ? null : answers[Math.max(0, number - AT_ONCE)];
      answers.push(Promise.resolve(before).then(() => this.#answer(bundle, query, exact)));
    });
    return answers;
  }

  /** @returns {URL} where an article of the archive lies */
  addressOf(path) {
    return new URL(path.replace(/^\/+/, ""), this.#root);
  }

  async #answer(bundle, query, exact) {
    const answer = { bundle, lists: [], counts: new Map(), counted: true, termHits: [], failure: null };
    const wanted = query.facets.get("language");
    const languages = Object.entries(bundle.languages).filter(
      ([language]) => !wanted || wanted.includes(language.split("-")[0]),
    );
    const found = await Promise.allSettled(
      languages.map(([language, { wasm }]) => this.#find(bundle, language, wasm, query, exact)),
    );
    for (const { status, value, reason } of found) {
      if (status === "rejected") answer.failure = reason;
      else addTo(answer, value);
    }
    return answer;
  }

  async #find(bundle, language, wasm, query, exact) {
    const engine = this.#engineFor(wasm);
    const index = {
      name: `${bundle.name}/${language}`,
      address: new URL(`search/bundles/${bundle.name}/`, this.#root).href,
      language,
      digest: bundle.digest,
    };
    const search = (text, options) => engine.search(index, text, options);
    const options = { filters: filtersOf(query, bundle), sort: sortOf(query) };
    const words = terms(query.text);
    const found = exact && words.length ? await findAll(search, words, options) : await findLoosely(search, words, options);
    await recount(found, query, search, words, exact, options);
    return found;
  }

  #engineFor(wasm) {
    if (!this.#engines.has(wasm)) this.#engines.set(wasm, new Engine(new URL("search/pagefind/", this.#root)));
    return this.#engines.get(wasm);
  }
}

/** Articles that hold every word: Pagefind finds each exactly, and all together with their order and excerpts. */
async function findAll(search, words, options) {
  const each = await Promise.all(words.map((word) => search(quoted(word), options)));
  const termHits = each.map(({ results }) => results.length);
  if (words.length === 1) return { hits: each[0].results, counts: each[0].filters, counted: true, termHits };
  if (termHits.includes(0)) return { hits: [], counts: {}, counted: true, termHits };
  const held = each.map(({ results }) => new Set(results.map(({ id }) => id)));
  const together = await search(words.join(" "), options);
  const hits = together.results.filter(({ id }) => held.every((ids) => ids.has(id)));
  return { hits, counts: together.filters, counted: hits.length === together.results.length, termHits };
}

async function findLoosely(search, words, options) {
  const { results, filters } = await search(words.join(" ") || null, options);
  return { hits: results, counts: filters, counted: true, termHits: [] };
}

/** A facet with a choice made counts its other values as if none were made: they can be chosen besides. */
async function recount(found, query, search, words, exact, options) {
  if (words.length > 1 && exact) return;
  const text = exact && words.length ? quoted(words[0]) : words.join(" ") || null;
  for (const facet of query.facets.keys()) {
    const { filters } = await search(text, { ...options, filters: { ...options.filters, [facet]: [] } });
    found.counts = { ...found.counts, [facet]: filters[facet] ?? {} };
  }
}

function addTo(answer, { hits, counts, counted, termHits }) {
  answer.lists.push(hits);
  answer.counted &&= counted;
  termHits.forEach((hits, number) => (answer.termHits[number] = (answer.termHits[number] ?? 0) + hits));
  for (const [facet, values] of Object.entries(counts)) {
    const sums = answer.counts.get(facet) ?? answer.counts.set(facet, new Map()).get(facet);
    for (const [value, count] of Object.entries(values)) sums.set(value, (sums.get(value) ?? 0) + count);
  }
}

/** An empty list narrows nothing, but has Pagefind load the facet and count it. */
function filtersOf({ facets, from, to }, bundle) {
  const filters = Object.fromEntries(FACETS.map((facet) => [facet, []]));
  for (const [facet, values] of facets) filters[facet] = { any: values };
  const range = rangeFilter(bundle, rangeOf({ from, to }));
  return range ? { ...filters, any: range } : filters;
}

function sortOf({ sort }) {
  if (sort === "relevance") return {};
  return { date: sort === "oldest" ? "asc" : "desc" };
}

const quoted = (term) => `"${term}"`;
