// @ts-check
/**
 * In the room papers are kept ahead, quietly; where a browser can keep nothing, they are only fetched ahead.
 */
import { FetchAhead } from "../paper/fetch-ahead.js";
import { dropPapers } from "./dropping.js";
import { forOneself, paused, ready, releaseHere } from "./here.js";
import { Keeper } from "./keeper.js";

const FIRST_MS = 2500;
const REST_MS = 1000;
/** Three hundred tablets do not all begin at once. */
const SPREAD_MS = 5000;

/** @param {import("../paper/desk.js").PaperDesk} desk @param {string} meeting */
export function keepAhead(desk, meeting) {
  const fetching = new FetchAhead(desk);
  const keeper = new Keeper(meeting, releaseHere(), { rest: REST_MS });
  const able = forOneself() && !paused() ? ready() : Promise.resolve(false);
  let known = "";
  /** @type {string[]} */
  let before = [];
  /** @param {string[]} versions */
  const keep = (versions) => {
    // Another item is another order, but only other papers are a reason to ask.
    const now = [...versions].sort().join();
    if (now === known) return;
    known = now;
    // Recalled, or replaced by a newer one: that goes at once, the rest when the server is asked.
    void dropPapers(before.filter((version) => !versions.includes(version))).catch((error) => console.warn(error));
    before = versions;
    setTimeout(() => void keeper.run(versions), FIRST_MS + Math.random() * SPREAD_MS);
  };
  return {
    /** @param {string[]} versions in the order in which they may be needed */
    want: (versions) => void able.then((can) => (can ? keep(versions) : fetching.want(versions))),
  };
}
