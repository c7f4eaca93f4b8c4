/**
 * Language, theme, text size, hand and motion: a choice shows at once and is sent; without this module the form has a button.
 * @param {HTMLElement} form
 */
export default function theme(form) {
  if (!(form instanceof HTMLFormElement)) return;
  const button = form.querySelector("button[type=submit]");
  if (button instanceof HTMLElement) button.hidden = true;
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) apply(event.target);
    form.requestSubmit();
  });
}

/** @param {HTMLSelectElement} choice */
function apply({ name, value }) {
  const root = document.documentElement;
  if (name === "text_size") root.dataset.text = value;
  if (name === "hand" || name === "motion") root.dataset[name] = value;
  if (name !== "theme") return;
  root.dataset.theme = value;
  media("theme-dark", { dark: "screen", auto: "screen and (prefers-color-scheme: dark)" }[value]);
  media("theme-contrast", { contrast: "all", auto: "(prefers-contrast: more)" }[value]);
}

/** @param {string} sheet @param {string | undefined} query The same table stands in templates/_macros/layout.html. */
function media(sheet, query) {
  const link = document.querySelector(`link[href*="css/${sheet}.css"]`);
  if (link instanceof HTMLLinkElement) link.media = query ?? "not all";
}
