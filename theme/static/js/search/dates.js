// Ranges of dates: which bundles they reach, and how Pagefind is told of them. All dates are text and compare as text.

/** @returns {string} the first day of a year, month or day */
export function firstDay(period) {
  return period + "0000-01-01".slice(period.length);
}

/** @returns {string} the last day of a year, month or day */
export function lastDay(period) {
  if (period.length === 10) return period;
  const month = period.length === 7 ? period : `${period}-12`;
  return `${month}-${lengthOf(month)}`;
}

/** The days that a query is about, open ends filled in; null where it sets no bound. */
export function rangeOf({ from, to }) {
  if (!from && !to) return null;
  return { first: from ? firstDay(from) : "0000-01-01", last: to ? lastDay(to) : "9999-12-31" };
}

/** Whether a bundle can hold an article of the range. */
export function reaches(bundle, range) {
  return !range || (bundle.from !== "" && firstDay(bundle.from) <= range.last && lastDay(bundle.to) >= range.first);
}

/**
 * The filter for the part of a bundle that lies in a range; null where that is all of it.
 * A range is spelled as whole years, then whole months, then days: an article of which only the year is known is in a
 * range that holds all of that year.
 */
export function rangeFilter(bundle, range) {
  if (!range) return null;
  const held = { first: firstDay(bundle.from), last: lastDay(bundle.to) };
  if (contains(range, held) && !bundle.undated) return null;
  const parts = { year: [], month: [], day: [] };
  for (const year of yearsOf(held)) {
    if (contains(range, daysIn(year))) parts.year.push(year);
    else for (const month of monthsOf(year)) coverMonth(month, range, held, parts);
  }
  const filters = Object.entries(parts).filter(([, values]) => values.length);
  return filters.map(([name, values]) => ({ [name]: { any: values } }));
}

function coverMonth(month, range, held, parts) {
  const days = daysIn(month);
  if (!overlap(days, range) || !overlap(days, held)) return;
  if (contains(range, days)) parts.month.push(month);
  else parts.day.push(...daysOf(month).filter((day) => range.first <= day && day <= range.last));
}

const daysIn = (period) => ({ first: firstDay(period), last: lastDay(period) });
const contains = (range, days) => range.first <= days.first && days.last <= range.last;
const overlap = (one, other) => one.first <= other.last && other.first <= one.last;

function yearsOf({ first, last }) {
  const [begins, ends] = [first, last].map((day) => Number(day.slice(0, 4)));
  return numbered(ends - begins + 1, begins, 4);
}

const monthsOf = (year) => numbered(12, 1, 2).map((month) => `${year}-${month}`);
const daysOf = (month) => numbered(lengthOf(month), 1, 2).map((day) => `${month}-${day}`);
const numbered = (count, first, digits) =>
  Array.from({ length: count }, (_, index) => String(first + index).padStart(digits, "0"));

function lengthOf(month) {
  const [year, number] = month.split("-").map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1];
}
