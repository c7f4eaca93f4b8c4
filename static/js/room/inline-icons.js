/**
 * Puts the sprite of icons into the page, so that signs that appear without a network (no link, not sent) can be drawn.
 * @returns {Promise<void>}
 */
export async function inlineIcons() {
  const address = document.querySelector('meta[name="icons"]');
  const response = await fetch(address?.getAttribute("content") ?? "").catch(() => null);
  if (!address || !response?.ok) return; // icon() then goes on asking for the file
  const parsed = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
  const sprite = document.importNode(parsed.documentElement, true);
  sprite.setAttribute("class", "sprite");
  sprite.setAttribute("aria-hidden", "true");
  document.body.append(sprite);
  address.setAttribute("content", "");
}
