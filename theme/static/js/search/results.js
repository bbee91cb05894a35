// Results as the page shows them.

import { periodText } from "./dates.js";
import { trimmed } from "./terms.js";
import { language, said } from "../words.js";

const ESCAPES = { "&lt;": "<", "&gt;": ">" };
/** The most words that the address of a result names. */
const NAMED = 8;

/**
 * The list of results: filled from bundle after bundle as these answer, and made longer on demand. What is shown stays where
 * it is while more is put below it.
 */
export class ResultList {
  #list;
  #sources = [];
  #query = null;
  #fresh = false;
  #filling = Promise.resolve();
  #search = 0;

  /** @param {HTMLOListElement} list */
  constructor(list) {
    this.#list = list;
  }

  /** How many results are shown. */
  get length() {
    return this.#fresh ? 0 : this.#list.children.length;
  }

  /**
   * Show another search, whose first results replace what is shown.
   *
   * @param {{take: (count: number) => Promise<import("./archive.js").Article[]>}[]} sources one after another
   * @param {import("./query.js").Query} query
   */
  begin(sources, query) {
    this.#sources = [...sources];
    this.#query = query;
    this.#fresh = true;
    this.#filling = Promise.resolve();
    this.#search++;
  }

  /** Show what was begun in this order instead, as far as it is shown already. */
  async reorder(sources, query, count) {
    const focused = this.#list.querySelector("a:focus")?.href;
    this.begin(sources, query);
    await this.fill(count);
    if (focused) [...this.#list.querySelectorAll("a")].find(({ href }) => href === focused)?.focus();
  }

  /** @returns {Promise<void>} once so many are shown, or all that there are */
  fill(count) {
    const search = this.#search;
    this.#filling = this.#filling.catch(() => {}).then(() => this.#fill(count, () => search === this.#search));
    return this.#filling;
  }

  /** Show nothing. */
  empty() {
    this.begin([], null);
    this.#fresh = false;
    this.#list.replaceChildren();
  }

  /** Set the focus on a result by its place. */
  focus(place) {
    this.#list.children[place]?.querySelector("h2 a").focus();
  }

  /** Move the focus by a step among the results. @returns {boolean} false where there is none further */
  step(by) {
    const links = [...this.#list.querySelectorAll("h2 a")];
    const next = links[links.indexOf(document.activeElement) + by];
    next?.focus();
    return Boolean(next);
  }

  async #fill(count, current) {
    while (current() && this.#sources.length && this.length < count) {
      const wanted = count - this.length;
      const articles = await this.#sources[0].take(wanted);
      if (!current()) return;
      if (articles.length < wanted) this.#sources.shift();
      if (!articles.length) continue;
      const items = articles.map((article) => resultItem(article, this.#query));
      if (this.#fresh) this.#list.replaceChildren(...items);
      else this.#list.append(...items);
      this.#fresh = false;
    }
  }
}

/**
 * @param {import("./archive.js").Article} article
 * @param {{words: string[], phrases: string[]}} query what was searched
 * @returns {HTMLLIElement} one article found: when, where, headline, and the words found in their place
 */
function resultItem({ address, title, excerpt, period, outlet, lang, dir }, query) {
  const line = element("p", { className: "when" }, dateNode(period));
  if (outlet) line.append(" ", element("span", { className: "outlet" }, element("bdi", {}, outlet)));
  const summary = element("p", { className: "summary", lang, dir }, ...excerptNodes(excerpt, title));
  const marked = [...summary.querySelectorAll("mark")].map((mark) => mark.textContent);
  const link = element("a", { href: address.href + foundFragment(query, marked) }, title || said("untitled"));
  return element("li", {}, line, element("h2", { lang, dir }, link), summary);
}

/** @returns {HTMLElement} an element with properties and children; text becomes text */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) if (value !== undefined) made[property] = value;
  made.append(...children);
  return made;
}

/** The words by which the article marks what was found, in the forms that they have there; phrases whole. */
function foundFragment({ words, phrases }, marked) {
  const inPhrases = phrases.join(" ").toLowerCase();
  const forms = [...marked, ...words].map((word) => trimmed(word).toLowerCase()).filter((word) => word && !inPhrases.includes(word));
  const named = [...new Set([...phrases, ...forms])].slice(0, NAMED);
  return named.length ? `#found=${named.map(encodeURIComponent).join(",")}` : "";
}

function dateNode(period) {
  return period ? element("time", { dateTime: period }, periodText(period, language)) : said("undated");
}

/**
 * Pagefind's excerpt as nodes: the article's text with "<" and ">" escaped, and <mark> around the words found. Nothing of it
 * is ever parsed as HTML.
 *
 * @param {string} excerpt
 * @param {string} title the headline, with which the text of a page begins: the excerpt need not repeat it
 * @returns {Node[]} text nodes and mark elements
 */
function excerptNodes(excerpt, title) {
  const pieces = [];
  let marked = false;
  for (const part of excerpt.split(/(<\/?mark>)/)) {
    if (part === "<mark>") marked = true;
    else if (part === "</mark>") marked = false;
    else if (part) pieces.push({ text: plain(part), marked });
  }
  return withoutStart(pieces, title).map(({ text, marked }) => (marked ? markNode(text) : document.createTextNode(text)));
}

/** Without the escapes, and without the marks that Pagefind sets between words of scripts that have no spaces. */
function plain(text) {
  return text.replace(/&lt;|&gt;/g, (escape) => ESCAPES[escape]).replace(/\u200B/g, "");
}

function withoutStart(pieces, title) {
  const text = pieces.map((piece) => piece.text).join("");
  if (!title || !text.startsWith(title)) return pieces;
  let rest = title.length + text.slice(title.length).match(/^[.\s]*/)[0].length;
  if (rest === text.length) return pieces;
  const kept = [];
  for (const piece of pieces) {
    const cut = Math.min(rest, piece.text.length);
    rest -= cut;
    if (cut < piece.text.length) kept.push({ ...piece, text: piece.text.slice(cut) });
  }
  return kept;
}

function markNode(text) {
  return element("mark", {}, text);
}
