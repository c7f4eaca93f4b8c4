/** Days and times as people type them: day first, 24 hours. Pure; ecabinet/web/typed.py reads the same on the server. */

const DAY = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})$|^(\d{2})(\d{2})(\d{4})$/;
const CLOCK = /^(\d{1,2})\s*(?:[:.hg]|giờ)\s*(\d{2})?$|^(\d{1,2})(\d{2})$/i;
const [DAY_MINUTES, NIGHT_MINUTES] = [24 * 60, 12 * 60];

/**
 * @param {string} text "25/11/2026", "25-11-2026", "25112026" or ISO
 * @returns {string} ISO, "2026-11-25"; empty when it is no day
 */
export function readDay(text) {
  const found = DAY.exec(text.trim());
  const [day = "", month = "", year = ""] = found ? found.slice(1).filter(Boolean) : text.trim().split("-").reverse();
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = Date.parse(`${iso}T00:00:00Z`);
  // Date.parse takes 31 February for 3 March.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : "";
}

/** @param {string} iso "2026-11-25" @returns {string} "25/11/2026" */
export function dayText(iso) {
  return iso.split("-").reverse().join("/");
}

/**
 * @param {string} text "8:00", "08.00", "8h30", "0800"
 * @returns {string} "08:00"; empty when it is no time
 */
export function readClock(text) {
  const found = CLOCK.exec(text.trim());
  if (!found) return "";
  const [hour, minute] = [Number(found[1] ?? found[3]), Number(found[2] ?? found[4] ?? 0)];
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` : "";
}

/**
 * When a meeting ends that begins on `day`: without a day of its own, on the next one when it goes on into the night, as
 * meetings/routes/forms.py reads it.
 * @param {string} day ISO
 * @param {string} starts "23:00"
 * @param {string} ends "01:00"
 * @param {string} [endsDay] ISO, as typed
 * @returns {string} ISO day of the end
 */
export function endDay(day, starts, ends, endsDay = "") {
  if (endsDay || ends > starts || minutesOf(ends) + DAY_MINUTES - minutesOf(starts) >= NIGHT_MINUTES) return endsDay || day;
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MINUTES * 60_000).toISOString().slice(0, 10);
}

/** @param {string} clock "08:30" @returns {number} since midnight */
export function minutesOf(clock) {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
}
