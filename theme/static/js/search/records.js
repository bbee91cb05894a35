// The records that Pagefind keeps of a bundle's articles: headline and text, many in a file.

import { packedText } from "./packed.js";

/** Words of the beginning that stand for a text of which no word was searched, as many as in Pagefind's excerpts. */
const WORDS = 30;

export class Records {
  #folder;
  #packs;
  #opened = new Map();

  /**
   * @param {URL} folder where the packs lie
   * @param {[string, number][]} packs the name of each, and how many articles it holds, in the order of their numbers
   */
  constructor(folder, packs) {
    this.#folder = folder;
    let first = 0;
    this.#packs = packs.map(([name, count]) => ({ name, first, end: (first += count) }));
  }

  /** @returns {Promise<string>} an article's record, as JSON; its pack is loaded once, with the first that is asked for */
  async textOf(number) {
    const { name, first } = this.#packs.find(({ end }) => number < end);
    return (await this.#linesOf(name))[number - first];
  }

  #linesOf(name) {
    if (!this.#opened.has(name)) {
      const opening = packedText(new URL(`${name}.packed`, this.#folder)).then((text) => text.split("\n"));
      this.#opened.set(name, opening);
      opening.catch(() => this.#opened.delete(name));
    }
    return this.#opened.get(name);
  }
}

/**
 * @param {string} record as JSON
 * @returns {{url: string, title: string, excerpt: string}} the excerpt as Pagefind writes its own
 */
export function beginning(record) {
  const { url, content, meta } = JSON.parse(record);
  return { url, title: meta.title, excerpt: firstWords(content).replaceAll("<", "&lt;").replaceAll(">", "&gt;") };
}

/** Texts in scripts without spaces have marks between their words instead. */
function firstWords(content) {
  if (content.includes("\u200B")) return content.split("\u200B").slice(0, WORDS).join("");
  return content.split(/\s+/).slice(0, WORDS).join(" ");
}
