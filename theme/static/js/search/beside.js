// What stands beside the results, and is loaded after the first of them: filters, chart, advice, and the names of values.

import { adviceFor, remarks, retryButton } from "./advice.js";
import { countsOf, histogram, totalOf } from "./answers.js";
import { fillExamples } from "./examples.js";
import { FacetLists } from "./facets.js";
import { Histogram } from "./histogram.js";
import { Known } from "./known.js";
import { said } from "../words.js";

export { listenToKeys } from "./keys.js";

export class Beside {
  #archive;
  #facets;
  #chart = new Histogram(document.getElementById("search-chart"));
  #advice = document.getElementById("search-advice");

  constructor(archive, names) {
    this.#archive = archive;
    this.known = new Known(names);
    this.#facets = new FacetLists(document.querySelectorAll("[data-facet]"), names);
    fillExamples(document.querySelectorAll("[data-example]"), names);
  }

  /** @returns {Promise<Beside>} once the names of values are there; without them where they cannot be loaded */
  static async open(archive) {
    const { picture, ...names } = await archive.names().catch((problem) => {
      console.error(problem);
      return {};
    });
    if (picture) names.picture = picture.map(([value, , count]) => [value, said(`picture.${value}`), count]);
    return new Beside(archive, names);
  }

  /** Show the whole archive: nothing is asked. */
  showAll(query) {
    this.#advice.replaceChildren(...remarks(query, this.known));
    this.#chart.show(query, new Map(this.#archive.years));
    this.#facets.show(query.facets, null);
  }

  /** Show what is told of a query before it is answered. */
  showQuestion(query) {
    this.#advice.replaceChildren(...remarks(query, this.known, () => true));
  }

  /**
   * Show what was found, and what to try where that is nothing.
   *
   * @param {import("./query.js").Query} query
   * @param {import("./archive.js").Answer[]} exact those to the words as typed
   * @param {import("./archive.js").Answer[]} answers those shown
   * @param {() => void} again asks once more
   */
  show(query, exact, answers, again) {
    const counts = countsOf(answers);
    this.#facets.show(query.facets, counts, this.#archive.uncounted(query));
    this.#chart.show(query, new Map(histogram(answers, "month")));
    const told = remarks(query, this.known, (facet, value) => counts.get(facet)?.has(value));
    const tried = totalOf(exact) || told.length ? [] : adviceFor(query, this.known, exact, totalOf(answers));
    this.#advice.replaceChildren(...told, ...tried);
    if (exact.some(({ failure }) => failure)) this.#advice.append(retryButton(again));
  }
}
