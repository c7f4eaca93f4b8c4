/** A posted form takes one press: its button is busy until the answer comes. Bound once, on <body>. */

/** @param {HTMLElement} root */
export default function busy(root) {
  // Bound twice, the second would take the first press for another one and stop the form.
  if (root !== document.body) throw new Error("busy belongs on <body> alone");
  root.addEventListener("submit", onSubmit);
  // Back from the history, or refused by the network: the button may be pressed again.
  addEventListener("pageshow", () => release(root));
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
  if (event.submitter?.getAttribute("formtarget") === "_blank") return; // A look beforehand: the page stays.
  if (form.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  form.setAttribute("aria-busy", "true");
  event.submitter?.setAttribute("aria-busy", "true");
}

/** @param {ParentNode} root */
function release(root) {
  for (const element of root.querySelectorAll("form[aria-busy], button[aria-busy]")) element.removeAttribute("aria-busy");
}
