/**
 * A form that sends one file to the API and shows how far it is: `<form data-module="upload" data-url="/agenda-items/…/papers"
 * data-meeting="…" data-text-sending data-text-checking data-text-lost>`. The page is loaded anew once the worker has looked
 * at the file. Without this script the form posts as any other.
 */
import { ApiError, api, newRequestId } from "../api.js";
import { one, say } from "../dom.js";

const LOOKS = 180;
const PAUSE_MS = 1000;

/** @param {HTMLElement} form */
export default function upload(form) {
  if (form instanceof HTMLFormElement) new Upload(form);
}

class Upload {
  #form;
  /** Kept for every retry of the same file, so that it arrives once. */
  #requestId = newRequestId();
  #busy = false;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#busy) this.#run();
    });
    form.addEventListener("change", () => {
      this.#requestId = newRequestId();
    });
  }

  async #run() {
    this.#setBusy(true);
    try {
      const receipt = await this.#send();
      this.#say(this.#form.dataset.textChecking ?? "");
      await this.#checked(receipt.version_id);
      location.reload();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#say(error.message || (this.#form.dataset.textLost ?? ""), true);
      this.#setBusy(false);
    }
  }

  /** @returns {Promise<{version_id: string}>} fetch tells nothing of what was sent, hence XMLHttpRequest */
  #send() {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1${this.#form.dataset.url}`);
    request.setRequestHeader("X-Acting", document.querySelector('meta[name="acting"]')?.getAttribute("content") ?? "self");
    request.setRequestHeader("X-CSRFToken", document.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? "");
    request.setRequestHeader("Idempotency-Key", this.#requestId);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => this.#progress(event));
    return new Promise((resolve, reject) => {
      request.addEventListener("load", () => {
        if (request.status === 201) resolve(request.response);
        else reject(new ApiError(request.status, request.response ?? {}));
      });
      request.addEventListener("error", () => reject(new ApiError(0, {})));
      request.send(new FormData(this.#form));
    });
  }

  /** @param {string} versionId Waits until the worker has looked at the file, at most a minute. */
  async #checked(versionId) {
    for (let look = 0; look < LOOKS; look += 1) {
      const meeting = await api.get(`/meetings/${this.#form.dataset.meeting}`);
      const papers = meeting.agenda.flatMap((/** @type {any} */ item) => item.papers);
      const paper = papers.find((/** @type {any} */ one) => one.version_id === versionId);
      if (paper && !["received", "converting"].includes(paper.state)) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** @param {ProgressEvent} event */
  #progress(event) {
    const percent = event.lengthComputable ? Math.floor((100 * event.loaded) / event.total) : 0;
    const bar = one(this.#form, "progress");
    bar.hidden = false;
    bar.value = percent;
    this.#say(say(this.#form.dataset.textSending ?? "", { percent }));
  }

  /** @param {string} text @param {boolean} [bad] */
  #say(text, bad = false) {
    const said = one(this.#form, "[data-said]");
    said.textContent = text;
    said.classList.toggle("bad", bad);
  }

  /** @param {boolean} busy */
  #setBusy(busy) {
    this.#busy = busy;
    this.#form.querySelector("button")?.toggleAttribute("disabled", busy);
    if (!busy) one(this.#form, "progress").hidden = true;
  }
}
