// One order over the answers of many bundles, handed out a page at a time.

/**
 * Hits by how well they fit, from all lists of these answers.
 * Scores come from each index's own word counts, so across indexes they compare roughly.
 */
export function byRelevance(answers) {
  const hits = answers.flatMap(({ lists }) => lists.flat()).sort((one, other) => other.score - one.score);
  let next = 0;
  return {
    async take(count) {
      const page = hits.slice(next, next + count);
      next += page.length;
      return Promise.all(page.map(({ load }) => load()));
    },
  };
}

/**
 * Hits by date: bundle after bundle, whose periods do not mix, and within a bundle by merging its languages' lists.
 *
 * @param {Promise<import("./archive.js").Answer>[]} answers in the order of their periods
 * @param {boolean} oldest whether the oldest come first
 */
export function byDate(answers, oldest) {
  const pending = [...answers];
  let lists = [];
  return {
    async take(count) {
      const page = [];
      while (page.length < count && (lists.length || pending.length)) {
        if (lists.length) page.push(...(await merge(lists, count - page.length, oldest)));
        else lists = (await pending.shift()).lists.map((list) => [...list]);
        lists = lists.filter((list) => list.length);
      }
      return page;
    },
  };
}

async function merge(lists, count, oldest) {
  const heads = await Promise.all(
    lists.map((list) => Promise.all(list.slice(0, count).map(async (hit) => ({ list, article: await hit.load() })))),
  );
  const order = oldest ? 1 : -1;
  const merged = heads.flat().sort((one, other) => order * compare(one.article.meta.date, other.article.meta.date));
  const page = merged.slice(0, count);
  for (const { list } of page) list.shift();
  return page.map(({ article }) => article);
}

const compare = (one, other) => (one < other ? -1 : Number(one > other));
