/** Words as people search them. */

/** @param {string} text @returns {string} without accents and case, "đ" as "d", to find "hiền" by "hien" */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
}
