// RIS, the exchange format of reference managers (RefMan's tags, as Zotero, EndNote and Mendeley read them).

/** @returns {string} an item of CSL-JSON as RIS: every field that it has, each on a line of its own */
export function ris(item) {
  const [year, month, day] = item.issued?.["date-parts"][0] ?? [];
  const lines = [
    ["TY", "NEWS"],
    ["ID", item.id],
    ...(item.author ?? []).map((author) => ["AU", nameOf(author)]),
    ["TI", item.title],
    ["T2", item["container-title"]],
    ["SE", item.section],
    ["PY", year && digits(year, 4)],
    ["DA", year && [digits(year, 4), digits(month, 2), digits(day, 2), ""].join("/")],
    ["LA", item.language],
    ["UR", item.URL],
    ["DP", item.source],
  ];
  const known = lines.filter(([, value]) => value);
  return [...known, ["ER", ""]].map(([tag, value]) => `${tag}  - ${value}\r\n`).join("");
}

/** Surname first; a name that was left whole as it is. */
function nameOf({ literal, family, given, "non-dropping-particle": particle }) {
  if (literal) return literal;
  return `${joined(particle, family)}, ${given}`;
}

function joined(particle, family) {
  if (!particle) return family;
  return /[-’']$/.test(particle) ? particle + family : `${particle} ${family}`;
}

function digits(number, count) {
  return number ? String(number).padStart(count, "0") : "";
}
