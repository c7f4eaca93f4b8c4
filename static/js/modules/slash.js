/**
 * The key "/" goes to the search box, unless the person is writing (Telex and VNI use letters and digits only).
 * @param {HTMLElement} box
 */
export default function slash(box) {
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (at instanceof HTMLElement && at.matches("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    box.focus();
  });
}
