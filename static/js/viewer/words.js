// @ts-check
/** Where words begin and end. Letters, their marks and digits make a word; all else parts words. */
const WORD = /[\p{L}\p{M}\p{N}]/u;

/** The start of the word that `index` lies in, or `index` itself. @param {string} text @param {number} index */
export function wordStart(text, index) {
  if (!WORD.test(text[index] ?? "")) return index;
  let start = index;
  while (start > 0 && WORD.test(text[start - 1] ?? "")) start -= 1;
  return start;
}

/** The end (exclusive) of the word that ends or goes on at `end`. @param {string} text @param {number} end exclusive */
export function wordEnd(text, end) {
  if (!WORD.test(text[end - 1] ?? "")) return end;
  let stop = end;
  while (stop < text.length && WORD.test(text[stop] ?? "")) stop += 1;
  return stop;
}
