import { api } from "../api.js";
import { endDay, readClock, readDay } from "../days.js";
import { el, one, say, show } from "../dom.js";
import { clockText } from "../time.js";

/**
 * Shows beside the form of a meeting what else takes place in the chosen room at the time chosen.
 * @param {HTMLElement} form with data-besides (the meeting that is changed)
 */
export default function roomBookings(form) {
  const box = one(form, "[data-bookings]");
  let asked = 0;
  const look = async () => {
    const turn = ++asked;
    const query = wanted(form);
    const found = query ? await api.get(`/room-bookings?${query}`).catch(() => ({ bookings: [] })) : { bookings: [] };
    if (turn !== asked) return;
    one(box, "ul").replaceChildren(...found.bookings.map((/** @type {any} */ other) => line(other, box.dataset)));
    show(box, found.bookings.length > 0);
  };
  form.addEventListener("change", (event) => {
    if (["room", "day", "starts", "ends", "ends_day"].includes(/** @type {HTMLInputElement} */ (event.target).name)) void look();
  });
  void look();
}

/** @param {HTMLElement} form @returns {string} empty while something is missing */
function wanted(form) {
  const value = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (one(form, `[name=${name}]`)).value;
  const [day, starts, ends] = [readDay(value("day")), readClock(value("starts")), readClock(value("ends"))];
  if (!value("room") || !day || !starts || !ends) return "";
  const [from, to] = [`${day}T${starts}:00+07:00`, `${endDay(day, starts, ends, readDay(value("ends_day")))}T${ends}:00+07:00`];
  if (to <= from) return "";
  const query = new URLSearchParams({ room: value("room"), starts_at: from, ends_at: to });
  if (form.dataset.besides) query.set("besides", form.dataset.besides);
  return query.toString();
}

/** @param {any} other @param {DOMStringMap} words */
function line(other, { textHidden = "", textDraft = "" }) {
  const time = `${clockText(Date.parse(other.starts_at))}–${clockText(Date.parse(other.ends_at))}`;
  return el("li", {}, `${other.title ?? say(textHidden, { unit: other.unit })} (${[time, other.firm ? "" : textDraft].filter(Boolean).join(", ")})`);
}
