/**
 * Words with symbols such as 23-CT/TU kept on one line. The text itself stays as it is.
 * @param {string} text
 * @returns {(string | HTMLElement)[]}
 */
export function whole(text) {
  return text.split(/(\s+)/).map((word) => {
    if (!/\S[-/]\S/.test(word) || word.length > 24) return word;
    const span = document.createElement("span");
    span.className = "nowrap";
    span.textContent = word;
    return span;
  });
}

/** @param {Element} place @param {string} text puts `text` there, unless it stands there already */
export function put(place, text) {
  if (place.textContent !== text) place.replaceChildren(...whole(text));
}
