import { all, one, show } from "../dom.js";
import { itemOf, paperOf, roomPlace } from "./agenda.js";
import { lastPage } from "../paper/reading-place.js";
import * as follow from "./follow.js";
import { Lead, leads } from "./lead.js";
import { PaperBar } from "./paper-bar.js";

/** While a line is being drawn the paper stays; asked again after so long (ms). */
const DRAWING_MS = 200;
/** So long a paper that the meeting names no more has to say itself why; two seconds are the bar for a recall. */
const SAYS_WHY_MS = 1500;

/**
 * The paper on the stage, and whether it goes where the room goes.
 * @typedef {import("../paper/desk.js").PaperDesk} PaperDesk
 * @typedef {import("./follow.js").Place} Place
 */
export class Stage {
  #stage;
  #words;
  #desk;
  #bar;
  #reading;
  #meeting;
  #lost = false;
  #failed = false;
  /** @type {string | null} what this person may not read: not asked for again at every turn of a page */
  #barred = null;
  #asked = {};
  #lead;
  #offView = () => {};
  /** @type {(here: Place) => void} */
  #onMove;

  /**
   * @param {HTMLElement} stage
   * @param {DOMStringMap} words
   * @param {PaperDesk} desk
   * @param {any} meeting
   * @param {(here: Place) => void} onMove told where this tablet reads now
   */
  constructor(stage, words, desk, meeting, onMove) {
    this.#stage = stage;
    this.#words = words;
    this.#desk = desk;
    this.#meeting = meeting;
    this.#onMove = onMove;
    this.#bar = new PaperBar(stage, words);
    this.#reading = follow.begin(roomPlace(meeting));
    this.#lead = new Lead(meeting.id);
    desk.onPage.on((page, byUser) => this.#turned(page, byUser));
    desk.onOpened.on((viewer) => {
      this.#offView();
      this.#offView = viewer.onView(() => this.#leading && this.#lead.moved(() => this.#herePart()));
      this.#goToPage();
    });
    desk.onTrouble.on((reason) => {
      if (reason === "failed") this.#failed = true;
      if (reason === "closed") this.#barred = this.#reading.here.versionId;
    });
    one(stage, "[data-previous]").addEventListener("click", () => this.#turn(-1));
    one(stage, "[data-next]").addEventListener("click", () => this.#turn(1));
    one(stage, "[data-break-away]").addEventListener("click", () => this.#become(follow.breakAway(this.#reading)));
    for (const button of all(stage, "[data-come-back]")) button.addEventListener("click", () => this.#become(follow.comeBack(this.#reading)));
    this.#apply();
  }

  get here() {
    return this.#reading.here;
  }

  /** The meeting changed; perhaps the room is elsewhere now. @param {any} meeting */
  update(meeting) {
    this.#meeting = meeting;
    const room = roomPlace(meeting);
    const stays = follow.same(room, this.#reading.room);
    if (stays && (follow.sameView(room, this.#reading.room) || this.#leading)) {
      this.#reading = { ...this.#reading, room };
      this.#draw();
    } else if (this.#leading && follow.same(room, this.#reading.here)) {
      this.#reading = { ...this.#reading, room };
      this.#draw();
    } else this.#become(follow.roomMoved(this.#reading, room));
  }

  /** Read something else, from where one stopped. @param {string} itemId @param {string | null} versionId */
  async goTo(itemId, versionId) {
    const asked = (this.#asked = {});
    const { room } = this.#reading;
    const together = versionId === room.versionId && itemId === room.itemId && this.#reading.following;
    const page = together ? room.page : versionId ? await lastPage(versionId) : 1;
    this.#barred = null; // asked for by hand: rights may have come back
    // Somebody who taps twice means the second.
    if (asked === this.#asked) this.#become(follow.wentTo(this.#reading, { itemId, versionId, page }));
  }

  /** @param {boolean} lost whether there is no network */
  setLost(lost) {
    this.#lost = lost;
    this.#draw();
  }

  /** Draw the bar anew: marks were sent, or could not be. */
  refresh() {
    this.#draw();
  }

  /** @param {follow.Reading} reading */
  #become(reading) {
    this.#asked = {}; // the room moved, or one came back: what was still being looked up is over
    this.#reading = reading;
    this.#apply();
  }

  /** The room may hear that a paper went before the paper does: that one says why, recalled or barred, and puts itself away. */
  #putAway() {
    const version = this.#desk.versionId;
    if (!version || paperOf(this.#meeting, version)) return this.#desk.close();
    setTimeout(() => this.#desk.versionId === version && !this.#reading.here.versionId && this.#desk.close(), SAYS_WHY_MS);
  }

  #apply() {
    const { versionId, itemId } = this.#reading.here;
    if (!versionId) this.#putAway();
    else if (versionId === this.#barred && !this.#desk.versionId) this.#goToPage(); // the words that say so stand
    else if (this.#desk.versionId !== versionId || this.#failed) this.#open();
    else this.#goToPage();
    this.#onMove({ ...this.#reading.here, itemId });
    this.#draw();
  }

  #open() {
    const { versionId, page } = this.#reading.here;
    this.#failed = false;
    // The stage must have its size before the viewer measures it.
    show(one(this.#stage, ".paper-desk"), true);
    void this.#desk.open({ versionId: versionId ?? "", page });
  }

  /** Opening takes a while; the room may have turned the page meanwhile. A line under way is finished first. */
  #goToPage() {
    const { page, view } = this.#reading.here;
    const viewer = this.#desk.viewer;
    if (!viewer) return;
    if (viewer.drawing) return void setTimeout(() => this.#goToPage(), DRAWING_MS);
    if (view && this.#reading.following && !this.#leading) viewer.showPart(page, view);
    else if (this.#desk.page !== page) this.#desk.goTo(page);
  }

  /** Whether this tablet leads the others, and is where they are. */
  get #leading() {
    const { here, room, following } = this.#reading;
    return leads(this.#meeting) && following && here.itemId === room.itemId && here.versionId === room.versionId;
  }

  /** @returns {Place | null} what the others are to see */
  #herePart() {
    const view = this.#desk.viewer?.part;
    return this.#leading && view ? { ...this.#reading.here, page: this.#desk.page, view } : null;
  }

  /** @param {number} page @param {boolean} byUser */
  #turned(page, byUser) {
    if (byUser) this.#became(page);
    this.#draw();
  }

  /** @param {number} step */
  #turn(step) {
    const page = Math.min(Math.max(this.#desk.page + step, 1), this.#desk.viewer?.pageCount ?? 1);
    if (page === this.#desk.page) return;
    this.#desk.turnTo(page);
  }

  /** @param {number} page */
  #became(page) {
    if (this.#leading) {
      this.#reading = { ...this.#reading, here: { ...this.#reading.here, page, view: null } };
      return this.#lead.turn(this.#reading.here);
    }
    this.#reading = follow.wentTo(this.#reading, { ...this.#reading.here, page });
  }

  #draw() {
    const { here } = this.#reading;
    const empty = this.#emptyWords();
    const place = one(this.#stage, "[data-stage-empty]");
    place.textContent = empty;
    show(place, empty !== "");
    show(one(this.#stage, ".paper-desk"), empty === "");
    this.#bar.draw({
      reading: this.#reading, meeting: this.#meeting, lost: this.#lost, unsent: this.#desk.outbox.unsent,
      page: this.#desk.viewer ? this.#desk.page : here.page,
      pages: this.#desk.viewer?.pageCount ?? paperOf(this.#meeting, here.versionId)?.pages ?? 0,
    });
  }

  /** @returns {string} why there is no paper; empty when there is one */
  #emptyWords() {
    const { itemId, versionId } = this.#reading.here;
    if (versionId) return "";
    const { textWaiting = "", textEnded = "", textClosedPart = "", textNoPaper = "" } = this.#words;
    if (itemId) return itemOf(this.#meeting, itemId) ? textNoPaper : textClosedPart;
    return this.#meeting.state === "closed" ? textEnded : textWaiting;
  }
}
