/**
 * To which agenda item a file belongs, by the number its name begins with, else by the words it shares with a title.
 * @typedef {{id: string, number: number | string, title: string}} Item number as the agenda shows it
 */

/** Small letters without marks: "Tờ trình" → "to trinh". @param {string} text */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** @param {string} text @returns {Set<string>} */
function words(text) {
  return new Set(plain(text).match(/[a-z0-9]{2,}/g) ?? []);
}

/** @param {Set<string>} name @param {Item} item @returns {number} how much of the title the name holds, 0 … 1 */
function likeness(name, item) {
  const title = words(item.title);
  const shared = [...title].filter((word) => name.has(word)).length;
  return title.size ? shared / title.size : 0;
}

/**
 * "01.2 Tờ trình" belongs to 1.2; when there is no such sub-item, to 1.
 * @param {string} stem
 * @param {Item[]} items
 * @returns {Item | undefined}
 */
function byNumber(stem, items) {
  // "118-TTr" is the number of a paper and "1.12.2026" a day: no place in an agenda.
  if (/^\s*(\d+\s*[-_/]\s*\p{Lu}{2}|\d{1,2}[.](\d{1,2}[.])?(19|20)\d\d)/u.test(stem)) return undefined;
  const leading = /^\s*(?:n[oộ]i\s*dung|muc|m[uụ]c)?\s*(\d{1,3}(?:[.]\d{1,2}){0,2})(?!\d)/iu.exec(stem);
  const parts = (leading?.[1] ?? "").split(".").filter(Boolean).map(Number);
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const number = parts.slice(0, depth).join(".");
    const found = items.find((item) => String(item.number) === number);
    if (found) return found;
  }
  return undefined;
}

/**
 * @param {string} filename
 * @param {Item[]} items
 * @returns {string} the id of the item; empty when nothing speaks for one of them alone
 */
export function itemOf(filename, items) {
  const stem = filename.replace(/\.[^.]*$/, "");
  const numbered = byNumber(stem.normalize("NFC"), items);
  if (numbered) return numbered.id;
  const name = words(stem);
  const ranked = items.map((item) => ({ id: item.id, share: likeness(name, item) })).sort((a, b) => b.share - a.share);
  const [best, second] = ranked;
  return best && best.share >= 0.5 && (!second || second.share < best.share) ? best.id : "";
}
