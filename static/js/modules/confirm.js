/**
 * Asks before a form is sent: `<form data-module="confirm" data-confirm-title="…" data-confirm-text="…"
 * data-confirm-yes="Kết thúc phiên họp">`. The yes button repeats the act in words.
 * @param {HTMLElement} form
 */
export default function confirm(form) {
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener(
    "submit",
    (event) => {
      if (form.dataset.confirmed === "yes") {
        delete form.dataset.confirmed;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      ask(form, event.submitter);
    },
    { capture: true },
  );
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
function ask(form, submitter) {
  const { confirmTitle = "", confirmText = "", confirmYes = "" } = form.dataset;
  question({ title: confirmTitle, text: confirmText, yes: confirmYes }).then((answer) => {
    if (!answer) return;
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
  });
}

/**
 * @param {{title: string, text: string, yes: string}} words
 * @returns {Promise<boolean>} whether the person said yes; Escape is no
 */
export function question({ title, text, yes }) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("confirm-template"));
  const dialog = /** @type {HTMLDialogElement} */ (template.content.firstElementChild?.cloneNode(true));
  const put = (/** @type {string} */ selector, /** @type {string} */ words) => {
    const place = dialog.querySelector(selector);
    if (place) place.textContent = words;
  };
  put("#confirm-title", title);
  put("#confirm-text", text);
  put("button[value=yes]", yes);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
