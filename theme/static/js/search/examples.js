// The examples beside the field, made of what this archive holds, so that each of them finds something.

import { FIELDS } from "./terms.js";

/** @param {Iterable<HTMLAnchorElement>} links each with what it is an example of; @param {object} facets what facets.json says */
export function fillExamples(links, facets) {
  for (const link of links) {
    const name = link.dataset.example;
    const values = facets[FIELDS.get(name)];
    if (values?.length) show(link, exampleOf(name, values[0]));
    else if (values) link.closest("div").hidden = true;
  }
}

function exampleOf(field, [value, name]) {
  if (field !== "tag") return `${field}:${value}`;
  return name.includes(" ") ? `tag:"${name}"` : `tag:${name}`;
}

function show(link, example) {
  link.textContent = example;
  link.href = `?${new URLSearchParams({ q: example })}`;
}
