// The archive as search sees it: bundles, newest first, each with an index for every language in it.

import { rangeOf, reaches } from "./dates.js";
import { Engine } from "./engine.js";
import { Listing, sumOf } from "./listing.js";
import { beginning, Records } from "./records.js";
import { joined, searchesFor, together, unseparated } from "./spelling.js";

/** Bundles asked at one time, once the first has answered. */
const AT_ONCE = 12;
/** Workers for one language's WebAssembly: the first alone answers what is shown first. */
const WORKERS = Math.min(4, navigator.hardwareConcurrency || 1);

const NOTHING = {
  total: 0,
  numbers: new Uint32Array(),
  scoreOf: () => 0,
  counts: new Map(),
  periods: new Map(),
  termHits: [],
  failure: null,
};

/**
 * @typedef {object} Query
 * @property {string[]} words
 * @property {string[]} phrases
 * @property {string[]} without words or phrases that the article must not hold
 * @property {Map<string, string[]>} facets the values chosen, by facet
 * @property {string} from a year, month or day, or empty
 * @property {string} to likewise
 * @property {string} sort date, oldest or relevance
 *
 * @typedef {object} Answer what one bundle found
 * @property {object} bundle
 * @property {number} total the articles found
 * @property {Uint32Array} numbers those articles: the place of each in its bundle, the oldest being 0
 * @property {(number: number) => number} scoreOf how well one fits, by its index's own word counts
 * @property {(number: number) => Promise<Article>} load
 * @property {Map<string, Map<string, number>>} counts articles found, by facet and value
 * @property {Map<string, number>} periods articles found, by month; by year where only that is known; the undated by ""
 * @property {number[]} termHits for each word, then for each phrase, how many articles hold it
 * @property {?Error} failure why the bundle could not be searched, or one language of it
 *
 * @typedef {{address: URL, title: string, excerpt: string, period: string, outlet: string, lang: string, dir: string}} Article
 */

export class Archive {
  #root;
  #pagefind;
  #engines = new Map();
  #spare;
  #listings = new Map();
  #records = new Map();
  #names = null;
  #loading = new Set();

  /** @param {URL} root the site's front page; @param {object} manifest what bundles.json says; @param {Engine} spare */
  constructor(root, { bundles, years, ...pagefind }, spare) {
    this.#root = root;
    this.#pagefind = pagefind;
    this.#spare = spare;
    /** Newest first. */
    this.bundles = bundles;
    /** Articles of each year, oldest first; before them the undated, under an empty year. */
    this.years = years;
    /** All articles. */
    this.total = bundles.reduce((sum, { count }) => sum + count, 0);
  }

  /** @returns {Promise<Archive>} the archive of the site at `root` */
  static async open(root) {
    const spare = new Engine(new URL("search/pagefind/", root));
    return new Archive(root, await loaded(root, "search/bundles.json"), spare);
  }

  /** @returns {Promise<Object<string, [string, string, number][]>>} of each facet its values, their names and counts */
  names() {
    this.#names ??= loaded(this.#root, "search/facets.json");
    this.#names.catch(() => (this.#names = null));
    return this.#names;
  }

