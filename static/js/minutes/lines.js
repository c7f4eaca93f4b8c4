// @ts-check
/**
 * The text of a block between the server's lines and the editor's document. Pure.
 * @typedef {{text: string, bold?: boolean, italic?: boolean}} Run
 * @typedef {{kind: "paragraph" | "bullet" | "number", runs: Run[]}} Line
 * @typedef {{type?: string, text?: string, content?: Doc[], marks?: {type: string}[]}} Doc
 */

const LISTS = /** @type {const} */ ({ bulletList: "bullet", orderedList: "number" });
const TYPES = { bullet: "bulletList", number: "orderedList" };

/** @param {Doc} doc the editor's document @returns {Line[]} what the server keeps of it: no empty lines */
export function toLines(doc) {
  const lines = (doc.content ?? []).flatMap((node) => {
    const kind = LISTS[/** @type {keyof typeof LISTS} */ (node.type)];
    if (!kind) return [lineOf("paragraph", node)];
    return (node.content ?? []).flatMap((item) => (item.content ?? []).map((inner) => lineOf(kind, inner)));
  });
  return lines.filter((line) => line.runs.some((run) => run.text.trim()));
}

/** @param {Line["kind"]} kind @param {Doc} node @returns {Line} */
function lineOf(kind, node) {
  const runs = (node.content ?? []).map(({ text = "", marks = [] }) => {
    const has = (/** @type {string} */ type) => marks.some((mark) => mark.type === type);
    return { text, bold: has("bold"), italic: has("italic") };
  });
  return { kind, runs };
}

/** @param {readonly Line[]} lines @returns {Doc} a document of the editor; an empty one has an empty paragraph */
export function toDoc(lines) {
  /** @type {Doc[]} */
  const content = [];
  for (const { kind = "paragraph", runs } of lines) {
    const paragraph = { type: "paragraph", content: runs.filter((run) => run.text).map(textOf) };
    const type = kind === "paragraph" ? "" : TYPES[kind];
    const last = content.at(-1);
    if (!type) content.push(paragraph);
    else if (last?.type === type) last.content?.push({ type: "listItem", content: [paragraph] });
    else content.push({ type, content: [{ type: "listItem", content: [paragraph] }] });
  }
  return { type: "doc", content: content.length ? content : [{ type: "paragraph" }] };
}

/** @param {Run} run @returns {Doc} */
function textOf({ text, bold, italic }) {
  const marks = [...(bold ? [{ type: "bold" }] : []), ...(italic ? [{ type: "italic" }] : [])];
  return marks.length ? { type: "text", text, marks } : { type: "text", text };
}

/** @param {readonly Line[]} one @param {readonly Line[]} other whether both say the same, however they are written down */
export function same(one, other) {
  return JSON.stringify(one.map(plainly)) === JSON.stringify(other.map(plainly));
}

/** @param {Line} line */
function plainly({ kind = "paragraph", runs }) {
  /** @type {[string, boolean, boolean][]} */
  const joined = [];
  for (const { text, bold = false, italic = false } of runs) {
    const last = joined.at(-1);
    if (last && last[1] === bold && last[2] === italic) last[0] += text;
    else if (text) joined.push([text, bold, italic]);
  }
  return [kind, joined];
}

/** @param {readonly Line[]} lines @returns {string} the letters, a line for each */
export function words(lines) {
  return lines.map(({ runs }) => runs.map(({ text }) => text).join("")).join("\n");
}

/**
 * @typedef {{clash: boolean, lines: Line[], mine: Line[], theirs: Line[]}} Piece
 * @param {readonly Piece[]} pieces @param {readonly ("mine" | "theirs" | "both")[]} chosen one for each clash, in their order
 * @returns {Line[]} the text as somebody wants it
 */
export function chosenText(pieces, chosen) {
  let at = 0;
  return pieces.flatMap(({ clash, lines, mine, theirs }) => {
    if (!clash) return lines;
    const choice = chosen[at++];
    return [...(choice === "mine" ? [] : theirs), ...(choice === "theirs" ? [] : mine)];
  });
}
