// The records that Pagefind keeps of a bundle's articles: headline and text, many in a file.

import { unpacked } from "./packed.js";
import { excerptLength } from "./spelling.js";

/** Articles in a block, but for the last one of a pack, as `search/records.py` makes them. */
const BLOCK = 8;

export class Records {
  #folder;
  #packs;

  /**
   * @param {URL} folder where the packs lie
   * @param {[string, number, number[]][]} packs the name of each, how many articles it holds, in the order of their
   *   numbers, and the bytes of each of its blocks
   */
  constructor(folder, packs) {
    this.#folder = folder;
    let first = 0;
    this.#packs = packs.map(([name, count, sizes]) => {
      return { name, first, end: (first += count), ends: sums(sizes), opened: [], asked: null };
    });
  }

  /**
   * An article's record, as JSON. A block is loaded once.
   *
   * @param {boolean} inParts whether the host is known to send parts of files
   * @returns {Promise<string>}
   */
  async textOf(number, inParts) {
    const pack = this.#packs.find(({ end }) => number < end);
    const place = Math.floor((number - pack.first) / BLOCK);
    pack.opened[place] ??= this.#open(pack, place, inParts);
    return (await pack.opened[place])[(number - pack.first) % BLOCK];
  }

  /** Blocks of a pack that are asked for at one time come in one answer; where parts are sent, only neighbours do. */
  #open(pack, place, inParts) {
    if (!pack.asked) {
      const places = [];
      pack.asked = { places, runs: Promise.resolve().then(() => this.#load(pack, places, inParts)) };
    }
    pack.asked.places.push(place);
    const opening = pack.asked.runs.then(async (runs) => {
      const blockAt = await runs.find(({ from, to }) => place >= from && place <= to).answer;
      return new TextDecoder().decode(await unpacked(blockAt(place))).split("\n");
    });
    opening.catch(() => delete pack.opened[place]);
    return opening;
  }

  #load(pack, places, inParts) {
    pack.asked = null;
    const runs = inParts ? runsOf(places) : [{ from: Math.min(...places), to: Math.max(...places) }];
    return runs.map((run) => ({ ...run, answer: this.#loadRun(pack, run) }));
  }

  async #loadRun(pack, run) {
    const begins = (place) => pack.ends[place - 1] ?? 0;
    const [from, to] = [begins(run.from), pack.ends[run.to]];
    const address = new URL(`${pack.name}.packed`, this.#folder);
    const answer = await fetch(address, { headers: { Range: `bytes=${from}-${to - 1}` }, priority: "high" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const content = await answer.arrayBuffer();
    // A host that does not send parts of files has sent all of it.
    const before = answer.status === 206 ? from : 0;
    return (place) => content.slice(begins(place) - before, pack.ends[place] - before);
  }
}

/** Places that follow one another. */
function runsOf(places) {
  const runs = [];
  for (const place of [...places].sort((one, other) => one - other)) {
    if (runs.at(-1)?.to === place - 1) runs.at(-1).to = place;
    else runs.push({ from: place, to: place });
  }
  return runs;
}

const sums = (sizes) => {
  let sum = 0;
  return sizes.map((size) => (sum += size));
};

/**
 * @param {string} record as JSON
 * @returns {{url: string, title: string, excerpt: string}} the excerpt as Pagefind writes its own
 */
export function beginning(record, language) {
  const { url, content, meta } = JSON.parse(record);
  const words = content.includes("\u200B") ? content.split("\u200B") : content.split(/\s+/);
  const excerpt = words.slice(0, excerptLength(language)).join(content.includes("\u200B") ? "" : " ");
  return { url, title: meta.title, excerpt: excerpt.replaceAll("<", "&lt;").replaceAll(">", "&gt;") };
}
