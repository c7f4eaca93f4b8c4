import { plain } from "../words.js";

/** What is typed in a conclusion: "@" finds units and people, ">" a deadline, "/" a usual sentence. Pure. */

/** @typedef {{kind: "who" | "when" | "said", start: number, words: string}} Token */
/** @typedef {"lead" | "coordinating" | "informed" | "supervisor" | "named"} Role "named": only in the words */
/** @typedef {{id: string, name: string, code?: string, title?: string}} Thing */
/** @typedef {{role: Role, thing: Thing}} Found */

const TOKEN = /(?:^|\s)([@>])([^\n@>]{0,60})$/u;
// Only where a line begins: dates, numbers of documents and "và/hoặc" have the sign too.
const SAID = /(?:^|\n)\/([^\n/]{0,60})$/u;
const GAP = "…";
const MOST = 7;

/**
 * The word being typed before the caret, if it begins with one of the signs.
 * @param {string} text @param {number} caret @returns {Token | null}
 */
export function tokenAt(text, caret) {
  const before = text.slice(0, caret);
  const said = SAID.exec(before)?.[1];
  if (said !== undefined) return { kind: "said", start: caret - said.length - 1, words: said };
  const found = TOKEN.exec(before);
  if (!found) return null;
  const [, sign = "", words = ""] = found;
  return { kind: sign === "@" ? "who" : "when", start: caret - words.length - 1, words };
}

/**
 * The text with a sentence in place of what was typed; `from` and `to` are its first gap, or its end.
 * @param {string} text @param {Token} token @param {string} sentence
 */
export function putIn(text, token, sentence) {
  const before = text.slice(0, token.start);
  const gap = sentence.indexOf(GAP);
  const from = before.length + (gap < 0 ? sentence.length : gap);
  return { text: before + sentence + text.slice(token.start + 1 + token.words.length), from, to: from + (gap < 0 ? 0 : GAP.length) };
}

/** The sentences that hold all the words, as they stand in the catalogue. @param {string} words @param {string[]} sentences */
export function sentencesWith(words, sentences) {
  const wanted = plain(words).split(/\s+/);
  return sentences.filter((sentence) => wanted.every((word) => plain(sentence).includes(word))).slice(0, MOST);
}

/** Words that only name a part or a date: these stand in the sentence of the notice by themselves. */
const JOINING = {
  who: /(?:^|[\s,;])(?:giao(?: cho)?|chủ trì|phối hợp(?: với| cùng)?|cùng(?: với)?|và|gửi|báo cho|để biết|chỉ đạo)$|[,;]$/iu,
  when: /(?:^|[\s,;])(?:có hạn|thời hạn|hạn|hoàn thành|xong)$|[,;]$/iu,
};

/**
 * The text without the token, and without what only led to it; `caret` is where it stood.
 * @param {string} text @param {Token} token @param {number} caret
 */
export function takenOut(text, token, caret) {
  let before = text.slice(0, token.start).trimEnd();
  for (let was = ""; was !== before;) {
    was = before;
    before = before.replace(JOINING[token.kind === "when" ? "when" : "who"], "").trimEnd();
  }
  const after = text.slice(caret).trimStart();
  const joined = before && after && !/^[,.;:]/.test(after) ? `${before} ${after}` : before + after;
  return { text: joined, caret: Math.min(joined.length, before.length + (before && after ? 1 : 0)) };
}

/**
 * As what a unit is meant, by the words before it; with nothing said the first one leads.
 * @param {string} before @param {boolean} hasLead @param {Role} [last] what the one before was taken as
 * @returns {Exclude<Role, "supervisor" | "named">}
 */
export function roleMeant(before, hasLead, last) {
  const said = plain(before).trimEnd();
  if (/(?:^|\s)(?:phoi hop(?: voi| cung)?|cung(?: voi)?)$/.test(said)) return "coordinating";
  if (/(?:^|\s)(?:gui|bao cho|de biet|thong bao(?: cho| den)?)$/.test(said)) return "informed";
  if (/(?:^|\s)(?:giao(?: cho)?|chu tri)$/.test(said)) return "lead";
  if (/(?:,|\sva)$/.test(said) && last === "informed") return "informed";
  return hasLead ? "coordinating" : "lead";
}

/** In a statement nobody has work: who is named stands in the words, or shall know of it. @param {string} before @returns {Role} */
export function roleStated(before) {
  return roleMeant(before, true) === "informed" ? "informed" : "named";
}

/** @type {Record<string, Role>} */
const NEXT = { lead: "coordinating", coordinating: "informed", informed: "lead" };

/** The role after this one, when one goes round them. @param {Role} role @param {boolean} [statement] @returns {Role} */
export function nextRole(role, statement = false) {
  if (statement) return role === "named" ? "informed" : "named";
  return NEXT[role] ?? "lead";
}

/**
 * Who fits the words, best first: signs of units, then beginnings, then anywhere; units before people.
 * @param {string} words @param {Thing[]} units @param {Thing[]} people
 * @returns {{units: Thing[], people: Thing[]}}
 */
export function whoFits(words, units, people) {
  const wanted = plain(words).trim();
  if (!wanted) return { units: units.slice(0, MOST), people: [] };
  const found = best(units, wanted).slice(0, MOST);
  return { units: found, people: best(people, wanted).slice(0, Math.max(2, MOST - found.length)) };
}

/** @param {Thing[]} things @param {string} wanted */
function best(things, wanted) {
  const ranked = things.map((thing) => ({ thing, rank: rankOf(thing, wanted) })).filter(({ rank }) => rank < 9);
  return ranked.sort((a, b) => a.rank - b.rank).map(({ thing }) => thing);
}

/** @param {Thing} thing @param {string} wanted */
function rankOf({ name, code = "", title = "" }, wanted) {
  const [said, sign] = [plain(name), plain(code)];
  if (sign === wanted) return 0;
  if (said.startsWith(wanted)) return 1;
  if (said.split(/\s+/).at(-1) === wanted) return 2;
  if (sign.startsWith(wanted)) return 3;
  // From the beginning of a word: "huong" is no part of "thường".
  if (` ${said}`.includes(` ${wanted}`)) return 4;
  return ` ${plain(title)}`.includes(` ${wanted}`) ? 5 : 9;
}
