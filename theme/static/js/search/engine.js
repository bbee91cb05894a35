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
   * @param {{name: string, address: string, language: string, entry: object}} index `entry` is what its entry file says
   * @param {string} text what to find; in double quotes exactly
   * @returns {Promise<{id: string, score: number, load: (text: string) => Promise<object>}[]>} `load` makes an article's
   *   excerpt of the text of its record
   */
  async search(index, text) {
    await this.#open(index);
    const { results } = await this.#call(index.name, { method: "search", args: [text, {}] });
    return results.map(({ id, score, data }) => {
      const address = `${index.address}fragment/${id}.pf_fragment`;
      const load = (text) => this.#call(index.name, { method: "getData", args: [data], record: { address, text } });
      return { id, score, load };
    });
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

  async #begin({ name, address, language, entry }) {
    const metaCacheTag = encodeURIComponent(JSON.stringify(entry));
    await this.#call(name, { method: "init", args: [{ basePath: address, language, metaCacheTag, primary: true }] });
    // An empty search answers once the index is loaded, and fails where it cannot be.
    await within(PATIENCE, this.#call(name, { method: "search", args: ["", {}] }));
  }

  #call(instanceId, question) {
    const id = `call-${this.#number++}`;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#worker.postMessage({ id, instanceId, ...question });
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
