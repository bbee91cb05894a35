// An article opened from a search: marks the words found, and leads from one to the next. They stand in the fragment
// (#found=truce,peace%20talks), so the address that is cited does not hold them.

import { placesOf } from "./places.js";
import { counted, language, numberText, said, words } from "../words.js";

const SEARCHED = ".headline h1, .headline .standfirst, .body";
/** A passage that is read as one: words are side by side within it. */
const PASSAGES = "p, li, td, th, h1, h2, h3, h4, h5, h6, blockquote, figcaption, dt, dd, pre";
/** How much around a match is read out with it. */
const AROUND = 40;

class Found {
  #groups = [];
  #place = -1;
  #status = element("p");
  #bar = element("div");

  constructor() {
    this.#bar.className = "found";
    this.#bar.lang = language;
    this.#bar.dir = words.dir || "ltr";
    this.#bar.setAttribute("role", "region");
    this.#bar.setAttribute("aria-label", said("found.label"));
    this.#status.setAttribute("role", "status");
    this.#bar.addEventListener("keydown", ({ key }) => key === "Escape" && this.#clear());
    addEventListener("hashchange", () => this.show());
  }

  /** Mark what the address asks for, and nothing else. */
  show() {
    this.#unmark();
    const asked = askedFor(location.hash);
    if (!asked.length) {
      this.#bar.remove();
      return;
    }
    for (const passage of passages()) this.#groups.push(...placesOf(passage.text, asked).map((place) => ({ passage, place })));
    this.#groups = this.#groups.map(({ passage, place }) => markPlace(passage, place)).filter(({ length }) => length);
    this.#place = -1;
    const steps = [button("found.previous", () => this.#step(-1)), button("found.next", () => this.#step(1))];
    for (const step of steps) step.hidden = !this.#groups.length;
    this.#bar.replaceChildren(this.#status, ...steps, button("found.clear", () => this.#clear()));
    if (!this.#bar.isConnected) document.querySelector("main").prepend(this.#bar);
    this.#status.textContent = this.#groups.length
      ? said("found.words", { matches: counted("found.matches", this.#groups.length), words: asked.join(", ") })
      : said("found.none", { words: asked.join(", ") });
  }

  #step(by) {
    const count = this.#groups.length;
    this.#place = this.#place < 0 && by < 0 ? count - 1 : (this.#place + by + count) % count;
    for (const mark of document.querySelectorAll("mark.current")) mark.classList.remove("current");
    const marks = this.#groups[this.#place];
    for (const mark of marks) mark.classList.add("current");
    marks[0].scrollIntoView({ block: "center" });
    const place = said("found.place", { place: numberText(this.#place + 1), count: numberText(count) });
    const context = element("bdi");
    context.className = "hidden";
    context.textContent = around(marks);
    this.#status.replaceChildren(place, " ", context);
  }

  #clear() {
    history.replaceState(history.state, "", location.pathname + location.search);
    this.show();
    const main = document.querySelector("main");
    main.focus({ preventScroll: true });
  }

  #unmark() {
    for (const mark of this.#groups.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
    this.#groups = [];
  }
}

/** @returns {string[]} the words and phrases that a fragment names */
function askedFor(hash) {
  const named = hash.match(/^#found=(.*)$/)?.[1] ?? "";
  return named.split(",").map(decoded).filter(Boolean);
}

function decoded(text) {
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return "";
  }
}

/** @returns {{nodes: Text[], text: string}[]} passages of the article in their order */
function passages() {
  const byPassage = new Map();
  for (const root of document.querySelectorAll(SEARCHED)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const passage = node.parentElement.closest(PASSAGES) ?? root;
      byPassage.set(passage, [...(byPassage.get(passage) ?? []), node]);
    }
  }
  return [...byPassage.values()].map((nodes) => ({ nodes, text: nodes.map(({ data }) => data).join("") }));
}

/** @returns {HTMLElement[]} the marks of one match: several where it lies in several elements */
function markPlace(passage, { start, end }) {
  const marks = [];
  let offset = 0;
  for (const node of [...passage.nodes]) {
    const [first, last] = [Math.max(start - offset, 0), Math.min(end - offset, node.length)];
    offset += node.length;
    if (first >= last) continue;
    const rest = node.splitText(first);
    const after = rest.splitText(last - first);
    const mark = element("mark");
    rest.replaceWith(mark);
    mark.append(rest);
    passage.nodes.splice(passage.nodes.indexOf(node) + 1, 0, rest, after);
    marks.push(mark);
  }
  return marks;
}

function around(marks) {
  const passage = (marks[0].closest(PASSAGES) ?? marks[0].parentElement).textContent;
  const place = passage.indexOf(marks[0].textContent);
  return passage.slice(Math.max(0, place - AROUND), place + AROUND);
}

function button(key, action) {
  const made = element("button");
  made.type = "button";
  made.textContent = said(key);
  made.addEventListener("click", action);
  return made;
}

function element(name) {
  return document.createElement(name);
}

new Found().show();
