// Every sentence that the script itself says.

const number = new Intl.NumberFormat(document.documentElement.lang || "en");

export const WORDS = {
  untitled: "Untitled",
  undated: "Undated",
  opening: "Opening the index…",
  closed: "The search index could not be opened. Reload the page to try again.",
  idle: (count) => `${articles(count)} can be searched.`,
  searching: (count) => (count ? `${articles(count)} so far, still searching…` : "Searching…"),
  found: (count) => `${articles(count)} found.`,
  similar: (count) => `No article has these words as typed. ${articles(count)} with similar ones:`,
  nothing: "Nothing found.",
  unreached: (periods) => `Not searched, because it could not be loaded: ${periods}.`,
  undatedPeriod: "undated articles",
  allValues: (count) => `Show all ${number.format(count)}`,
  missing: (term) => `Nothing searched holds “${term}”: check its spelling, or try another word for it.`,
  apart: "Each of the words is found, but in no article all of them: try fewer words.",
  phrase: "The words of a phrase must stand side by side: try them without the quotation marks.",
  narrowed: "The search is narrowed by filters or dates.",
  widen: "Search without them",
  number: (count) => number.format(count),
};

function articles(count) {
  return count === 1 ? "1 article" : `${number.format(count)} articles`;
}
