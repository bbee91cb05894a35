// The search page: reads its address, asks the archive, shows what comes, and keeps address, field and filters in step.

import { totalOf } from "./search/answers.js";
import { chips } from "./search/chips.js";
import { opening } from "./search/opening.js";
import { asksNothing, queryAddress, readQuery, toggled, UNNAMED } from "./search/query.js";
import { byDate, byRelevance } from "./search/ranking.js";
import { ResultList } from "./search/results.js";
import { finished, idle, searching, Status, unreached } from "./search/status.js";
import { namesFilter } from "./search/terms.js";
import { said } from "./words.js";

const byId = (id) => document.getElementById(id);
const form = byId("search-form");

const PAGE = 10;
/** How long to wait for the next letter before searching, in milliseconds. */
const PAUSE = 60;
/** As wide as the filters need to stand beside the results. */
const WIDE = matchMedia("(min-width: 56rem)");

const field = form.elements.q;
const status = new Status(byId("search-status"), byId("search-announcement"));
const list = new ResultList(byId("search-results"));
const found = byId("search-found");
const more = byId("search-more");
const chipList = byId("search-chips");
const filters = byId("search-filters");

class SearchPage {
  #archive;
  #known = UNNAMED;
  #beside = null;
  /** What the filters stand at, and the text when it was last finished: what is being typed comes on top. */
  #query = readQuery(new URLSearchParams());
  #shown = null;
  #asking = null;
  #typing = false;
  #timer = 0;
  /** How far down the page was when this search was left; null once the reader has moved on. */
  #top = null;

  constructor(archive) {
    this.#archive = archive;
    this.#listen();
    history.scrollRestoration = "manual";
  }

