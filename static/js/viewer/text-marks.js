// @ts-check
/**
 * A finished text selection as marks: whole words, one mark for each page it touches.
 * @typedef {import("./types").Quad} Quad
 * @typedef {import("./embed.js").Embed} Embed
 */
import { quadFromRect, quoteOf } from "./convert.js";
import { wordEnd, wordStart } from "./words.js";

/** Characters looked at beyond each end of a selection to find where the word ends. */
const AROUND = 24;

/**
 * Takes the selection over from EmbedPDF and clears it.
 * @param {Embed} embed
 * @returns {Promise<{page: number, quads: Quad[], quote: string}[]>}
 */
export async function takeSelection(embed) {
  await wholeWords(embed);
  const pieces = embed.selection.getFormattedSelection();
  const words = await embed.selection.getSelectedText().toPromise();
  embed.selection.clear();
  return pieces.flatMap(({ pageIndex, segmentRects }, i) => {
    const page = embed.pages[pageIndex];
    if (!page || segmentRects.length === 0) return [];
    const quads = segmentRects.map((rect) => quadFromRect(page, rect));
    return [{ page: pageIndex + 1, quads, quote: quoteOf(words[i] ?? "") }];
  });
}

/** Widens the selection to whole words: a finger ends anywhere inside one. @param {Embed} embed */
async function wholeWords(embed) {
  const { selection: range, geometry } = embed.selection.getState();
  if (!range) return;
  const glyphs = geometry[range.end.page]?.runs.reduce((most, run) => Math.max(most, run.charStart + run.glyphs.length), 0) ?? 0;
  const start = { ...range.start, index: Math.max(0, range.start.index - AROUND) };
  const end = { ...range.end, index: Math.max(range.end.index, Math.min(glyphs - 1, range.end.index + AROUND)) };
  await embed.selection.setSelection({ start, end }).toPromise();
  const texts = await embed.selection.getSelectedText().toPromise();
  const first = texts[0] ?? "";
  const last = texts[texts.length - 1] ?? "";
  const onePage = range.start.page === range.end.page;
  if (onePage && first.length !== end.index - start.index + 1) { // characters and glyphs do not match: leave it
    await embed.selection.setSelection(range).toPromise();
    return;
  }
  const lead = range.start.index - start.index;
  const tail = end.index - range.end.index;
  await embed.selection.setSelection({
    start: { ...start, index: start.index + wordStart(first, lead) },
    end: { ...end, index: end.index - (last.length - wordEnd(last, last.length - tail)) },
  }).toPromise();
}
