// The search page: reads its address, asks the archive, shows what comes, and keeps the address and the page in step.

import { adviceFor } from "./search/advice.js";
import { Archive } from "./search/archive.js";
import { FacetLists } from "./search/facets.js";
import { asksNothing, queryAddress, readQuery } from "./search/query.js";
import { byDate, byRelevance } from "./search/ranking.js";
import { element, resultItem } from "./search/results.js";
import { terms } from "./search/terms.js";
import { WORDS } from "./search/words.js";

const PAGE = 10;

const form = document.getElementById("search-form");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const advice = document.getElementById("search-advice");

class SearchPage {
  #archive;
  #facets;
  #source = null;
  #run = 0;

  constructor(archive) {
    this.#archive = archive;
    this.#facets = new FacetLists(form.querySelectorAll("[data-facet]"), archive.facets);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask(readQuery(new FormData(form)));
    });
    form.addEventListener("change", (event) => {
      if (event.target.type !== "search" && form.reportValidity()) this.#ask(readQuery(new FormData(form)));
    });
    more.addEventListener("click", () => this.#showMore());
    addEventListener("popstate", () => this.showAddress());
    addEventListener("pagehide", remember);
    history.scrollRestoration = "manual";
  }

  /** Show what the address asks for, as far down the list and the page as it was when it was left. */
  async showAddress() {
    const { shown = PAGE, top = 0 } = history.state ?? {};
    const query = readQuery(new URLSearchParams(location.search));
    fillForm(query);
    if (await this.#show(query, shown)) scrollTo(0, top);
  }

  #ask(query) {
    const address = location.pathname + queryAddress(query);
    if (address !== location.pathname + location.search) {
      remember();
      history.pushState(null, "", address);
    }
    return this.#show(query, PAGE);
  }

  /** @returns {Promise<boolean>} false where a later search has overtaken this one */
  async #show(query, count) {
    const run = ++this.#run;
    const current = () => run === this.#run;
    advice.replaceChildren();
    if (asksNothing(query)) {
      this.#source = null;
      this.#empty(WORDS.idle(this.#archive.bundles.reduce((sum, bundle) => sum + bundle.count, 0)));
      this.#facets.show(query.facets, null);
      return current();
    }
    status.textContent = WORDS.searching(0);
    const exact = await this.#gather(query, true, count, current);
    const asTyped = total(exact) || !terms(query.text).length || isPhrase(query.text);
    const similar = asTyped || !current() ? exact : await this.#gather(query, false, count, current);
    if (current()) this.#conclude(query, exact, similar);
    return current();
  }

  /** Ask every bundle; show the first results as soon as there are any, and all in their order once all have answered. */
  async #gather(query, exact, count, current) {
    const asked = this.#archive.ask(query, exact);
    const settled = [];
    asked.forEach((promise) =>
      promise.then((answer) => {
        settled.push(answer);
        if (current() && settled.length < asked.length) status.textContent = WORDS.searching(total(settled));
      }),
    );
    const dated = query.sort !== "relevance";
    if (dated) await this.#begin(byDate(asked, query.sort === "oldest"), count, current);
    else if (asked.length > 1) await this.#begin(byRelevance([await firstWithHits(asked)]), count, current);
    const answers = await Promise.all(asked);
    if (!dated) await this.#begin(byRelevance(answers), count, current);
    return answers;
  }

  async #begin(source, count, current) {
    const articles = await source.take(count);
    if (!current()) return;
    this.#source = source;
    list.replaceChildren(...articles.map(resultItem));
  }

  /** Say what came of it; `answers` are those shown: `exact` itself, or similar words where that found nothing. */
  #conclude(query, exact, answers) {
    const count = total(answers);
    if (!count) this.#empty(WORDS.nothing);
    else status.textContent = answers === exact ? WORDS.found(count) : WORDS.similar(count);
    more.hidden = list.children.length >= count;
    more.dataset.total = count;
    this.#facets.show(query.facets, sum(answers), this.#archive.uncounted(query));
    this.#advise(query, exact, count);
  }

  async #showMore() {
    const articles = await this.#source.take(PAGE);
    const items = articles.map(resultItem);
    list.append(...items);
    more.hidden = !articles.length || list.children.length >= Number(more.dataset.total);
    items[0]?.querySelector("a").focus();
    remember();
  }

  #empty(sentence) {
    status.textContent = sentence;
    list.replaceChildren();
    more.hidden = true;
  }

  #advise(query, exact, count) {
    const failed = exact.filter(({ failure }) => failure).map(({ bundle }) => periodOf(bundle));
    if (failed.length) advice.append(element("p", {}, WORDS.unreached(failed.join(", "))));
    if (!total(exact)) advice.append(...adviceFor(query, exact, count));
  }
}

/** Keep with this entry of the history how much was shown and where. */
function remember() {
  history.replaceState({ shown: Math.max(PAGE, list.children.length), top: scrollY }, "");
}

function fillForm(query) {
  form.elements.q.value = query.text;
  form.elements.from.value = query.from;
  form.elements.to.value = query.to;
  form.elements.sort.value = query.sort;
}

function isPhrase(text) {
  return terms(text).some((term) => term.includes(" "));
}

async function firstWithHits(asked) {
  for (const promise of asked) {
    const answer = await promise;
    if (total([answer])) return answer;
  }
  return { hits: [] };
}

function total(answers) {
  return answers.reduce((sum, { hits }) => sum + hits.length, 0);
}

function sum(answers) {
  const sums = new Map();
  for (const { counts } of answers) {
    for (const [facet, values] of counts) {
      const all = sums.get(facet) ?? sums.set(facet, new Map()).get(facet);
      for (const [value, count] of values) all.set(value, (all.get(value) ?? 0) + count);
    }
  }
  return sums;
}

function periodOf({ from, to }) {
  if (!from) return WORDS.undatedPeriod;
  return from === to ? from : `${from} – ${to}`;
}

async function start() {
  status.textContent = WORDS.opening;
  try {
    const archive = await Archive.open(new URL(form.dataset.root, location.href));
    await new SearchPage(archive).showAddress();
  } catch (problem) {
    console.error(problem);
    status.textContent = WORDS.closed;
  }
}

start();
