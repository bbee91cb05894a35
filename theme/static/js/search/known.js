// The values that the archive has of each facet, and what somebody means who writes one.

import { folded } from "../folding.js";

/** How many known values are offered for one that is not. */
const OFFERED = 3;

export class Known {
  #facets = new Map();

  /** @param {Object<string, [string, string, number][]>} facets of each facet its values, names and counts in all */
  constructor(facets = {}) {
    for (const [facet, values = []] of Object.entries(facets)) {
      this.#facets.set(facet, values.map(([value, name]) => ({ value, name: name || value, spellings: spellings(value, name) })));
    }
  }

  /** @returns {boolean} whether the archive names this value */
  has(facet, value) {
    return this.#of(facet).some((known) => known.value === value);
  }

  /** @returns {string} the value's name, or itself where it has none */
  nameOf(facet, value) {
    return this.#of(facet).find((known) => known.value === value)?.name ?? value;
  }

  /** @returns {string} the value that is meant by a value or a name; where that is not known, `otherwise` */
  resolve(facet, typed, otherwise = likelyValue(facet, typed)) {
    const meant = this.#meant(facet, spelling(typed));
    return meant.length === 1 ? meant[0].value : otherwise;
  }

  /** @returns {{value: string, name: string}[]} those that may be meant by what is no value: namesakes, or the nearest */
  near(facet, typed) {
    const wanted = spelling(typed);
    const namesakes = this.#meant(facet, wanted);
    if (namesakes.length) return namesakes;
    const farthest = tolerated(wanted);
    const measured = this.#of(facet).map((known) => ({ known, far: Math.min(...known.spellings.map((name) => distance(wanted, name))) }));
    const near = measured.filter(({ far }) => far <= farthest).sort((one, other) => one.far - other.far);
    return near.slice(0, OFFERED).map(({ known }) => known);
  }

  /** Values of exactly this code or name; a country before the subdivisions of the same name that it holds. */
  #meant(facet, wanted) {
    const values = this.#of(facet);
    const exact = values.filter(({ value }) => spelling(value) === wanted);
    if (exact.length) return exact;
    const named = values.filter((known) => known.spellings.includes(wanted));
    const holding = named.find(({ value }) => named.every((other) => other.value === value || other.value.startsWith(`${value}-`)));
    return holding ? [holding] : named;
  }

  #of(facet) {
    return this.#facets.get(facet) ?? [];
  }
}

/** The code, the name, and the name without what lies around the place: `Oslo` of `Oslo, Norway`. */
function spellings(value, name) {
  const written = name || value;
  return [...new Set([value, written, written.split(", ")[0]].map(spelling))];
}

/** @returns {string} a value or name as it compares: hyphens are spaces */
const spelling = (text) => folded(text).replace(/[\s\-_]+/g, " ").trim();

/** What the value would be if the archive had it: a region's code, or a word for an address. */
function likelyValue(facet, typed) {
  if (facet === "region" && /^[a-z]{2}(-[a-z0-9]{1,3})?$/i.test(typed)) return typed.toUpperCase();
  return folded(typed).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || typed;
}

/** @returns {number} how many letters of a word may differ, and it be still taken for a slip of another */
export function tolerated(word) {
  return Math.max(1, Math.floor(word.length / 3));
}

/** How far two spellings are from each other: changed letters; the beginning of a spelling counts as near. */
function distance(typed, known) {
  if (known.startsWith(typed)) return 0.5;
  return changes(typed, known);
}

/** @returns {number} letters to add, drop or change to make one of the other (Levenshtein's distance) */
export function changes(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let place = 1; place <= one.length; place++) {
    const next = [place];
    for (let column = 1; column <= other.length; column++) {
      const same = one[place - 1] === other[column - 1];
      next.push(Math.min(row[column] + 1, next[column - 1] + 1, row[column - 1] + (same ? 0 : 1)));
    }
    row = next;
  }
  return row[other.length];
}
