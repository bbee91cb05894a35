// Results as the page shows them.

import { excerptNodes } from "./excerpt.js";
import { WORDS } from "./words.js";

/** @returns {HTMLLIElement} one article found: when, where, headline, and the words found in their place */
export function resultItem(article, address) {
  const { title, when, outlet, lang, dir, date } = article.meta;
  const item = document.createElement("li");
  const line = element("p", { className: "when" }, dateNode(when, date));
  if (outlet) line.append(" ", element("span", { className: "outlet" }, element("bdi", {}, outlet)));
  const heading = element("h2", { lang, dir }, element("a", { href: address.href }, title ?? WORDS.untitled));
  const summary = element("p", { className: "summary", lang, dir }, ...excerptNodes(article.excerpt, title));
  item.append(line, heading, summary);
  return item;
}

/** @returns {HTMLElement} an element with properties and children; text becomes text */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [property, value] of Object.entries(properties)) if (value !== undefined) made[property] = value;
  made.append(...children);
  return made;
}

function dateNode(when, date) {
  return when ? element("time", { dateTime: date }, when) : WORDS.undated;
}
