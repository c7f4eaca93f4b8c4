import { MARKS, OURS, ours } from "../kept.js";
import { Shelf } from "../paper/shelf.js";
import { question } from "./confirm.js";

/**
 * Signing out wipes what this browser keeps of our pages. Marks the server has not got yet would be lost:
 * asks first. `<form data-module="sign-out" data-person="…" data-title="…" data-text="… {count} …" data-yes="…">`
 * @param {HTMLElement} form
 */
export default function signOut(form) {
  if (!(form instanceof HTMLFormElement)) return;
  let sure = false;
  form.addEventListener("submit", (event) => {
    if (sure) return;
    event.preventDefault();
    void leave(form).then((goes) => {
      sure = goes;
      if (goes) form.requestSubmit();
    });
  });
}

/** @param {HTMLFormElement} form @returns {Promise<boolean>} whether to sign out */
async function leave(form) {
  const { person = "", title = "", text = "", yes = "" } = form.dataset;
  const shelf = new Shelf();
  const left = (await shelf.all(person).catch(() => [])).length;
  if (left && !(await question({ title, text: text.replace("{count}", String(left)), yes }))) return false;
  await shelf.close();
  // Browsers obey Clear-Site-Data only with TLS; this does the same without it.
  await wipe();
  return true;
}

/** Only what is ours: other programs under the same address keep theirs. */
async function wipe() {
  for (const storage of [sessionStorage, localStorage]) for (const key of ours(Object.keys(storage))) storage.removeItem(key);
  const bases = (await indexedDB.databases?.()) ?? [{ name: MARKS }];
  await Promise.all(bases.filter(({ name }) => name?.startsWith(OURS)).map(({ name }) => gone(indexedDB.deleteDatabase(/** @type {string} */ (name)))));
}

/** @param {IDBOpenDBRequest} request @returns {Promise<void>} also when another tab still holds it */
function gone(request) {
  return new Promise((resolve) => {
    for (const kind of ["success", "error", "blocked"]) request.addEventListener(kind, () => resolve());
  });
}
