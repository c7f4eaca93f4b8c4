/**
 * A form that sends many files, each in parts: `<form data-module="upload" data-url="/agenda-items/…/uploads">`, or with `data-items`
 * (JSON) for a whole meeting, where each line names its item. Lists every file with its progress; one that fails harms no other.
 * Without this script the form posts as any other.
 */
import { ApiError, api } from "../api.js";
import { all, one, say, show } from "../dom.js";
import { Line } from "../upload/lines.js";
import { itemOf } from "../upload/match.js";
import { Cancelled, Transfer, sha256 } from "../upload/transfer.js";

const AT_ONCE = 3;
/** @type {Promise<unknown>} one file is announced after the other, on the whole page */
let turn = Promise.resolve();

/** @param {HTMLElement} form */
export default function upload(form) {
  if (form instanceof HTMLFormElement) new Upload(form);
}

class Upload {
  #form;
  #input;
  #list;
  /** @type {Line[]} */
  #lines = [];
  /** @type {Map<Line, Transfer>} */
  #running = new Map();
  /** @type {import("../upload/match.js").Item[]} */
  #items;
  /** @type {Map<string, string>} hash and place → name of the file that has it */
  #hashes = new Map();

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.#input = /** @type {HTMLInputElement} */ (one(form, "input[type=file]"));
    this.#input.required = false;
    this.#list = one(form, "[data-files]");
    this.#items = JSON.parse(form.dataset.items ?? "[]");
    this.#input.addEventListener("change", () => this.#take());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#start();
    });
    addEventListener("beforeunload", (event) => {
      if (this.#running.size) event.preventDefault();
    });
    // What was chosen while this script was still on its way.
    if (this.#input.files?.length) this.#take();
    if (this.#items.length) void this.#tellUnfinished();
  }

  #take() {
    for (const file of this.#input.files ?? []) this.#add(file);
    this.#input.value = "";
    this.#count();
  }

  /** @param {File} file */
  #add(file) {
    const line = new Line(file, one(this.#form, "template"), this.#form.dataset, this.#items, itemOf(file.name, this.#items));
    line.on("cancel", () => void this.#cancel(line));
    line.on("retry", () => this.#restart(line));
    line.on("again", () => this.#restart(line, true));
    this.#lines.push(line);
    this.#list.append(line.node);
  }

  #start() {
    if (!this.#lines.length) this.#say(this.#form.dataset.textNone ?? "", true);
    for (const line of this.#lines) {
      if (line.state === "waiting" && this.#items.length && !line.item) line.show("waiting", { reason: this.#form.dataset.textPlace });
    }
    this.#next();
  }

  #next() {
    const ready = this.#lines.filter((line) => line.state === "waiting" && (!this.#items.length || line.item));
    for (const line of ready.slice(0, Math.max(0, AT_ONCE - this.#running.size))) void this.#send(line);
    this.#count();
  }

  /** @param {Line} line @param {boolean} [again] */
  #restart(line, again = false) {
    line.show("waiting");
    if (again || this.#running.size < AT_ONCE) void this.#send(line, again);
  }

  /** @param {Line} line @param {boolean} [again] */
  async #send(line, again = false) {
    const transfer = new Transfer(line.file, (step, facts) => line.show(step === "waiting" ? "lost" : step, facts));
    this.#running.set(line, transfer);
    line.show("checking");
    try {
      await this.#inTurn(() => this.#begin(line, transfer, again));
      const made = await transfer.send(again);
      line.show("done");
      document.dispatchEvent(new CustomEvent("papers-changed", { detail: made }));
    } catch (error) {
      this.#failed(line, error);
    }
    this.#running.delete(line);
    this.#next();
  }

  /** @param {Line} line @param {Transfer} transfer @param {boolean} again */
  async #begin(line, transfer, again) {
    const url = this.#form.dataset.url || `/agenda-items/${line.item}/uploads`;
    const hash = await sha256(line.file);
    const key = `${url} ${hash}`;
    const twin = this.#hashes.get(key);
    if (hash && twin !== undefined && !again) throw new Twin(say(this.#form.dataset.textTwin ?? "", { name: twin }));
    await transfer.begin(url, { ...this.#facts(), again }, hash);
    this.#hashes.set(key, line.file.name);
  }

  /** What the form says of all its files. */
  #facts() {
    const given = new FormData(this.#form);
    const facts = /** @type {Record<string, unknown>} */ ({});
    if (given.has("secrecy")) facts.secrecy = Number(given.get("secrecy"));
    if (given.has("marks")) facts.marks = given.get("marks");
    if (given.has("note")) facts.note = given.get("note");
    return facts;
  }

  /** @param {() => Promise<void>} work @returns {Promise<void>} */
  #inTurn(work) {
    const mine = turn.then(work);
    turn = mine.catch(() => null);
    return mine;
  }

  /** @param {Line} line @param {unknown} error */
  #failed(line, error) {
    if (error instanceof Cancelled) return line.show("cancelled");
    if (error instanceof Twin || (error instanceof ApiError && error.code === "upload.same_file")) return line.show("same", { reason: error.message });
    this.#forget(line);
    if (error instanceof ApiError) return line.show("failed", { reason: error.fields[0]?.message || error.message || this.#form.dataset.textFailed });
    // The file itself: moved, renamed or changed on this device since it was chosen.
    if (error instanceof DOMException) return line.show("failed", { reason: this.#form.dataset.textUnreadable });
    throw error;
  }

  /** @param {Line} line so that choosing it once more is not taken for a twin */
  #forget(line) {
    for (const [key, name] of this.#hashes) if (name === line.file.name) this.#hashes.delete(key);
  }

  /** @param {Line} line */
  async #cancel(line) {
    const running = this.#running.get(line);
    this.#forget(line);
    if (running) return running.cancel();
    this.#lines = this.#lines.filter((one) => one !== line);
    line.node.remove();
    this.#count();
  }

  #count() {
    const count = (/** @type {string} */ state) => this.#lines.filter((line) => line.state === state).length;
    show(this.#list, this.#lines.length > 0);
    const facts = { done: count("done"), all: this.#lines.length, failed: count("failed") + count("same") };
    const words = facts.failed ? this.#form.dataset.textSumFailed : this.#form.dataset.textSum;
    if (this.#lines.length) this.#say(say(words ?? "", facts), facts.failed > 0);
  }

  /** Files that a closed page or a dead battery left half sent: chosen again, they go on. */
  async #tellUnfinished() {
    const mine = new Set(this.#items.map((item) => item.id));
    const { uploads } = await api.get("/uploads").catch(() => ({ uploads: [] }));
    const left = uploads.filter((/** @type {any} */ one) => mine.has(one.container_id) && !one.paper_id);
    const part = one(this.#form, "[data-unfinished]");
    if (!left.length || this.#lines.length) return;
    one(part, "[data-names]").textContent = left.map((/** @type {any} */ one) => one.filename).join(", ");
    show(part, true);
    this.#form.closest("details")?.setAttribute("open", "");
    one(part, "button").addEventListener("click", async () => {
      for (const { upload_id: id } of left) await api.delete(`/uploads/${id}`);
      show(part, false);
    });
  }

  /** @param {string} text @param {boolean} [bad] */
  #say(text, bad = false) {
    for (const said of all(this.#form, "[data-sum]")) {
      said.textContent = text;
      said.classList.toggle("bad", bad);
    }
  }
}

class Twin extends Error {}
