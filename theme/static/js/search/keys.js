// The search page by keyboard: "/" leads to the field, Escape clears it, the arrow keys walk through the results.

const KEPT = "search-without-slash";

/**
 * @param {HTMLInputElement} field
 * @param {import("./results.js").ResultList} list
 * @param {HTMLInputElement} slash the check box that turns "/" off: one who speaks to the computer may need that
 * @param {() => void} onClear
 */
export function listenToKeys(field, list, slash, onClear) {
  slash.checked = !stored();
  slash.addEventListener("change", () => store(slash.checked));
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === field) inField(event, field, list, onClear);
    else if (event.key === "/" && slash.checked && !event.target.matches("input:not([type=checkbox]), select, textarea")) focusField(event, field);
    else if (event.target.closest("#search-results")) inResults(event, field, list);
  });
}

function inField(event, field, list, onClear) {
  if (event.key === "ArrowDown" && list.step(1)) event.preventDefault();
  if (event.key !== "Escape") return;
  event.preventDefault();
  field.value = "";
  onClear();
}

function inResults(event, field, list) {
  if (event.key === "Escape") focusField(event, field);
  else if (event.key === "ArrowDown" && list.step(1)) event.preventDefault();
  else if (event.key === "ArrowUp" && !firstResult(event.target) && list.step(-1)) event.preventDefault();
  else if (event.key === "ArrowUp") focusField(event, field);
}

function firstResult(target) {
  return target.closest("li") === target.closest("ol").firstElementChild;
}

function focusField(event, field) {
  event.preventDefault();
  field.focus();
}

function stored() {
  try {
    return localStorage.getItem(KEPT) === "yes";
  } catch {
    return false;
  }
}

function store(used) {
  try {
    if (used) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, "yes");
  } catch {
    // A browser that keeps nothing uses "/" until the page is left.
  }
}
