// The archive as search sees it: bundles, newest first, each with an index for every language in it.

import { rangeOf, reaches } from "./dates.js";
import { Engine } from "./engine.js";
import { Listing } from "./listing.js";
import { beginning, Records } from "./records.js";
import { terms } from "./terms.js";

/** Bundles asked at one time, once the newest has answered. */
const AT_ONCE = 4;

/**
 * @typedef {object} Answer what one bundle found
 * @property {object} bundle
 * @property {Hit[]} hits
 * @property {Map<string, Map<string, number>>} counts articles found, by facet and value
 * @property {number[]} termHits for each word or phrase how many articles hold it
 * @property {?Error} failure why the bundle could not be searched, or one language of it
 *
 * @typedef {object} Hit an article found
 * @property {number} number its place in its bundle, the oldest being 0
 * @property {number} score how well it fits, by its index's own word counts
 * @property {() => Promise<Article>} load
 *
 * @typedef {{address: URL, title: string, excerpt: string, period: string, outlet: string, lang: string, dir: string}} Article
 */

export class Archive {
  #root;
  #pagefind;
  #engines = new Map();
  #listings = new Map();
  #records = new Map();

  /** @param {URL} root the site's front page; @param {object} manifest what bundles.json says */
  constructor(root, { bundles, ...pagefind }, facets) {
    this.#root = root;
    this.#pagefind = pagefind;
    /** Newest first. */
    this.bundles = bundles;
    /** Of each facet its [value, name, count] triples. */
    this.facets = facets;
  }

  /** @returns {Promise<Archive>} the archive of the site at `root` */
  static async open(root) {
    const [manifest, facets] = await Promise.all(
      ["search/bundles.json", "search/facets.json"].map(async (name) => {
        const answer = await fetch(new URL(name, root), { cache: "no-cache" });
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.json();
      }),
    );
    return new Archive(root, manifest, facets);
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

  /** The facets of which only the chosen values are looked for, so that of the others no count is known. */
  uncounted({ text, facets }) {
    return ["year", ...(terms(text).length ? ["language"] : [])].filter((facet) => facets.has(facet));
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

  async #answer(bundle, query, exact) {
    const answer = { bundle, hits: [], counts: new Map(), termHits: [], failure: null };
    const words = terms(query.text);
    const opening = this.#listingOf(bundle);
    const searches = words.length ? this.#searches(bundle, query, words, exact) : [];
    const [[opened], found] = await Promise.all([Promise.allSettled([opening]), Promise.allSettled(searches)]);
    answer.failure = [opened, ...found].find(({ status }) => status === "rejected")?.reason ?? null;
    if (opened.status === "rejected") return answer;
    const listing = opened.value;
    const range = rangeOf(query);
    const numbered = (results) => results.map(({ id }) => listing.numberOf(id)).filter((number) => number !== undefined);
    const results = found.flatMap(({ value }) => value?.results ?? []);
    const byNumber = new Map(results.map((result) => [listing.numberOf(result.id), result]));
    const numbers = words.length ? numbered(results) : [...listing.ids.keys()];
    const { kept, counts } = listing.narrow(numbers, query, range);
    answer.counts = counts;
    answer.hits = kept.map((number) => this.#hit(bundle, listing, number, byNumber.get(number)));
    if (exact) {
      const each = words.map((_, place) => found.flatMap(({ value }) => value?.each[place] ?? []));
      answer.termHits = each.map((of) => listing.narrow(numbered(of), query, range).kept.length);
    }
    return answer;
  }

  /** @returns {Promise<{results: object[], each: object[][]}>[]} of each language what it finds, in all and by word */
  #searches(bundle, query, words, exact) {
    const wanted = query.facets.get("language");
    return Object.entries(bundle.languages)
      .filter(([language]) => !wanted || wanted.includes(language.split("-")[0]))
      .map(([language, { wasm }]) => {
        const index = {
          name: `${bundle.name}/${language}`,
          address: this.#fileOf(bundle, "").href,
          language,
          entry: { ...this.#pagefind, languages: bundle.languages },
        };
        const search = (text) => this.#engineFor(wasm).search(index, text);
        return exact ? findAll(search, words) : findLoosely(search, words);
      });
  }

  #hit(bundle, listing, number, result) {
    const id = listing.ids[number];
    const lang = id.slice(0, id.lastIndexOf("_"));
    const load = async () => {
      const text = await this.#recordsOf(bundle, listing).textOf(number);
      const record = result ? await result.load(text) : beginning(text);
      return {
        address: new URL((record.raw_url ?? record.url).replace(/^\/+/, ""), this.#root),
        title: record.title ?? record.meta?.title,
        excerpt: record.excerpt,
        period: listing.periodOf(number),
        outlet: listing.outletOf(number),
        lang,
        dir: bundle.languages[lang]?.dir,
      };
    };
    return { number, score: result?.score ?? 0, load };
  }

  #listingOf(bundle) {
    if (!this.#listings.has(bundle)) {
      const opening = Listing.open(this.#fileOf(bundle, bundle.articles));
      this.#listings.set(bundle, opening);
      opening.catch(() => this.#listings.delete(bundle));
    }
    return this.#listings.get(bundle);
  }

  #recordsOf(bundle, listing) {
    if (!this.#records.has(bundle)) this.#records.set(bundle, new Records(this.#fileOf(bundle, "records/"), listing.packs));
    return this.#records.get(bundle);
  }

  #fileOf(bundle, name) {
    return new URL(`search/bundles/${bundle.name}/${name}`, this.#root);
  }

  #engineFor(wasm) {
    if (!this.#engines.has(wasm)) this.#engines.set(wasm, new Engine(new URL("search/pagefind/", this.#root)));
    return this.#engines.get(wasm);
  }
}

/** Articles that hold every word: Pagefind finds each exactly, and all together with their order and excerpts. */
async function findAll(search, words) {
  const each = await Promise.all(words.map((word) => search(quoted(word))));
  if (words.length === 1) return { results: each[0], each };
  const held = each.map((results) => new Set(results.map(({ id }) => id)));
  if (held.some(({ size }) => size === 0)) return { results: [], each };
  const together = await search(words.join(" "));
  return { results: together.filter(({ id }) => held.every((ids) => ids.has(id))), each };
}

async function findLoosely(search, words) {
  return { results: await search(words.join(" ")), each: [] };
}

const quoted = (term) => `"${term}"`;
