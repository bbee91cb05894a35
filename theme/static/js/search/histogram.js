// The chart of a search over time. Each bar is a link that narrows the search to its stretch: one stop of the Tab key, and the
// arrow keys move between them.

import { periodText } from "./dates.js";
import { chartOf, wider } from "./periods.js";
import { queryAddress } from "./query.js";
import { element } from "./results.js";
import { counted, language, said } from "../words.js";

const SVG = "http://www.w3.org/2000/svg";
/** The least part of the height that a bar takes, so that one article among thousands is seen. */
const LEAST = 3;

export class Histogram {
  #place;

  /** @param {HTMLElement} place a section, hidden while there is nothing to show */
  constructor(place) {
    this.#place = place;
    place.addEventListener("keydown", (event) => this.#move(event));
  }

  /**
   * @param {import("./query.js").Query} query
   * @param {Map<string, number>} periods of the articles found, how many each has
   */
  show(query, periods) {
    const chart = chartOf(periods, query);
    const focused = this.#place.contains(document.activeElement);
    this.#place.hidden = !chart && !wider(query);
    this.#place.replaceChildren(...[headOf(query, chart), chart && barsOf(query, chart), chart && axisOf(chart)].filter(Boolean));
    if (focused) (this.#place.querySelector("[tabindex='0']") ?? this.#place.querySelector("a"))?.focus();
  }

  #move(event) {
    const bars = [...this.#place.querySelectorAll(".bars a")];
    const here = bars.indexOf(event.target);
    const forward = getComputedStyle(this.#place).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const next = { [forward]: here + 1, [backward]: here - 1, Home: 0, End: bars.length - 1 }[event.key];
    if (here < 0 || !bars[next]) return;
    event.preventDefault();
    bars[here].tabIndex = -1;
    bars[next].tabIndex = 0;
    bars[next].focus();
  }
}

function headOf(query, chart) {
  const head = element("p", { className: "chart-head" }, element("span", { className: "label" }, said(`chart.${chart?.unit ?? "year"}`)));
  const out = wider(query);
  if (out) {
    const name = out.from ? said("chart.back", { period: periodText(out.from, language) }) : said("chart.all");
    head.append(" ", element("a", { href: addressOf(query, out) }, name));
  }
  return head;
}

function barsOf(query, { unit, stretches }) {
  const most = Math.max(...stretches.map(({ count }) => count));
  const bars = element("div", { className: "bars" });
  bars.setAttribute("role", "toolbar");
  bars.setAttribute("aria-label", said(`chart.${unit}`));
  let first = true;
  for (const stretch of stretches) {
    const bar = stretch.count ? barOf(query, stretch, most) : element("span");
    if (stretch.count) bar.tabIndex = first ? 0 : -1;
    first &&= !stretch.count;
    bars.append(bar);
  }
  return bars;
}

function barOf(query, stretch, most) {
  const chosen = query.from === stretch.from && query.to === stretch.to;
  const bar = element("a", { href: addressOf(query, chosen ? wider(query) : stretch) }, column(stretch.count / most));
  const name = said("chart.bar", { period: stretchText(stretch), articles: counted("articles", stretch.count) });
  bar.title = name;
  bar.setAttribute("aria-label", name);
  if (chosen) bar.setAttribute("aria-current", "true");
  return bar;
}

/** A bar drawn as high as its part of the highest. */
function column(part) {
  const [drawing, bar] = ["svg", "rect"].map((name) => document.createElementNS(SVG, name));
  const height = Math.max(LEAST, Math.round(part * 100));
  for (const [name, value] of [["viewBox", "0 0 10 100"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) drawing.setAttribute(name, value);
  for (const [name, value] of [["width", 10], ["height", height], ["y", 100 - height]]) bar.setAttribute(name, value);
  drawing.append(bar);
  return drawing;
}

/** What stands below the bars: where they begin and end, and how many articles they leave out. */
function axisOf({ stretches, coarse, undated }) {
  const ends = [...new Set([stretches[0], stretches.at(-1)])].map((stretch) => element("span", {}, stretchText(stretch)));
  const axis = element("div", { className: "axis" }, ...ends);
  const left = [coarse && counted("chart.coarse", coarse), undated && counted("chart.undated", undated)].filter(Boolean);
  if (left.length) axis.append(element("small", {}, left.join(" ")));
  return axis;
}

function stretchText({ from, to }) {
  return from === to ? periodText(from, language) : `${from}–${to}`;
}

const addressOf = (query, { from, to }) => location.pathname + queryAddress({ ...query, from, to });
