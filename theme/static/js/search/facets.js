// The lists that narrow a search: one group of check boxes for each facet.

import { element } from "./results.js";
import { counted, numberText } from "../words.js";

/** Values shown before "Show all". */
const FIRST_VALUES = 6;

export class FacetLists {
  #groups = new Map();

  /**
   * @param {Iterable<HTMLElement>} groups one `[data-facet]` element for each facet, with a `ul` in it
   * @param {Object<string, [string, string, number][]>} facets of each facet its values, names and counts in all
   */
  constructor(groups, facets) {
    for (const group of groups) {
      const list = group.querySelector("ul");
      this.#groups.set(group.dataset.facet, { group, list, values: facets[group.dataset.facet] ?? [], whole: false });
    }
  }

  /**
   * Show the values with the number of articles behind each.
   *
   * @param {Map<string, string[]>} chosen
   * @param {?Map<string, Map<string, number>>} counts of the articles found; null shows all values and their numbers
   *   in the whole archive
   * @param {string[]} uncounted facets of which the counts say something of the chosen values only: the others stand
   *   there without a number
   */
  show(chosen, counts, uncounted = []) {
    for (const [facet, { values }] of this.#groups) {
      const found = counts && new Map(counts.get(facet));
      const unknown = uncounted.includes(facet) ? values.filter(([value]) => !chosen.get(facet).includes(value)) : [];
      for (const [value] of unknown) found.set(value, null);
      this.#showOne(facet, chosen.get(facet) ?? [], found);
    }
  }

  #showOne(facet, chosen, found) {
    const state = this.#groups.get(facet);
    const focused = document.activeElement?.closest?.("[data-facet]") === state.group ? document.activeElement.value : null;
    const rows = rowsOf(state.values, chosen, found, facet === "year");
    const shown = state.whole ? rows : rows.filter((row, place) => place < FIRST_VALUES || row.chosen);
    state.list.replaceChildren(...shown.map((row) => rowItem(facet, row)));
    state.group.hidden = !rows.length;
    const rest = rows.length - shown.length;
    state.group.querySelector("button")?.remove();
    if (rest) state.group.append(this.#moreButton(state, rows.length, () => this.#showOne(facet, chosen, found)));
    if (focused !== null) state.list.querySelector(`input[value="${CSS.escape(focused)}"]`)?.focus();
  }

  #moreButton(state, count, again) {
    const button = element("button", { type: "button" }, counted("facet.all", count));
    button.addEventListener("click", () => {
      state.whole = true;
      again();
      state.list.querySelectorAll("input")[FIRST_VALUES]?.focus();
    });
    return button;
  }
}

/** Values that would find something and those chosen; the most articles first, years in their own order. */
function rowsOf(values, chosen, found, keepOrder) {
  const named = new Set(values.map(([value]) => value));
  const others = [...new Set([...(found?.keys() ?? []), ...chosen])].filter((value) => !named.has(value));
  const rows = [...values, ...others.map((value) => [value, value, 0])].map(([value, name, total]) => ({
    value,
    name,
    count: countOf(value, total, found),
    chosen: chosen.includes(value),
  }));
  const useful = rows.filter((row) => row.count !== 0 || row.chosen);
  return keepOrder ? useful : useful.sort((one, other) => other.chosen - one.chosen || other.count - one.count);
}

/** How many articles have a value; null where that is not known. */
function countOf(value, total, found) {
  if (!found) return total;
  return found.has(value) ? found.get(value) : 0;
}

function rowItem(facet, { value, name, count, chosen }) {
  const box = element("input", { type: "checkbox", name: facet, value, checked: chosen });
  box.setAttribute("form", "search-form");
  const label = element("label", {}, box, " ", element("bdi", {}, name));
  if (count !== null) label.append(" ", element("small", {}, numberText(count)));
  return element("li", {}, label);
}
