// Answers what citeproc-js makes of CSL-JSON items: a line of JSON in, { "style": name, "item": item };
// a line of JSON out, the bibliography entry in HTML. Styles and terms are those in csl/ beside this file.

const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");
const { createInterface } = require("node:readline");

const CSL = createRequire(join(process.argv[2], "node_modules/"))("citeproc");
const terms = readFileSync(join(__dirname, "csl/locales-en-US.xml"), "utf8");
const engines = new Map();

function engineOf(style) {
  if (!engines.has(style)) {
    const items = {};
    const source = { retrieveLocale: () => terms, retrieveItem: (id) => items[id] };
    const engine = new CSL.Engine(source, readFileSync(join(__dirname, `csl/${style}.csl`), "utf8"), "en-US");
    engines.set(style, { engine, items });
  }
  return engines.get(style);
}

function answer({ style, item }) {
  const { engine, items } = engineOf(style);
  items[item.id] = item;
  engine.updateItems([item.id], true);
  const [, entries] = engine.makeBibliography();
  engine.updateItems([], true);
  delete items[item.id];
  return entries.join("").trim();
}

let count = 0;
createInterface({ input: process.stdin }).on("line", (line) => {
  const question = JSON.parse(line);
  question.item.id = `item-${(count += 1)}`; // the engine remembers items by their name
  process.stdout.write(`${JSON.stringify(answer(question))}\n`);
});
