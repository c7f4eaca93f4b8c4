// @ts-check
/** The editor of one text: paragraphs and lists, bold and italic. Whatever else is pasted is cut to that. */
import {
  Bold, BulletList, Document, Editor, Italic, ListItem, ListKeymap, OrderedList, Paragraph, Text, UndoRedo,
} from "../../vendor/tiptap.js";
import { toDoc, toLines } from "./lines.js";

/** A line of a list holds one paragraph: no lists in lists, as official papers have them. */
const OneLine = ListItem.extend({ content: "paragraph" });

/**
 * @param {HTMLElement} place @param {import("./lines.js").Line[]} lines @param {string} label
 * @param {{onTyped: (lines: import("./lines.js").Line[]) => void, onFocus: () => void, onMoved: () => void}} ways
 */
export function openEditor(place, lines, label, { onTyped, onFocus, onMoved }) {
  place.replaceChildren();
  return new Editor({
    element: place,
    // Its few rules of style stand in our own sheet: no style is written into the page.
    injectCSS: false,
    extensions: [Document, Paragraph, Text, Bold, Italic, BulletList, OrderedList, OneLine, ListKeymap, UndoRedo],
    content: toDoc(lines),
    // The schema lets no handler in anyway; without them the browser has none to refuse loudly while it reads what was pasted.
    editorProps: { transformPastedHTML: (html) => html.replace(/\son\w+\s*=/gi, " data-dropped="), attributes: { "aria-label": label, role: "textbox", "aria-multiline": "true", class: "editing" } },
    onUpdate: ({ editor }) => onTyped(toLines(editor.getJSON())),
    onFocus: () => onFocus(),
    onTransaction: () => onMoved(),
  });
}

/**
 * Shows what others wrote besides; the cursor stays where it was, as far as there is such a place.
 * @param {Editor} editor @param {import("./lines.js").Line[]} lines @returns {boolean} false: a letter is just being composed
 */
export function showLines(editor, lines) {
  if (editor.view.composing) return false;
  const { from, to } = editor.state.selection;
  editor.commands.setContent(toDoc(lines), { emitUpdate: false });
  const last = editor.state.doc.content.size;
  editor.commands.setTextSelection({ from: Math.min(from, last), to: Math.min(to, last) });
  return true;
}

/** What the tools do. @type {Readonly<Record<string, (editor: Editor) => void>>} */
export const DEEDS = Object.freeze({
  undo: (editor) => editor.chain().focus().undo().run(),
  redo: (editor) => editor.chain().focus().redo().run(),
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  bullet: (editor) => editor.chain().focus().toggleBulletList().run(),
  number: (editor) => editor.chain().focus().toggleOrderedList().run(),
});

/** What a tool shows as pressed. */
export const SHOWN = Object.freeze({ bold: "bold", italic: "italic", bullet: "bulletList", number: "orderedList" });
