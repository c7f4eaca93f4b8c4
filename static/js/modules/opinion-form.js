// @ts-check
import { api } from "../api.js";
import { one, show } from "../dom.js";
import { OURS } from "../kept.js";
import { untilAnswered } from "../until-answered.js";

/**
 * Sends a written opinion, or the answer to one. What is typed is kept in this tab until the server has recorded it: a page
 * loaded anew shows it again, with `[data-unsent]` saying so and a way to drop it. It is gone with the tab, and at signing out.
 * `<form data-module="opinion-form" data-url="/…" data-method="post|put" data-key="…" data-then="…">`
 * @param {HTMLElement} element
 */
export default function opinionForm(element) {
  if (!(element instanceof HTMLFormElement)) throw new Error("not a form");
  const form = element;
  const { url = "", then = "", key: name = "" } = form.dataset;
  const key = `${OURS}opinion-${name}`;
  const text = /** @type {HTMLTextAreaElement} */ (one(form, "textarea"));
  const unsent = one(form, "[data-unsent]");
  const recordedText = text.defaultValue; // Not `value`: somebody may have begun before this was loaded.
  const keep = () => {
    if (text.value === recordedText) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text.value);
  };

  const kept = sessionStorage.getItem(key);
  if (kept !== null && kept !== recordedText) {
    text.value = kept;
    show(unsent, true);
    form.closest("details")?.setAttribute("open", "");
  } else {
    keep();
  }
  text.addEventListener("input", keep);
  one(unsent, "button").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    text.value = recordedText;
    show(unsent, false);
    text.focus();
  });
  untilAnswered(form, {
    said: () => saidBy(new FormData(form)),
    send: (said, id) => (form.dataset.method === "put" ? api.put(url, said, id) : api.post(url, said, id)),
    recorded: () => {
      sessionStorage.removeItem(key);
      // The same address with a sign in it only moves on the page: load it anew.
      if (then && then.split("#")[0] !== location.pathname) location.assign(then);
      else location.reload();
    },
  });
}

/**
 * What the form says, as the API takes it: only what is known of it.
 * @param {FormData} data
 */
export function saidBy(data) {
  /** @type {Record<string, unknown>} */
  const said = { text: String(data.get("text") ?? "") };
  for (const name of ["kind", "unit_id"]) if (data.get(name)) said[name] = data.get(name);
  if (data.get("anonymous")) said.anonymous = data.get("anonymous") === "1";
  if (data.get("revision")) said.revision = Number(data.get("revision"));
  return said;
}
