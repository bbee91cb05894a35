// One order over the answers of many bundles, handed out a page at a time.

/**
 * Articles by how well they fit, from all of these answers; of equal ones the newer first.
 * Scores come from each index's own word counts, so across indexes they compare roughly.
 *
 * @param {import("./archive.js").Answer[]} answers newest first
 */
export function byRelevance(answers) {
  let last = { score: Infinity, place: -1 };
  return {
    /** Goes through all that was found for each page of results, which takes less time than sorting it once. */
    async take(count) {
      const best = bestAfter(answers, last, count);
      last = best.at(-1) ?? last;
      return Promise.all(best.map(({ answer, number }) => answer.load(number)));
    },
  };
}

/**
 * Articles by date: bundle after bundle, whose periods do not mix.
 *
 * @param {Promise<import("./archive.js").Answer>[]} answers in the order of their periods
 * @param {boolean} oldest whether the oldest come first
 */
export function byDate(answers, oldest) {
  const pending = [...answers];
  let answer = { total: 0 };
  let taken = 0;
  return {
    async take(count) {
      const loading = [];
      while (loading.length < count) {
        if (taken < answer.total) {
          loading.push(answer.load(answer.numbers[oldest ? taken : answer.total - 1 - taken]));
          taken += 1;
        } else if (pending.length) {
          answer = await pending.shift();
          taken = 0;
        } else break;
      }
      return Promise.all(loading);
    },
  };
}

/** Of the articles that come after one in the order of how well they fit, the first so many. */
function bestAfter(answers, last, count) {
  const best = [];
  let place = 0;
  for (const answer of answers) {
    for (let at = answer.total - 1; at >= 0; at--, place++) {
      const number = answer.numbers[at];
      const score = answer.scoreOf(number);
      const comes = score < last.score || (score === last.score && place > last.place);
      if (!comes || (best.length === count && score <= best.at(-1).score)) continue;
      const before = best.findIndex((other) => other.score < score);
      best.splice(before < 0 ? best.length : before, 0, { score, place, answer, number });
      if (best.length > count) best.pop();
    }
  }
  return best;
}
