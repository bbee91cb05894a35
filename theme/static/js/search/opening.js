// Opens the archive before the rest of the page's scripts have come: they find it on its way.

import { Archive } from "./archive.js";

/** What makes another bundle than the newest the first to be asked. */
const ELSEWHERE = ["year", "from", "to"];

/** The search page lies one folder below the site's front page. @type {Promise<Archive>} */
export const opening = Archive.open(new URL("../", location.href));

opening.then(
  (archive) => {
    const parameters = new URLSearchParams(location.search);
    const newestFirst = parameters.get("sort") !== "oldest" && !ELSEWHERE.some((name) => parameters.has(name));
    if (parameters.get("q") && newestFirst) archive.warm();
  },
  () => {}, // the page says so
);
