// @ts-check
/**
 * The bytes of a paper, reported as they come.
 * @param {string} url @param {AbortSignal} signal
 * @param {(received: number, total: number) => void} [onProgress] `total` is 0 when unknown
 * @returns {Promise<ArrayBuffer>} @throws {Error} when the server refuses or the network fails
 */
export async function fetchPaper(url, signal, onProgress) {
  const response = await fetch(url, { credentials: "same-origin", signal });
  if (!response.ok || !response.body) throw new Error(`the paper was not served: ${response.status}`);
  const total = Number(response.headers.get("Content-Length") ?? 0);
  const parts = [];
  let received = 0;
  for (let reader = response.body.getReader(), step = await reader.read(); !step.done; step = await reader.read()) {
    parts.push(step.value);
    received += step.value.byteLength;
    onProgress?.(received, total);
  }
  return new Blob(parts).arrayBuffer();
}
