import { one } from "../dom.js";

/**
 * The code of a machine may come in the address, after # (from the QR code): it is put in and sent at once.
 * @param {HTMLElement} form
 */
export default function screenCode(form) {
  const code = decodeURIComponent(location.hash.slice(1));
  if (!/^[\w-]{8,12}$/.test(code)) return;
  history.replaceState(null, "", location.pathname);
  one(form, '[name="code"]').value = code;
  if (form instanceof HTMLFormElement) form.requestSubmit();
}
