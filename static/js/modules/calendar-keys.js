/**
 * ← and → turn to the span before and after, unless the person is writing or in a list of choices.
 * @param {HTMLElement} bar holds the links rel="prev" and rel="next"
 */
export default function calendarKeys(bar) {
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (at instanceof HTMLElement && at.closest("input, textarea, select, dialog, [contenteditable], [role]")) return;
    const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const link = rel ? bar.querySelector(`a[rel="${rel}"]`) : null;
    if (link instanceof HTMLAnchorElement) link.click();
  });
}
