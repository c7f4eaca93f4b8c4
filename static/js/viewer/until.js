// @ts-check
/**
 * Waits for something EmbedPDF gives no event for; looks by timer, for a hidden page has no frames.
 * @param {() => boolean} come @param {AbortSignal} signal @param {number} [patience] milliseconds
 * @returns {Promise<void>} @throws {Error} when given up or out of patience
 */
export async function until(come, signal, patience = 30_000) {
  for (let end = performance.now() + patience; !come(); ) {
    signal.throwIfAborted();
    if (document.hidden) end = performance.now() + patience; // nothing is painted there: not the viewer's fault
    if (performance.now() > end) throw new Error("the viewer did not paint");
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
