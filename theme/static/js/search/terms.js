// The words and phrases of what somebody typed.

const TYPED = /"([^"]*)"|[^\s"]+/g;
const QUOTES = /[“”„‟«»＂]/g;
/** Pagefind's index leaves out the signs around a word; its search leaves out most of them, but not "€". */
const SIGNS_AROUND = /^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu;

/** @returns {string[]} `peace "truce line"` as `peace` and `truce line`, each without its quotes */
export function terms(text) {
  const typed = text.replace(QUOTES, '"').matchAll(TYPED);
  return [...typed].map(([whole, phrase]) => (phrase ?? whole).replace(SIGNS_AROUND, "")).filter(Boolean);
}
