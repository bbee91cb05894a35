// One language's search engine: a worker, and the indexes that it has opened.

/** How long opening an index may take before it counts as out of reach, in milliseconds. */
const PATIENCE = 30_000;

export class Engine {
  #worker;
  #calls = new Map();
  #opened = new Map();
  #ready = null;
  #number = 0;

  /** @param {URL} shared where the code lies that all bundles share */
  constructor(shared) {
    const address = new URL("worker.js", import.meta.url);
    address.searchParams.set("shared", shared.href);
    this.#worker = new Worker(address);
    this.#worker.addEventListener("message", ({ data }) => this.#answer(data));
    this.#worker.addEventListener("error", (event) => this.#fail(event.message || "the search worker did not start"));
  }

  /**
   * Search one index.
   *
   * @param {{name: string, address: string, language: string, digest: string}} index
   * @param {?string} text what to find; in double quotes exactly, null for everything
   * @param {object} options `filters` and `sort` as Pagefind takes them
   * @returns {Promise<{results: {id: string, score: number, load: () => Promise<object>}[], filters: object}>}
   */
  async search(index, text, options) {
    const opened = text === null ? withoutWords(index) : index;
    await this.#open(opened);
    const found = await this.#call(opened.name, "search", text, options);
    const results = found.results.map(({ id, score, data }) => ({
      id,
      score,
      load: () => this.#call(opened.name, "getData", data),
    }));
    return { results, filters: found.filters };
  }

  /** Opens an index once. The first one of all brings the WebAssembly: two at a time would each start their own. */
  #open(index) {
    if (!this.#opened.has(index.name)) {
      const before = this.#ready;
      const opening = Promise.resolve(before).catch(() => {}).then(() => this.#begin(index));
      this.#opened.set(index.name, opening);
      this.#ready ??= opening;
      opening.catch(() => this.#opened.delete(index.name));
    }
    return this.#opened.get(index.name);
  }

  async #begin({ name, address, language, digest }) {
    await this.#call(name, "init", { basePath: address, language, metaCacheTag: digest, primary: true });
    // An empty search answers once the index is loaded, and fails where it cannot be.
    await within(PATIENCE, this.#call(name, "search", "", {}));
  }

  #call(instanceId, method, ...args) {
    const id = `call-${this.#number++}`;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#worker.postMessage({ id, instanceId, method, args });
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

/** The same index, opened a second time for searches by facets alone: the worker gives it no words to load. */
function withoutWords(index) {
  return { ...index, name: `${index.name}/without-words`, address: `${index.address}./` };
}

function within(milliseconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
