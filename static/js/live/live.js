import { ApiError, api } from "../api.js";
import { io } from "../../vendor/socket.io.esm.min.js";
import { Subscription } from "./subscription.js";

/** The server pings every two seconds; three without a sign mean that the network is gone. */
const SILENCE_MS = 3000;
/** After so long the line is given up: its machine may be cut off, which nobody tells us, and nginx knows another. */
const DEAD_MS = 8000;
const RETRY_MS = 1500;
/** Sockets are always the person's own: what is seen on behalf of another is asked for instead. */
const ASK_MS = 3000;

/** @typedef {"connecting" | "online" | "offline"} LinkState */

/**
 * The one socket of a page. Durable facts come as numbered events; what may be lost (pointer,
 * presence, stroke preview) goes through `send` and `onSignal`.
 */
class Live {
  /** @type {Map<string, Set<Subscription>>} */
  #subscriptions = new Map();
  /** @type {Set<(state: LinkState) => void>} */
  #watchers = new Set();
  /** @type {Set<(kind: string, data: any) => void>} */
  #signals = new Set();
  /** @type {LinkState} */
  #state = "connecting";
  #heard = Date.now();
  /** Streams the socket may not join, although the page may read them. @type {Set<string>} */
  #asked = new Set();
  /** @type {any} */
  #socket = null;
  #who = "/me";
  /** @type {Record<string, string>} */
  #query = {};
  #changes = fetchChanges;

  get state() {
    return this.#state;
  }

  /**
   * This page is no person's but a machine's that shows a big screen; said before anything is subscribed to.
   * @param {string} who the operation that tells whether its right still holds
   * @param {(stream: string, after: number) => Promise<import("./subscription.js").Changes>} changes
   */
  asScreen(who, changes) {
    this.#who = who;
    this.#query = { as: "screen" };
    this.#changes = changes;
  }

