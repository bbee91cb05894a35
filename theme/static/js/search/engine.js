// A search engine: a worker that runs the WebAssembly of one language, and the indexes that it has opened.

import { packedBytes } from "./packed.js";
import { excerptLength } from "./spelling.js";

/** How long opening an index may take before it counts as out of reach, in milliseconds. */
const PATIENCE = 30_000;
/** Searches of an index of which the worker keeps what excerpts are made of. */
const KEPT = 2;
const MARK = "pagefind_dcd";

/**
 * @typedef {object} Index
 * @property {string} name of its bundle and language
 * @property {string} address of its bundle's folder
 * @property {string} language
 * @property {object} entry what Pagefind's entry file would say
 */

export class Engine {
  #shared;
  #worker;
  #calls = new Map();
  #opened = new Map();
  #excerpts = new Map();
  #ready = null;
  #number = 0;
  /** Whether the host is known to send parts of files. */
  sendsParts = false;

  /** @param {URL} shared where the code lies that all bundles share */
  constructor(shared) {
    this.#shared = shared;
    const address = new URL("worker.js", import.meta.url);
    address.searchParams.set("shared", shared.href);
    fetch(new URL("pagefind-worker.js", shared)).catch(() => {}); // which the worker asks for once it has started itself
    this.#worker = new Worker(address);
    this.#worker.addEventListener("message", ({ data }) => this.#answer(data));
    this.#worker.addEventListener("error", (event) => this.#fail(event.message || "the search worker did not start"));
  }

  /**
   * Search one index.
   *
   * @param {Index} index
   * @param {string} text what to find; in double quotes exactly
   * @returns {Promise<{pages: Uint32Array, scores: Float32Array}>} the numbers of the pages found, and how well each fits
   */
  async search(index, text) {
    await this.open(index);
    try {
      const found = await this.#call(index.name, { method: "search", args: [text, {}] });
      this.sendsParts ||= found.sendsParts;
      return found;
    } catch (problem) {
      this.#opened.delete(index.name);
      throw problem;
    }
  }

  /**
   * An article as Pagefind tells it: with an excerpt in which the words of a text are marked.
   *
   * @param {number} page the article's number in its index
   * @param {string} record what is kept of it, as JSON
   * @returns {Promise<?object>} null where the article does not hold the words
   */
  async excerpt(index, text, page, record) {
    const found = await this.#kept(index, text);
    const place = found.pages.indexOf(page);
    if (place < 0) return null;
    const files = [{ address: `${index.address}fragment/${page}.pf_fragment`, content: MARK + record }];
    return this.#call(index.name, { method: "getData", args: [found.data[place]], files });
  }

  /** Opens an index once. The first one of all starts the WebAssembly: two at a time would each start their own. */
  open(index) {
    if (!this.#opened.has(index.name)) {
      const files = this.#filesOf(index);
      const before = this.#ready;
      const opening = Promise.resolve(before).catch(() => {}).then(() => this.#begin(index, files));
      this.#opened.set(index.name, opening);
      this.#ready ??= opening;
      opening.catch(() => {
        this.#opened.delete(index.name);
        if (this.#ready === opening) this.#ready = null;
      });
    }
    return this.#opened.get(index.name);
  }

  /** What Pagefind will ask for, loaded while the worker is still being started. */
  async #filesOf({ address, language, entry }) {
    const { hash, wasm } = entry.languages[language];
    const wanted = [[`${address}pagefind.${hash}.pf_meta`]];
    if (!this.#ready) wanted.push([`${address}wasm.${wasm}.pagefind`, new URL(`wasm.${wasm}.pagefind`, this.#shared)]);
    return Promise.all(
      wanted.map(async ([name, place = name]) => ({ address: name, content: await packedBytes(place, { priority: "high" }) })),
    );
  }

  async #begin({ name, address, language, entry }, opening) {
    const files = await within(PATIENCE, opening);
    const metaCacheTag = encodeURIComponent(JSON.stringify(entry));
    const options = { basePath: address, language, metaCacheTag, primary: true, excerptLength: excerptLength(language) };
    await this.#call(name, { method: "init", args: [options], files }, files.map(({ content }) => content));
    // An empty search answers once the index is opened, and fails where it cannot be.
    await within(PATIENCE, this.#call(name, { method: "search", args: ["", {}] }));
  }

  /** The answer to a search that excerpts are wanted of: the worker keeps the last ones of each index. */
  #kept(index, text) {
    if (!this.#excerpts.has(index.name)) this.#excerpts.set(index.name, new Map());
    const kept = this.#excerpts.get(index.name);
    if (kept.has(text)) return kept.get(text);
    const [oldest] = kept.size < KEPT ? [] : kept;
    kept.delete(oldest?.[0]);
    const found = Promise.allSettled([oldest?.[1]]).then(async ([{ value }]) => {
      await this.open(index);
      return this.#call(index.name, { method: "search", args: [text, {}], keep: true, forget: value?.data });
    });
    kept.set(text, found);
    found.catch(() => kept.delete(text));
    return found;
  }

  #call(instanceId, question, moved = []) {
    const id = `call-${this.#number++}`;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#worker.postMessage({ id, instanceId, ...question }, moved);
    });
  }

  #answer({ id, result, error }) {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    if (error) call?.reject(new Error(error));
    else call?.resolve(result);
  }

  #fail(problem) {
    for (const call of this.#calls.values()) call.reject(new Error(problem));
    this.#calls.clear();
  }
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
