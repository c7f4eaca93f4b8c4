import { icon, one, say, show } from "../dom.js";

/** @type {Record<string, string>} */
const SIGNS = {
  "open-session": "play", resume: "play", push: "right", "prepare-vote": "ballot", "open-vote": "play", "close-vote": "stop", "count-paper": "file", "give-floor": "hand",
  conclude: "edit", record: "check", save: "check", issue: "send", state: "gavel", "close-session": "door", minutes: "file",
};

/** The one next action: always in the same place, always Alt+Enter. */
export class NextPanel {
  #root;
  #button;
  #drawn = "";

  /** @param {HTMLElement} root the card; one template for each act holds its words @param {() => void} onAct */
  constructor(root, onAct) {
    this.#root = root;
    this.#button = one(root, "button");
    this.#button.addEventListener("click", onAct);
  }

  get button() {
    return this.#button;
  }

  /** @param {import("./next-action.js").NextAction} next @param {string} [name] of who is invited */
  show({ act, item, vote }, name = "") {
    const words = this.#root.querySelector(`template[data-act="${act}"]`);
    show(this.#root, words instanceof HTMLTemplateElement);
    if (!(words instanceof HTMLTemplateElement)) return;
    const values = { number: item?.number, cast: vote?.cast, entitled: vote?.entitled, name };
    const title = say(one(words.content, "b").textContent, values);
    if (this.#drawn !== act) one(this.#button, "svg").replaceWith(icon(SIGNS[act] ?? "right", "i-s"));
    this.#drawn = act;
    one(this.#button, "span").textContent = title;
    one(this.#root, "[data-next-note]").textContent = say(one(words.content, "p").textContent, values);
  }
}
