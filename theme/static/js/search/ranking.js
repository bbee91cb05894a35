// One order over the answers of many bundles, handed out a page at a time.

/**
 * Hits by how well they fit, from all of these answers; of equal ones the newer first.
 * Scores come from each index's own word counts, so across indexes they compare roughly.
 *
 * @param {import("./archive.js").Answer[]} answers newest first
 */
export function byRelevance(answers) {
  const newestFirst = answers.flatMap(({ hits }) => inOrder(hits, false));
  return pages(async () => null, newestFirst.sort((one, other) => other.score - one.score));
}

/**
 * Hits by date: bundle after bundle, whose periods do not mix.
 *
 * @param {Promise<import("./archive.js").Answer>[]} answers in the order of their periods
 * @param {boolean} oldest whether the oldest come first
 */
export function byDate(answers, oldest) {
  const pending = [...answers];
  return pages(async () => (pending.length ? inOrder((await pending.shift()).hits, oldest) : null), []);
}

/** @param {() => Promise<?Hit[]>} more further hits, null where there are none */
function pages(more, hits) {
  const ready = [...hits];
  return {
    async take(count) {
      let further = [];
      while (ready.length < count && further) {
        further = await more();
        ready.push(...(further ?? []));
      }
      return Promise.all(ready.splice(0, count).map(({ load }) => load()));
    },
  };
}

function inOrder(hits, oldest) {
  return [...hits].sort((one, other) => (oldest ? one.number - other.number : other.number - one.number));
}
