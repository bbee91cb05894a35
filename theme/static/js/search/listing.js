// The list of a bundle's articles: when each was and what it is filed under. By it the page narrows, counts and sorts.

import { firstDay, lastDay } from "./dates.js";
import { packedText } from "./packed.js";

/** An article's number is its place in its bundle, the oldest being 0. */
export class Listing {
  #numbers;
  #periods;
  #facets;
  #outlets;

  constructor({ ids, packs, periods, facets, outlets }) {
    /** Pagefind's identifiers, by number. */
    this.ids = ids ? ids.split(" ") : [];
    /** The [name, count] of each pack of records, in the order of the numbers. */
    this.packs = packs;
    this.#numbers = new Map(this.ids.map((id, number) => [id, number]));
    this.#periods = periods.flatMap(([period, count]) => Array(count).fill(period));
    this.#facets = Object.entries(facets).map(([facet, values]) => [facet, mapValues(values, numbersOf)]);
    this.#outlets = facets.outlet ? outlets : {};
  }

  /** @returns {Promise<Listing>} */
  static async open(address) {
    return new Listing(JSON.parse(await packedText(address)));
  }

  /** @returns {number|undefined} */
  numberOf(id) {
    return this.#numbers.get(id);
  }

  /** @returns {string} a year, month or day; empty for an undated article */
  periodOf(number) {
    return this.#periods[number];
  }

  /** @returns {string} the outlet's full name, or empty */
  outletOf(number) {
    const values = this.#facets.find(([facet]) => facet === "outlet")?.[1] ?? new Map();
    for (const [value, numbers] of values) if (holds(numbers, number)) return this.#outlets[value] ?? value;
    return "";
  }

  /**
   * What a query leaves of these articles, and how many of them have each value of each facet.
   * A facet with a choice made counts its other values as if none were made: they can be chosen besides.
   *
   * @param {number[]} numbers
   * @param {{facets: Map<string, string[]>}} query
   * @param {?{first: string, last: string}} range days
   * @returns {{kept: number[], counts: Map<string, Map<string, number>>}}
   */
  narrow(numbers, { facets }, range) {
    const chosen = new Map([...facets].map(([facet, values]) => [facet, this.#havingAny(facet, values)]));
    const dated = range ? numbers.filter((number) => this.#within(number, range)) : numbers;
    const keptBut = (free) =>
      dated.filter((number) => [...chosen].every(([facet, having]) => facet === free || having[number]));
    const kept = keptBut(null);
    const counts = new Map(
      this.#facets.map(([facet, values]) => [facet, count(values, chosen.has(facet) ? keptBut(facet) : kept, this.ids.length)]),
    );
    return { kept, counts };
  }

  #havingAny(facet, values) {
    const having = new Uint8Array(this.ids.length);
    const known = this.#facets.find(([name]) => name === facet)?.[1] ?? new Map();
    for (const value of values) for (const number of known.get(value) ?? []) having[number] = 1;
    return having;
  }

  /** Whether all that is known of an article's date lies in a range. */
  #within(number, { first, last }) {
    const period = this.#periods[number];
    return period !== "" && firstDay(period) >= first && lastDay(period) <= last;
  }
}

function count(values, numbers, size) {
  const found = new Uint8Array(size);
  for (const number of numbers) found[number] = 1;
  const counts = new Map();
  for (const [value, having] of values) {
    const sum = having.reduce((total, number) => total + found[number], 0);
    if (sum) counts.set(value, sum);
  }
  return counts;
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