  /**
   * @param {string} stream
   * @param {number} after
   * @param {(event: import("./subscription.js").LiveEvent) => void} onEvent
   * @returns {() => void} unsubscribe
   */
  subscribe(stream, after, onEvent) {
    const subscription = new Subscription(stream, after, onEvent, this.#changes);
    const known = this.#subscriptions.get(stream) ?? new Set();
    this.#subscriptions.set(stream, known.add(subscription));
    this.#connect();
    // A line lost just now is no fault: with the next one everything is joined anew.
    if (this.#socket.connected) void this.#join(stream).catch(() => undefined);
    return () => this.#leave(stream, subscription);
  }

  /** @param {(state: LinkState) => void} watcher called at once and at each change */
  onState(watcher) {
    this.#watchers.add(watcher);
    watcher(this.#state);
    return () => this.#watchers.delete(watcher);
  }

  /** @param {(kind: string, data: any) => void} listener */
  onSignal(listener) {
    this.#signals.add(listener);
    return () => this.#signals.delete(listener);
  }

  /**
   * Send something that may be lost.
   * @param {"pointer" | "presence" | "stroke"} kind
   * @param {{stream: string} & Record<string, unknown>} data
   */
  send(kind, data) {
    if (this.#state === "online") this.#socket.volatile.emit(kind, data);
  }

  #connect() {
    if (this.#socket) return;
    const socket = io({ transports: ["websocket"], query: this.#query, reconnectionDelay: 500, reconnectionDelayMax: 4000 });
    this.#socket = socket;
    socket.on("connect", () => this.#joinAll());
    socket.on("disconnect", (/** @type {string} */ reason) => this.#lose(reason));
    socket.on("connect_error", () => this.#become("offline"));
    socket.on("left", (/** @type {any} */ data) => void this.#askedBack(data.stream));
    socket.on("event", (/** @type {any} */ event) => this.#deliver(event));
    for (const kind of ["pointer", "presence", "stroke"]) {
      socket.on(kind, (/** @type {any} */ data) => this.#signals.forEach((listener) => listener(kind, data)));
    }
    socket.io.on("open", () => socket.io.engine.on("packet", () => this.#hear()));
    addEventListener("offline", () => this.#become("offline"));
    addEventListener("online", () => socket.connect());
    document.addEventListener("visibilitychange", () => this.#wake());
    setInterval(() => this.#watch(), 500);
    if (actsForAnother()) setInterval(() => void this.#ask(), ASK_MS);
  }

  /** @param {string} reason */
  #lose(reason) {
    this.#become("offline");
    // The server ended this socket itself: signed out here or elsewhere. Ask who we are.
    if (reason === "io server disconnect") setTimeout(() => void this.#returnOrLeave(), RETRY_MS);
  }

  async #returnOrLeave() {
    try {
      await api.get(this.#who);
      this.#socket.connect();
    } catch (error) {
      if (error instanceof ApiError && (error.status === 401 || error.status === 404)) location.reload();
      else setTimeout(() => void this.#returnOrLeave(), RETRY_MS);
    }
  }

  #hear() {
    this.#heard = Date.now();
    if (this.#state === "offline" && this.#socket.connected) this.#joinAll();
  }

  #watch() {
    const silent = Date.now() - this.#heard;
    if (this.#state === "online" && silent > SILENCE_MS) this.#become("offline");
    if (this.#socket.connected && silent > DEAD_MS) this.#begin();
  }

  #begin() {
    this.#heard = Date.now();
    this.#socket.disconnect().connect();
  }

  /** A tablet that slept may hold a dead socket that does not know it: begin anew. */
  #wake() {
    if (document.visibilityState !== "visible") return;
    if (Date.now() - this.#heard > SILENCE_MS) this.#begin();
  }

  #joinAll() {
    this.#heard = Date.now();
    const streams = [...this.#subscriptions.keys()];
    Promise.all(streams.map((stream) => this.#join(stream)))
      .then(() => this.#become("online"))
      .catch(() => setTimeout(() => this.#socket.connected && this.#joinAll(), RETRY_MS));
  }

  /** @param {string} stream */
  async #join(stream) {
    const answer = await this.#socket.timeout(4000).emitWithAck("join", { stream });
    if (!answer.ok) {
      if (actsForAnother()) this.#asked.add(stream);
      return;
    }
    const waiting = this.#subscriptions.get(stream) ?? [];
    await Promise.all([...waiting].map((subscription) => subscription.reach(answer.last)));
  }

  /** The server has emptied a room: who may still listen comes back, and the page is told. @param {string} stream */
  async #askedBack(stream) {
    if (!this.#subscriptions.has(stream)) return;
    this.#signals.forEach((listener) => listener("left", { stream }));
    await this.#join(stream).catch(() => undefined); // A lost line: with the next one all is joined anew.
  }

  /** Fetches what happened on the streams of the person one acts for. */
  async #ask() {
    for (const stream of this.#asked) {
      for (const subscription of this.#subscriptions.get(stream) ?? []) {
        await subscription.catchUp().catch(() => undefined); // The next round tries again.
      }
    }
  }

  /**
   * @param {string} stream
   * @param {Subscription} subscription
   */
  #leave(stream, subscription) {
    subscription.close();
    const rest = this.#subscriptions.get(stream);
    rest?.delete(subscription);
    if (rest?.size) return;
    this.#subscriptions.delete(stream);
    if (this.#socket.connected) this.#socket.emit("leave", { stream });
  }

  /** @param {import("./subscription.js").LiveEvent} event */
  #deliver(event) {
    this.#subscriptions.get(event.stream)?.forEach((subscription) => subscription.receive(event));
  }

  /** @param {LinkState} state */
  #become(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.#watchers.forEach((watcher) => watcher(state));
  }
}

/** Whether the page was made for somebody who acts on behalf of another. */
function actsForAnother() {
  return (document.querySelector('meta[name="acting"]')?.getAttribute("content") ?? "self") !== "self";
}

/**
 * @param {string} stream
 * @param {number} after
 * @returns {Promise<import("./subscription.js").Changes>}
 */
function fetchChanges(stream, after) {
  return api.get(`/changes?stream=${encodeURIComponent(stream)}&after=${after}`);
}

export const live = new Live();
