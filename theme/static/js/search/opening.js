// Opens the archive before the rest of the page's scripts have come: they find it on its way.

import { Archive } from "./archive.js";

/** The search page lies one folder below the site's front page. @type {Promise<Archive>} */
export const opening = Archive.open(new URL("../", location.href));

opening.then(
  (archive) => {
    const parameters = new URLSearchParams(location.search);
    const years = parameters.getAll("year");
    const facets = new Map(years.length ? [["year", years]] : []);
    const [from, to] = ["from", "to"].map((name) => parameters.get(name)?.match(/^\d{4}(-\d\d){0,2}$/)?.[0] ?? "");
    if (parameters.get("q")) archive.warm({ facets, from, to, sort: parameters.get("sort") });
  },
  () => {}, // the page says so
);
