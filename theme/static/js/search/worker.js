// Searches the indexes of one language, off the page's own thread. Pagefind's worker does the work; it keeps the
// WebAssembly of one language only, so there is one worker for each, and all bundles share that one module.

const shared = new URLSearchParams(location.search).get("shared");
const fetchFile = self.fetch.bind(self);
const modules = new Map();
const records = new Map();
const ENTRY = "/pagefind-entry.json?ts=";

/** The page sends an article's record along with the question for it: a bundle keeps many in one file. */
self.addEventListener("message", ({ data: { record } }) => record && records.set(record.address, record.text));

/**
 * Pagefind asks every bundle for the WebAssembly: the one shared copy is fetched once. And it asks for files that no
 * bundle has: for the entry file, and what it would say comes with the question, where Pagefind puts the tag that it was
 * given; and for a file of each article's record.
 */
self.fetch = async (address) => {
  const entry = String(address).split(ENTRY)[1];
  if (entry) return new Response(decodeURIComponent(entry));
  if (records.has(address)) return new Response(`pagefind_dcd${records.get(address)}`);
  const name = String(address).match(/\/(wasm\.[^/]+\.pagefind)$/)?.[1];
  if (!name) return fetchFile(address);
  if (!modules.has(name)) modules.set(name, fetchFile(shared + name).then((answer) => answer.arrayBuffer()));
  return new Response(await modules.get(name));
};

importScripts(`${shared}pagefind-worker.js`);
