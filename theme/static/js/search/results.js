// Results as the page shows them.

import { periodText } from "./dates.js";
import { excerptNodes } from "./excerpt.js";
import { WORDS } from "./words.js";

/** @returns {HTMLLIElement} one article found: when, where, headline, and the words found in their place */
export function resultItem({ address, title, excerpt, period, outlet, lang, dir }) {
  const item = document.createElement("li");
  const line = element("p", { className: "when" }, dateNode(period));
  if (outlet) line.append(" ", element("span", { className: "outlet" }, element("bdi", {}, outlet)));
  const heading = element("h2", { lang, dir }, element("a", { href: address.href }, title ?? WORDS.untitled));
  const summary = element("p", { className: "summary", lang, dir }, ...excerptNodes(excerpt, title));
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

function dateNode(period) {
  const language = document.documentElement.lang || "en";
  return period ? element("time", { dateTime: period }, periodText(period, language)) : WORDS.undated;
}
