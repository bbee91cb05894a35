// Answers the forms that a page's script makes of BibTeX: a line of JSON in, a BibTeX entry; a line of JSON out,
// { "csl": an item of CSL-JSON, "ris": RIS }.

import { createInterface } from "node:readline";
import { itemOf } from "../../theme/static/js/article/bibtex.js";
import { ris } from "../../theme/static/js/article/ris.js";

createInterface({ input: process.stdin }).on("line", (line) => {
  const csl = itemOf(JSON.parse(line));
  process.stdout.write(`${JSON.stringify({ csl, ris: ris(csl) })}\n`);
});
