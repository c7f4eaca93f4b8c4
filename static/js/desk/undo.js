import { one, say, show } from "../dom.js";
import { say as toast } from "../modules/toast.js";
import { shownName } from "../room/people.js";

const STAYS_MS = 20_000;

/** @typedef {{words: string, back: () => Promise<any>} | {words: string, why: string}} Done what was done last, and how it is taken back, or why not */

/** What was done last at this desk, for some seconds, with the one button that takes it back. */
export class UndoBar {
  #root;
  /** @type {Done | null} */
  #last = null;
  #timer = 0;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.#root = root;
    one(root, "button").addEventListener("click", () => void this.takeBack());
  }

  /** @param {Done} done */
  offer(done) {
    this.#last = done;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#forget(), STAYS_MS);
    one(this.#root, "span").textContent = "back" in done ? done.words : "";
    show(this.#root, "back" in done);
  }

  /** The button, or its key: also says why something is not taken back. */
  async takeBack() {
    const done = this.#last;
    if (!done) return toast(this.#root.dataset.textNothing ?? "");
    if ("why" in done) return toast(done.why, "warning");
    this.#forget();
    const answer = await done.back();
    if (answer !== undefined) toast(say(this.#root.dataset.textUndone ?? "", { what: done.words }), "success");
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#last = null;
    show(this.#root, false);
  }
}

/**
 * The acts of the desk, those that can be taken back offering it once they are done.
 * @param {import("./acts.js").Acts} acts
 * @param {UndoBar} bar
 * @param {DOMStringMap} words
 * @param {() => any} now the meeting as it is known now
 * @returns {import("./acts.js").Acts}
 */
export function undoable(acts, bar, words, now) {
  const done = async (/** @type {Promise<any>} */ act, /** @type {Done} */ offered) => {
    const answer = await act;
    if (answer !== undefined) bar.offer(offered);
    return answer;
  };
  const nameOf = (/** @type {string | null} */ id) => shownName(now().participants.find((/** @type {any} */ p) => p.id === id));
  return {
    ...acts,
    push: (place, how) => {
      const { current_item_id: before, current_version_id: version, current_page: page, agenda } = now();
      if (before === place.item_id) return acts.push(place, how);
      const number = agenda.find((/** @type {any} */ i) => i.id === place.item_id)?.number ?? "";
      const back = { item_id: before, page, ...(version ? { version_id: version } : {}) };
      const told = say(words.textPushed ?? "", { number });
      const act = acts.push({ ...place, after: before }, how);
      return before ? done(act, { words: told, back: () => acts.takeBackPush(place.item_id, back) }) : act;
    },
    giveFloor: (turnId, after, how) => {
      const turn = now().speaking.turns.find((/** @type {any} */ t) => t.id === turnId);
      const told = say(words.textGiven ?? "", { name: nameOf(turn?.participant_id) });
      return done(acts.giveFloor(turnId, after, how), { words: told, back: () => acts.takeBackFloor(turnId) });
    },
    checkIn: (id, how) => done(acts.checkIn(id, how), { words: say(words.textCheckedIn ?? "", { name: nameOf(id) }), back: () => acts.strikeArrival(id, words.textByMistake ?? "") }),
    handLead: (id) => {
      const before = now().presenter_id;
      const told = id ? say(words.textHanded ?? "", { name: nameOf(id) }) : (words.textTakenBack ?? "");
      return done(acts.handLead(id), { words: told, back: () => acts.handLead(before) });
    },
    closeVote: (id, how) => done(acts.closeVote(id, how), { words: "", why: words.textVoteStays ?? "" }),
    closeSession: (how) => done(acts.closeSession(how), { words: "", why: words.textSessionStays ?? "" }),
  };
}