  #listen() {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#finish(true);
    });
    field.addEventListener("input", (event) => event.isComposing || this.#wait());
    field.addEventListener("compositionend", () => this.#wait());
    field.addEventListener("change", () => this.#leave());
    field.addEventListener("focus", () => this.#archive.warm());
    document.addEventListener("change", ({ target }) => target.form === form && target.name && target !== field && this.#choose(target));
    document.querySelector("main").addEventListener("click", (event) => this.#follow(event));
    more.addEventListener("click", () => this.#showMore());
    addEventListener("popstate", () => this.showAddress());
    for (const left of ["pagehide", "scrollend"]) addEventListener(left, () => this.#shown === location.search && remember());
    for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(moved, () => (this.#top = null), { passive: true });
  }

  /** Show what the address asks for, as far down the list and the page as it was when it was left. */
  async showAddress() {
    const { shown = PAGE, top = null } = history.state ?? {};
    if (this.#shown === location.search && location.hash) return;
    clearTimeout(this.#timer);
    this.#typing = false;
    this.#top = top;
    const parameters = new URLSearchParams(location.search);
    if (namesFilter(parameters.get("q") ?? "")) await this.#openBeside();
    this.#settle(readQuery(parameters, this.#known));
    history.replaceState(history.state, "", here(this.#query) + location.hash);
    await this.#show(this.#query, shown);
    this.#scroll();
    this.#top = null;
    const named = readQuery(parameters, this.#known);
    if (this.#shown !== location.search || this.#typing || here(named) === here()) return;
    this.#keep(named, false);
    this.#settle(named);
    this.#show(named);
  }

  /** Go on with what was typed before the page was ready. */
  goOn() {
    this.#wait();
  }

  /** Load what stands beside the results, once; then names may be typed, and say what they mean in the address too. */
  #openBeside() {
    this.#beside ??= import("./search/beside.js").then(async ({ Beside, listenToKeys }) => {
      listenToKeys(field, list, byId("slash"), () => this.#finish());
      const beside = await Beside.open(this.#archive);
      this.#known = beside.known;
      return beside;
    });
    return this.#beside;
  }

  #scroll() {
    if (this.#top !== null) scrollTo(0, this.#top);
  }

  /** Wait for a pause in the typing; what is searched then belongs to one entry of the history. */
  #wait() {
    clearTimeout(this.#timer);
    this.#archive.warm();
    this.#timer = setTimeout(async () => {
      if (namesFilter(field.value)) await this.#openBeside();
      const query = this.#read(true);
      if (here(query) === here()) return;
      const first = !this.#typing && location.search !== "";
      this.#typing = true;
      this.#keep(query, first);
      this.#show(query);
    }, PAUSE);
  }

  /** The text is written: filters typed in it move to the others. */
  async #finish(again = false) {
    clearTimeout(this.#timer);
    if (namesFilter(field.value)) await this.#openBeside();
    const query = this.#read(false);
    this.#keep(query, !this.#typing);
    this.#typing = false;
    this.#settle(query);
    if (again || this.#shown !== location.search) this.#show(query);
  }

  /** The field is left: what is not typed to its end stays there, and links that would complete it stay beside it. */
  #leave() {
    if (!this.#read(true).faults.some(({ kind }) => kind === "unfinished")) this.#finish();
  }

  /** A filter, a date or an order was chosen. */
  #choose({ name, value, checked, type }) {
    if (!form.reportValidity()) return;
    const query = this.#read(true);
    this.#ask(type === "checkbox" ? toggled(query, name, value, checked) : { ...query, [name]: value.trim() });
  }

  /** Links to searches stay on the page. */
  #follow(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const { origin, pathname, search, hash } = new URL(link.href);
    if (origin + pathname !== location.origin + location.pathname || hash) return;
    event.preventDefault();
    this.#ask(readQuery(new URLSearchParams(search), this.#known));
    if (!link.isConnected && document.activeElement === document.body) field.focus({ preventScroll: true });
  }

  #ask(query) {
    clearTimeout(this.#timer);
    this.#typing = false;
    this.#keep(query, true);
    this.#settle(query);
    this.#show(query);
  }

  /** @returns {import("./search/query.js").Query} what the filters stand at and the field says */
  #read(typing) {
    const parameters = new URLSearchParams(queryAddress(this.#query));
    parameters.set("q", typing ? field.value.trimStart() : field.value);
    return readQuery(parameters, this.#known, typing);
  }

  /** Keep a query as the address: as an entry of its own, or in place of what is typed. */
  #keep(query, entry) {
    if (here(query) === here()) return;
    if (entry) {
      remember();
      history.pushState(null, "", here(query));
    } else history.replaceState(null, "", here(query));
  }

  #settle(query) {
    this.#query = query;
    field.value = query.text;
    for (const name of ["from", "to", "sort"]) form.elements[name].value = query[name];
  }

  async #show(query, count = PAGE) {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    const { signal } = asking;
    this.#shown = location.search;
    found.ariaBusy = "true";
    this.#showChips(query);
    if (this.#known !== UNNAMED) (await this.#beside).showQuestion(query);
    if (asksNothing(query)) return this.#showAll(query, signal);
    const exact = await this.#gather(query, true, count, signal);
    const asTyped = totalOf(exact) || !query.words.length || query.phrases.length;
    const answers = asTyped || signal.aborted ? exact : await this.#gather(query, false, count, signal);
    if (!signal.aborted) await this.#conclude(query, exact, answers, signal);
  }

  /** Show the filters chosen; where one of them had the focus, the first has it now. */
  #showChips(query) {
    const focused = chipList.contains(document.activeElement);
    chipList.replaceChildren(...chips(query, this.#known));
    if (focused) (chipList.querySelector("a") ?? field).focus();
  }

  async #showAll(query, signal) {
    list.empty();
    more.hidden = true;
    status.outcome(idle(this.#archive.total), this.#typing);
    const beside = await this.#openBeside();
    if (signal.aborted) return;
    beside.showAll(query);
    found.ariaBusy = "false";
  }

  /** Ask every bundle, and show results in their order as soon as they can be. */
  async #gather(query, exact, count, signal) {
    const asked = this.#archive.ask(query, exact, signal);
    const ranked = query.sort === "relevance";
    this.#tellProgress(query, asked, signal);
    const first = ranked ? [byRelevance([await firstWithHits(asked)])] : asked.map((promise) => byDate([promise], query.sort === "oldest"));
    if (signal.aborted) return [];
    list.begin(first, query);
    const filled = list.fill(count).then(() => this.#scroll());
    filled.then(() => this.#openBeside());
    const answers = await Promise.all(asked);
    await filled;
    if (ranked && !signal.aborted) await list.reorder([byRelevance(answers)], query, count);
    return answers;
  }

  /** Say after each answer how many articles were found so far, and what is still to be searched. */
  #tellProgress(query, asked, signal) {
    const pending = new Set(this.#archive.bundlesFor(query));
    const answered = [];
    const tell = () => {
      if (signal.aborted || !pending.size) return;
      status.progress(searching(totalOf(answered), [...pending], query.sort));
      if (list.length) more.hidden = list.length >= totalOf(answered);
    };
    tell();
    for (const promise of asked) {
      promise.then((answer) => {
        answered.push(answer);
        pending.delete(answer.bundle);
        tell();
      });
    }
  }

  /** Say what came of it; `answers` are those shown: `exact` itself, or similar words where that found nothing. */
  async #conclude(query, exact, answers, signal) {
    const count = totalOf(answers);
    const failed = exact.filter(({ failure }) => failure).map(({ bundle }) => bundle);
    if (!count) list.empty();
    more.hidden = list.length >= count;
    status.outcome([finished(count, answers !== exact), unreached(failed)].filter(Boolean).join(" "), this.#typing);
    const beside = await this.#openBeside();
    if (signal.aborted) return;
    this.#showChips(query);
    beside.show(query, exact, answers, () => this.#show(query, list.length));
    found.ariaBusy = "false";
  }

  async #showMore() {
    const before = list.length;
    await list.fill(before + PAGE);
    list.focus(before);
    if (list.length < before + PAGE) more.hidden = true;
    remember();
  }
}

/** The address of a query on this page; without one, what the address is. */
function here(query) {
  return location.pathname + (query ? queryAddress(query) : location.search);
}

/** Keep with this entry of the history how much was shown and where. */
function remember() {
  history.replaceState({ shown: Math.max(PAGE, list.length), top: scrollY }, "");
}

async function firstWithHits(asked) {
  for (const promise of asked) {
    const answer = await promise;
    if (totalOf([answer])) return answer;
  }
  return { total: 0 };
}

/** Beside the results the filters are always open; above them, on a phone, when they are asked for. */
function openFilters() {
  filters.open = WIDE.matches;
}

async function start() {
  openFilters();
  WIDE.addEventListener("change", openFilters);
  status.progress(said("opening"));
  try {
    const page = new SearchPage(await opening);
    if (field.value && !location.search) page.goOn();
    else await page.showAddress();
  } catch (problem) {
    console.error(problem);
    status.outcome(said("closed"));
  }
}

start();
