// Articles over time: which stretches of it a chart shows, and how many articles lie in each.

/** The most stretches that a chart shows as months, and as years; above that it shows years, and decades. */
const MOST_MONTHS = 37;
const MOST_YEARS = 60;

/**
 * @typedef {object} Stretch a decade, year or month
 * @property {string} from its first year or month
 * @property {string} to its last
 * @property {number} count
 *
 * @typedef {object} Chart
 * @property {"decade"|"year"|"month"} unit
 * @property {Stretch[]} stretches oldest first, those without articles included
 * @property {number} coarse articles dated, but not finely enough for the unit
 * @property {number} undated
 */

/**
 * @param {Map<string, number>} periods how many articles were published in each month, or in a year where no more is
 *   known; the empty period is that of the undated
 * @param {{from: string, to: string}} range what was chosen; open ends are those of the articles
 * @returns {?Chart} null where no article is dated
 */
export function chartOf(periods, { from, to }) {
  const dated = [...periods.keys()].filter(Boolean).sort();
  if (!dated.length) return null;
  const [first, last] = [from || dated[0], to || dated.reduce((latest, period) => (end(period) > end(latest) ? period : latest))];
  const unit = unitOf(start(first), end(last), dated.some((period) => period.length > 4));
  const stretches = stretchesOf(unit, start(first), end(last));
  const places = new Map(stretches.map((stretch, place) => [stretch.from, place]));
  let coarse = 0;
  for (const [period, count] of periods) {
    const place = places.get(stretchName(period, unit));
    if (place !== undefined) stretches[place].count += count;
    else if (period) coarse += count;
  }
  return { unit, stretches, coarse, undated: periods.get("") ?? 0 };
}

/** @returns {?{from: string, to: string}} the month or year that holds a range; both ends open where none does */
export function wider({ from, to }) {
  if (!from && !to) return null;
  const month = from.slice(0, 7);
  if (from.length === 10 && to.slice(0, 7) === month) return { from: month, to: month };
  const year = from.slice(0, 4);
  if (from.length > 4 && to.slice(0, 4) === year) return { from: year, to: year };
  return { from: "", to: "" };
}

const start = (period) => (period.length === 4 ? `${period}-01` : period.slice(0, 7));
const end = (period) => (period.length === 4 ? `${period}-12` : period.slice(0, 7));

function unitOf(firstMonth, lastMonth, byMonth) {
  if (byMonth && monthsFrom(firstMonth, lastMonth) <= MOST_MONTHS) return "month";
  return Number(lastMonth.slice(0, 4)) - Number(firstMonth.slice(0, 4)) < MOST_YEARS ? "year" : "decade";
}

function stretchesOf(unit, firstMonth, lastMonth) {
  const [first, last] = [firstMonth, lastMonth].map((month) => Number(month.slice(0, 4)));
  const whole = (from, to = from) => ({ from, to, count: 0 });
  if (unit === "decade") return numbers(Math.floor(first / 10), Math.floor(last / 10)).map((ten) => whole(written(ten * 10), written(ten * 10 + 9)));
  if (unit === "year") return numbers(first, last).map((year) => whole(written(year)));
  const begin = first * 12 + Number(firstMonth.slice(5)) - 1;
  return numbers(begin, begin + monthsFrom(firstMonth, lastMonth) - 1).map((month) => whole(`${written(Math.floor(month / 12))}-${two((month % 12) + 1)}`));
}

/** What a period's stretch begins with; empty where the period is longer than the unit. */
function stretchName(period, unit) {
  if (unit === "decade") return period && `${period.slice(0, 3)}0`;
  return unit === "month" ? period.length > 4 && period : period.slice(0, 4);
}

/** How many months there are from one to another, both counted. */
function monthsFrom(first, last) {
  const [one, other] = [first, last].map((month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)));
  return other - one + 1;
}

const numbers = (first, last) => Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
const written = (year) => String(year).padStart(4, "0");
const two = (number) => String(number).padStart(2, "0");
