/**
 * Opens a dialog of the page: `<button type="button" data-module="dialogs" data-opens="leave">`.
 * A press beside the dialog closes it; the browser brings the focus back to the button.
 * @param {HTMLElement} button
 */
export default function dialogs(button) {
  const dialog = document.getElementById(button.dataset.opens ?? "");
  if (!(dialog instanceof HTMLDialogElement)) throw new Error(`no dialog "${button.dataset.opens}"`);
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
