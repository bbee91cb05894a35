// Searches the indexes of one language, off the page's own thread. Pagefind's worker does the work; it keeps the
// WebAssembly of one language only. This script stands between it and the world: it hands over files that the page has
// loaded already, unpacks what it loads with the browser's own means, and answers with numbers instead of objects.

const shared = new URLSearchParams(location.search).get("shared");
const fetchFile = self.fetch.bind(self);
const post = self.postMessage.bind(self);
const wait = self.setTimeout.bind(self);
const given = new Map();
const questions = new Map();
const broken = new Map();
const started = new Set();
const wholes = new Map();
/** Whether the host sends parts of files; not known before the first was asked for. */
let sendsParts = false;
const MARK = "pagefind_dcd";
const ENTRY = "pagefind-entry.json?ts=";
/** Pagefind looks every 50 ms whether an index has been opened; here it has, mostly, at the first look. */
const LOOK_AGAIN = 2;
/** Putting away waits until answers are out, in milliseconds. */
const LATER = 1000;

self.setTimeout = (call, delay) => wait(call, Math.min(delay, LOOK_AGAIN));

/** Sees a question before Pagefind does: files come along with it, and which answer it is that excerpts are wanted of. */
self.addEventListener("message", ({ data: { id, instanceId, method, keep, forget = [], files = [] } }) => {
  for (const { address, content } of files) given.set(address, content);
  release(forget);
  if (method === "init") broken.delete(folderOf(instanceId));
  if (method === "search") questions.set(id, { name: instanceId, keep });
});

/**
 * Pagefind asks for files that no bundle has: for the entry file, and what it would say comes with the question, where
 * Pagefind puts the tag that it was given; for a file of each article's record; and again for the WebAssembly with
 * every bundle, though it runs.
 */
self.fetch = async (request) => {
  const address = String(request);
  const [, entry] = address.split(ENTRY);
  if (entry) return new Response(decodeURIComponent(entry));
  const module = address.match(/\/(wasm\.[^/]+\.pagefind)$/)?.[1];
  if (module && started.has(module)) return new Response(MARK);
  if (module) started.add(module);
  if (given.has(address)) {
    const content = given.get(address);
    given.delete(address);
    return new Response(content);
  }
  try {
    return new Response(await unpacked(await loaded(address)));
  } catch (problem) {
    // Pagefind would go on without these words, and find too little.
    broken.set(address.match(/([^/]+)\/index\/[^/]*$/)?.[1], problem.message);
    throw problem;
  }
};

/** A file, or the part of one that its name says: `FILE.FIRST.LENGTH.pf_index`. */
async function loaded(address) {
  const [, begins, first, length, ending] = address.match(/^(.*)\.(\d+)\.(\d+)(\.pf_index)$/) ?? [];
  const file = begins ? begins + ending : address;
  if (wholes.has(file)) return partOf(await wholes.get(file), first, length);
  const asked = begins ? { headers: { Range: `bytes=${first}-${Number(first) + Number(length) - 1}` } } : {};
  const answer = await fetchFile(file, asked);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  const content = answer.arrayBuffer();
  if (begins) sendsParts = answer.status === 206;
  if (!begins || sendsParts) return content;
  wholes.set(file, content); // a host that does not send parts of files
  return partOf(await content, first, length);
}

function partOf(content, first, length) {
  return content.slice(Number(first), Number(first) + Number(length));
}

/** Sees an answer before the page does. */
self.postMessage = (answer) => {
  if (answer.id === undefined) return;
  const question = questions.get(answer.id);
  questions.delete(answer.id);
  if (!question || answer.error) return post(answer);
  const { results } = answer.result;
  const problem = broken.get(folderOf(question.name));
  if (problem) return post({ id: answer.id, error: problem });
  const pages = Uint32Array.from(results, ({ id }) => Number(id));
  const scores = Float32Array.from(results, ({ score }) => score);
  const data = results.map(({ data }) => data);
  if (!question.keep) wait(() => release(data), LATER);
  post({ id: answer.id, result: { pages, scores, data: question.keep ? data : [], sendsParts } }, [pages.buffer, scores.buffer]);
};

/** Pagefind keeps all that it says of an article found until it is told that nobody will ask. */
function release(data) {
  for (const name of data) {
    self.dispatchEvent(new MessageEvent("message", { data: { method: "releaseData", args: [name] } }));
  }
}

/** The folder of a bundle, by the name of an index. */
function folderOf(name) {
  return name.split("/")[0];
}

async function unpacked(content) {
  const [first, second] = new Uint8Array(content, 0, 2);
  if (first !== 0x1f || second !== 0x8b) return content;
  return new Response(new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

importScripts(`${shared}pagefind-worker.js`);
