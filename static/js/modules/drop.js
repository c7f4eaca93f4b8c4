/**
 * Files may be dropped on `<div class="drop">`; they go into its file input, as if chosen there.
 * @param {HTMLElement} area
 */
export default function drop(area) {
  const input = area.querySelector("input[type=file]");
  if (!(input instanceof HTMLInputElement)) return;
  const over = (/** @type {boolean} */ on) => area.classList.toggle("over", on);
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  area.addEventListener("dragleave", () => over(false));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer?.files.length) return;
    input.files = input.multiple ? event.dataTransfer.files : first(event.dataTransfer.files);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** @param {FileList} files */
function first(files) {
  const one = new DataTransfer();
  one.items.add(files[0]);
  return one.files;
}
