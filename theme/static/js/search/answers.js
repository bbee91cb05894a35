// Answers of many bundles added up. What one bundle says of its articles no other repeats, so sums are exact.

/** @returns {number} the articles found */
export function totalOf(answers) {
  return answers.reduce((sum, { total }) => sum + total, 0);
}

/** @returns {Map<string, Map<string, number>>} the articles found, by facet and value */
export function countsOf(answers) {
  const sums = new Map();
  for (const { counts } of answers) {
    for (const [facet, values] of counts) {
      if (!sums.has(facet)) sums.set(facet, new Map());
      add(sums.get(facet), values);
    }
  }
  return sums;
}

/** @returns {number[]} of each word, then of each phrase, how many articles hold it */
export function termHitsOf(answers) {
  const sums = [];
  for (const { termHits } of answers) termHits.forEach((hits, place) => (sums[place] = (sums[place] ?? 0) + hits));
  return sums;
}

/**
 * @param {import("./archive.js").Answer[]} answers
 * @param {"year"|"month"} by
 * @returns {[string, number][]} the articles found, by period, oldest first; before all others the undated, under an
 *   empty period; before the months of a year the articles of which only the year is known
 */
export function histogram(answers, by) {
  const sums = new Map();
  for (const { periods } of answers) {
    add(sums, by === "month" ? periods : [...periods].map(([period, count]) => [period.slice(0, 4), count]));
  }
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1));
}

function add(sums, counts) {
  for (const [key, count] of counts) sums.set(key, (sums.get(key) ?? 0) + count);
}
