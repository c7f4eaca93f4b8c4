// @ts-check
// What IndexedDB says by events, as promises.

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function answer(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

/** @param {IDBTransaction} work @returns {Promise<void>} */
export function done(work) {
  return new Promise((resolve, reject) => {
    work.addEventListener("complete", () => resolve());
    work.addEventListener("abort", () => reject(work.error));
    work.addEventListener("error", () => reject(work.error));
  });
}
