// Dates and ranges of them. All dates are text and compare as text.

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

function lengthOf(month) {
  const [year, number] = month.split("-").map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1];
}

const FORMS = { 4: { year: "numeric" }, 7: { year: "numeric", month: "long" }, 10: { dateStyle: "long" } };

/** @returns {string} a year, month or day in words, as the site's other pages write it */
export function periodText(period, language) {
  // A site in plain English writes the world's, not the American; and years are those of the archive's addresses.
  const locale = language === "en" ? "en-001" : language;
  const form = { ...FORMS[period.length], timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" };
  return new Intl.DateTimeFormat(locale, form).format(new Date(`${firstDay(period)}T00:00:00Z`));
}
