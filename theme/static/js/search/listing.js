// The list of a bundle's articles: when each was and what it is filed under. By it the page narrows, counts and sorts.

import { firstDay, lastDay } from "./dates.js";
import { packedText } from "./packed.js";

const MONTH = "2020-02".length;

/** An article's number is its place in its bundle, the oldest being 0. */
export class Listing {
  #pages;
  #runs;
  #facets;
  #outlets;

  constructor({ pages, packs, periods, facets, outlets }) {
    /** The [name, count] of each pack of records, in the order of the numbers. */
    this.packs = packs;
    /** How many articles there are. */
    this.size = packs.reduce((sum, [, count]) => sum + count, 0);
    this.#pages = mapValues(pages, numbersOf);
    this.#runs = runsOf(periods);
    this.#facets = Object.entries(facets).map(([facet, values]) => [facet, mapValues(values, numbersOf)]);
    this.#outlets = facets.outlet ? outlets : {};
  }

  /** @returns {Promise<Listing>} */
  static async open(address) {
    return new Listing(JSON.parse(await packedText(address)));
  }

  /** @returns {Uint32Array} the article of each page of a language's index */
  numbersOf(language) {
    return this.#pages.get(language) ?? new Uint32Array();
  }

  /** @returns {{language: string, page: number}} where an article is indexed */
  placeOf(number) {
    for (const [language, numbers] of this.#pages) {
      const page = numbers.indexOf(number);
      if (page >= 0) return { language, page };
    }
    return { language: "", page: -1 };
  }

  /** @returns {string} a year, month or day; empty for an undated article */
  periodOf(number) {
    return this.#runs.find(({ end }) => number < end).period;
  }

  /** @returns {string} the outlet's full name, or empty */
  outletOf(number) {
    const values = this.#facets.find(([facet]) => facet === "outlet")?.[1] ?? new Map();
    for (const [value, numbers] of values) if (holds(numbers, number)) return this.#outlets[value] ?? value;
    return "";
  }

  /**
   * What a query leaves of these articles, and how many of them there are by facet and by month.
   * A facet with a choice made counts its other values as if none were made: they can be chosen besides.
   *
   * @param {Uint8Array} found 1 for each article that the words are in, by number
   * @param {{facets: Map<string, string[]>}} query
   * @param {?{first: string, last: string}} range days
   * @returns {{kept: Uint8Array, counts: Map<string, Map<string, number>>, periods: Map<string, number>}}
   */
  narrow(found, { facets }, range) {
    const chosen = new Map([...facets].map(([facet, values]) => [facet, this.#havingAny(facet, values)]));
    const dated = this.#within(found, range);
    const keptBut = (free) => {
      const others = [...chosen].filter(([facet]) => facet !== free).map(([, having]) => having);
      return others.length ? dated.map((one, number) => one & others.every((having) => having[number])) : dated;
    };
    const kept = keptBut(null);
    const counts = this.#facets.map(([facet, values]) => [facet, count(values, chosen.has(facet) ? keptBut(facet) : kept)]);
    return { kept, counts: new Map(counts), periods: this.#periods(kept) };
  }

  #havingAny(facet, values) {
    const having = new Uint8Array(this.size);
    const known = this.#facets.find(([name]) => name === facet)?.[1] ?? new Map();
    for (const value of values) for (const number of known.get(value) ?? []) having[number] = 1;
    return having;
  }

  /** Those of the articles of whose date all that is known lies in a range. */
  #within(found, range) {
    if (!range) return found;
    const within = new Uint8Array(this.size);
    for (const { period, start, end } of this.#runs) {
      const inside = period !== "" && firstDay(period) >= range.first && lastDay(period) <= range.last;
      if (inside) within.set(found.subarray(start, end), start);
    }
    return within;
  }

  #periods(kept) {
    const periods = new Map();
    for (const { period, start, end } of this.#runs) {
      const sum = sumOf(kept.subarray(start, end));
      const month = period.slice(0, MONTH);
      if (sum) periods.set(month, (periods.get(month) ?? 0) + sum);
    }
    return periods;
  }
}

/** @returns {number} how many articles a field of ones and zeros holds */
export function sumOf(field) {
  let sum = 0;
  for (const one of field) sum += one;
  return sum;
}

function count(values, kept) {
  const counts = new Map();
  for (const [value, having] of values) {
    let sum = 0;
    for (const number of having) sum += kept[number];
    if (sum) counts.set(value, sum);
  }
  return counts;
}

/** Articles in a row that have one period. */
function runsOf(periods) {
  let start = 0;
  return periods.map(([period, count]) => ({ period, start, end: (start += count) }));
}

/** The numbers that a list of gaps stands for. */
function numbersOf(gaps) {
  let number = 0;
  return Uint32Array.from(gaps, (gap) => (number += gap));
}

function holds(numbers, wanted) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === wanted;
}

const mapValues = (record, change) => new Map(Object.entries(record).map(([key, value]) => [key, change(value)]));