  /** Load what the first answer to such a query will need, whatever its words: its first bundle's list and main index. */
  warm(query = { facets: new Map() }) {
    const [first] = this.bundlesFor(query);
    if (!first) return;
    const countOf = (language) => first.languages[language].count;
    const [language] = Object.keys(first.languages).sort((one, other) => countOf(other) - countOf(one));
    const index = language && this.#indexOf(first, language);
    this.#listingOf(first).catch(() => {});
    index?.engine.open(index).catch(() => {});
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
  uncounted(query) {
    const { facets } = query;
    return ["year", ...(termsOf(query).length ? ["language"] : [])].filter((facet) => facets.has(facet));
  }

  /**
   * Put a query to all bundles that it concerns: to the first alone, so that it answers soonest, then to the rest.
   *
   * @param {Query} query
   * @param {boolean} exact whether every word must be in an article as typed (its endings aside); otherwise Pagefind
   *   takes words that begin alike, and passes over a word that it does not know
   * @param {AbortSignal} [signal] once it is aborted no further bundle is asked
   * @returns {Promise<Answer>[]} in the order of `bundlesFor`; none of them rejects
   */
  ask(query, exact = true, signal = undefined) {
    const answers = [];
    this.bundlesFor(query).forEach((bundle, number) => {
      const before = number === 0 ? null : number <= AT_ONCE ? answers[0].then(() => this.#shown()) : answers[number - AT_ONCE];
      answers.push(Promise.resolve(before).then(() => this.#answer(bundle, query, exact, signal)));
    });
    return answers;
  }

  /** Once the page has what it shows of the first answer, which it asks for at once: before anything for the others. */
  async #shown() {
    await new Promise((resolve) => setTimeout(resolve));
    await Promise.allSettled(this.#loading);
  }

  async #answer(bundle, query, exact, signal) {
    const answer = { ...NOTHING, bundle };
    if (signal?.aborted) return { ...answer, failure: signal.reason };
    const indexes = termsOf(query).length ? this.#indexesOf(bundle, query) : [];
    const [[opened], found] = await Promise.all([
      Promise.allSettled([this.#listingOf(bundle)]),
      Promise.allSettled(indexes.map((index) => (exact ? findEach : findLoosely)(index, query))),
    ]);
    answer.failure = [opened, ...found].find(({ status }) => status === "rejected")?.reason ?? null;
    if (answer.failure) this.#renew(bundle);
    if (opened.status === "rejected") return answer;
    const listing = opened.value;
    const range = rangeOf(query);
    const { field, scores, each } = combined(listing, indexes, found, query, exact);
    const { kept, counts, periods } = listing.narrow(field, query, range);
    if (exact && each.length) {
      const allowed = listing.narrow(new Uint8Array(listing.size).fill(1), query, range).kept;
      answer.termHits = each.map((held) => sumOf(held.map((one, number) => one & allowed[number])));
    }
    const numbers = numbersOf(kept);
    const load = (number) => this.#followed(this.#load(bundle, listing, number, query, exact));
    return { ...answer, total: numbers.length, numbers, scoreOf: (number) => scores[number], load, counts, periods };
  }

  #indexesOf(bundle, { facets }) {
    const wanted = facets.get("language");
    return Object.keys(bundle.languages)
      .filter((language) => !wanted || wanted.includes(language.split("-")[0]))
      .map((language) => this.#indexOf(bundle, language));
  }

  #indexOf(bundle, language) {
    return {
      name: `${bundle.name}/${language}`,
      address: this.#fileOf(bundle, "").href,
      language,
      entry: { ...this.#pagefind, languages: bundle.languages },
      engine: this.#engineFor(bundle.languages[language].wasm, this.bundles.indexOf(bundle) % WORKERS),
    };
  }

  async #load(bundle, listing, number, query, exact) {
    const { language, page } = listing.placeOf(number);
    const index = this.#indexOf(bundle, language);
    const text = await this.#recordsOf(bundle, listing).textOf(number, index.engine.sendsParts);
    const typed = [...query.words, ...query.phrases];
    const sought = exact && typed.length === 1 ? searchesFor(language, typed[0]) : [together(language, typed)];
    const record = (typed.length && (await excerptOf(index, sought, page, text))) || beginning(text, language);
    return {
      address: new URL((record.raw_url ?? record.url).replace(/^\/+/, ""), this.#root),
      title: unseparated(record.title ?? record.meta?.title ?? "") || undefined,
      excerpt: joined(record.excerpt),
      period: listing.periodOf(number),
      outlet: listing.outletOf(number),
      lang: language,
      dir: bundle.languages[language]?.dir,
    };
  }

  /** A browser may hold a bundles.json that leads to files which a later build has removed: begin again with the new one. */
  async #renew(bundle) {
    const { bundles } = await loaded(this.#root, "search/bundles.json", { cache: "reload" }).catch(() => this);
    const now = bundles.find(({ name }) => name === bundle.name);
    if (JSON.stringify(now) !== JSON.stringify(bundle)) location.reload();
  }

  #followed(loading) {
    this.#loading.add(loading);
    const ended = () => this.#loading.delete(loading);
    loading.then(ended, ended);
    return loading;
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

  #engineFor(wasm, place) {
    const name = `${wasm} ${place}`;
    if (!this.#engines.has(name)) {
      this.#engines.set(name, this.#spare ?? new Engine(new URL("search/pagefind/", this.#root)));
      this.#spare = null;
    }
    return this.#engines.get(name);
  }
}

async function loaded(root, name, options = {}) {
  const answer = await fetch(new URL(name, root), options);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

/** The first excerpt that there is of some searches. */
async function excerptOf(index, searches, page, text) {
  for (const search of searches) {
    const record = await index.engine.excerpt(index, search, page, text);
    if (record) return record;
  }
  return null;
}

/** Each word and each phrase, and each that must be absent, found exactly. */
function findEach(index, { words, phrases, without }) {
  return Promise.all([...words, ...phrases, ...without].map((term) => findOne(index, term)));
}

/** All words together as Pagefind takes them, then exactly each that must be absent. */
function findLoosely(index, { words, phrases, without }) {
  const sought = index.engine.search(index, together(index.language, [...words, ...phrases]));
  return Promise.all([sought.then((found) => [found]), ...without.map((term) => findOne(index, term))]);
}

function findOne(index, term) {
  return Promise.all(searchesFor(index.language, term).map((search) => index.engine.search(index, search)));
}

/**
 * The articles that hold every word, and none of those that must be absent.
 *
 * @returns {{field: Uint8Array, scores: Float32Array, each: Uint8Array[]}} by article: 1 where it does; how well it fits;
 *   and, of each word and phrase, 1 where it holds it
 */
function combined(listing, indexes, found, query, exact) {
  const wanted = exact ? query.words.length + query.phrases.length : Math.min(1, query.words.length + query.phrases.length);
  const scores = new Float32Array(listing.size);
  const fields = Array.from({ length: wanted + query.without.length }, () => new Uint8Array(listing.size));
  const searched = new Uint8Array(listing.size).fill(indexes.length ? 0 : 1);
  indexes.forEach(({ language }, place) => {
    if (found[place].status === "rejected") return;
    const numbers = listing.numbersOf(language);
    for (const number of numbers) searched[number] = 1;
    found[place].value.forEach((searches, term) => {
      for (const { pages, scores: fits } of searches) {
        pages.forEach((page, rank) => {
          fields[term][numbers[page]] = 1;
          if (term < wanted) scores[numbers[page]] += fits[rank];
        });
      }
    });
  });
  const each = fields.slice(0, wanted);
  const absent = fields.slice(wanted);
  const field = searched.map((one, number) => one & each.every((held) => held[number]) & !absent.some((held) => held[number]));
  return { field, scores, each: exact ? each : [] };
}

function numbersOf(field) {
  const numbers = [];
  field.forEach((one, number) => one && numbers.push(number));
  return Uint32Array.from(numbers);
}

const termsOf = ({ words, phrases, without }) => [...words, ...phrases, ...without];
