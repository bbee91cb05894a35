// BibTeX, as this site writes it (one field to a line), read as an item of CSL-JSON. Nothing is lost on the way.

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const NAMED = { textbackslash: "\\", textbraceleft: "{", textbraceright: "}", textasciitilde: "~", textasciicircum: "^" };
/** What stands before a surname, in small letters: `al-`, `van der `. */
const PARTICLE = /^(?:(?:\p{Ll}+ )+|\p{Ll}+-)(?=\p{Lu})/u;
/** A name in braces, which is left whole, or one that is turned round. */
const NAME = /(?:^| and )(?:\{((?:[^{}]|\{[^{}]*\})*)\}|([^{}]+?))(?= and |$)/g;

/** @returns {Object} what an entry says, by CSL's names; what it does not say is left out */
export function itemOf(entry) {
  const [, id] = entry.match(/^@\w+\{([^,]*),/);
  const fields = Object.fromEntries([...entry.matchAll(/^  (\w+) = (.*?),?$/gm)].map(([, name, value]) => [name, bare(value)]));
  const { title, author, journal, section, year, month, day, language, url, note } = fields;
  const date = year && [year, month && MONTHS.indexOf(month) + 1, day].filter(Boolean).map(Number);
  const item = {
    id,
    type: "article-newspaper",
    title: text(bare(title)),
    author: author && [...author.matchAll(NAME)].map(([, whole, name]) => nameOf(whole, name)),
    "container-title": text(journal),
    section: text(section),
    issued: date && { "date-parts": [date] },
    language: text(language),
    URL: url,
    source: text(note),
  };
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value));
}

function nameOf(whole, name) {
  if (whole !== undefined) return { literal: text(whole) };
  const [surname, given] = text(name).split(", ");
  const [particle] = surname.match(PARTICLE) ?? [""];
  const person = { family: surname.slice(particle.length), given };
  return particle ? { ...person, "non-dropping-particle": particle.trim() } : person;
}

/** A value without the braces around it. */
function bare(value) {
  return value.replace(/^\{(.*)\}$/, "$1");
}

/** A value as it is printed, not as LaTeX writes it. */
function text(value) {
  return value?.replace(/\{\\(\w+)\}|\\(.)/g, (written, name, mark) => NAMED[name] ?? mark);
}
