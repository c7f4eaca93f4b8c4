/** Time as screens show it: pure, so that it can be tested. The office's zone is fixed, whatever the machine says. */

const ZONE = "Asia/Ho_Chi_Minh";
const FORMATS = {
  minutes: new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  seconds: new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
};

/**
 * @param {number} at milliseconds since 1970
 * @param {boolean} withSeconds
 * @returns {string} "09:26" or "09:26:05" in the office's zone
 */
export function clockText(at, withSeconds = false) {
  return (withSeconds ? FORMATS.seconds : FORMATS.minutes).format(at);
}

/**
 * @param {string | null | undefined} moment ISO 8601, as the server sends it
 * @returns {string} "09:26" in the office's zone; empty for none
 */
export function hourMinute(moment) {
  return moment ? clockText(Date.parse(moment)) : "";
}

/**
 * @param {string} day ISO, "2022-09-16", or empty
 * @param {string} language of the page
 * @returns {string} "Thứ Sáu, 16/09/2022"; empty for no day
 */
export function dateText(day, language) {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return "";
  const locale = language.startsWith("en") ? "en-GB" : "vi-VN";
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long" }).format(at);
  return `${weekday}, ${day.split("-").reverse().join("/")}`;
}

/**
 * @param {number} seconds may be negative or not whole
 * @returns {string} "03:12", "62:31" (minutes never roll over into hours); "00:00" at or below zero
 */
export function durationText(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * @param {string | undefined} serverTime ISO 8601, as the page was made
 * @param {() => number} [local] the machine's clock
 * @returns {() => number} a clock that keeps the server's time; the machine's own when none was given
 */
export function serverNow(serverTime, local = Date.now) {
  const given = serverTime ? Date.parse(serverTime) : NaN;
  const ahead = Number.isNaN(given) ? 0 : given - local();
  return () => local() + ahead;
}
