// Pagefind's excerpts as nodes. Their text is that of the article with "<" and ">" escaped, and <mark> around the
// words found; nothing of it is ever parsed as HTML.

const ESCAPES = { "&lt;": "<", "&gt;": ">" };

/**
 * @param {string} excerpt
 * @param {string} title the headline, with which the text of a page begins: the excerpt need not repeat it
 * @returns {Node[]} text nodes and mark elements
 */
export function excerptNodes(excerpt, title) {
  const pieces = [];
  let marked = false;
  for (const part of excerpt.split(/(<\/?mark>)/)) {
    if (part === "<mark>") marked = true;
    else if (part === "</mark>") marked = false;
    else if (part) pieces.push({ text: plain(part), marked });
  }
  return withoutStart(pieces, title).map(({ text, marked }) => (marked ? markNode(text) : document.createTextNode(text)));
}

/** Without the escapes, and without the marks that Pagefind sets between words of scripts that have no spaces. */
function plain(text) {
  return text.replace(/&lt;|&gt;/g, (escape) => ESCAPES[escape]).replace(/\u200B/g, "");
}

function withoutStart(pieces, title) {
  const text = pieces.map((piece) => piece.text).join("");
  if (!title || !text.startsWith(title)) return pieces;
  let rest = title.length + text.slice(title.length).match(/^[.\s]*/)[0].length;
  if (rest === text.length) return pieces;
  const kept = [];
  for (const piece of pieces) {
    const cut = Math.min(rest, piece.text.length);
    rest -= cut;
    if (cut < piece.text.length) kept.push({ ...piece, text: piece.text.slice(cut) });
  }
  return kept;
}

function markNode(text) {
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}
