// Searches the indexes of one language, off the page's own thread. Pagefind's worker does the work; it keeps the
// WebAssembly of one language only, so there is one worker for each, and all bundles share that one module.

const shared = new URLSearchParams(location.search).get("shared");
const fetchFile = self.fetch.bind(self);
const modules = new Map();

/** A part of an index that holds no words, as Pagefind packs it: its mark, and a CBOR list of one empty list. */
const NO_WORDS = Uint8Array.from([...new TextEncoder().encode("pagefind_dcd"), 0x81, 0x80]);

/**
 * Pagefind asks every bundle for the WebAssembly: the one shared copy is fetched once. And where it is asked for no
 * word it would load every word of the index: an index opened by an address ending in `/./` has none.
 */
self.fetch = async (address) => {
  if (String(address).includes("/./index/")) return new Response(NO_WORDS);
  const name = String(address).match(/\/(wasm\.[^/]+\.pagefind)$/)?.[1];
  if (!name) return fetchFile(address);
  if (!modules.has(name)) modules.set(name, fetchFile(shared + name).then((answer) => answer.arrayBuffer()));
  return new Response(await modules.get(name));
};

importScripts(`${shared}pagefind-worker.js`);
