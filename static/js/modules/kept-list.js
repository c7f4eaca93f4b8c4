// @ts-check
/**
 * What this browser keeps: a row for each paper, the whole size, and the way to forget it all.
 * `<section data-module="kept-list">` of templates/accounts/kept_papers.html
 */
import { all, one, say, show } from "../dom.js";
import { abouts, holder, wipe } from "../offline/base.js";
import { setPaused, sessionHere, sizeText } from "../offline/here.js";
import { look, possible } from "../offline/kept-things.js";
import { question } from "./confirm.js";

/** @param {HTMLElement} section */
export default function keptList(section) {
  void draw(section);
  one(section, "[data-wipe]").addEventListener("click", async () => {
    const { title = "", text = "", yes = "" } = section.dataset;
    if (!(await question({ title, text, yes }))) return;
    // Or the next meeting's page would fetch it all again.
    setPaused(true);
    await wipe();
    await draw(section);
  });
}

/** @param {HTMLElement} section */
async function draw(section) {
  const things = possible() && (await holder())?.session === sessionHere() ? await abouts() : [];
  const files = things.filter((thing) => thing.kind === "file");
  const rows = one(section, "tbody");
  rows.replaceChildren(...(await Promise.all(files.map((thing) => row(one(section, "template"), thing)))));
  const size = sizeText(things.reduce((sum, thing) => sum + thing.size, 0));
  one(section, "[data-sum]").textContent = say(section.dataset.sum ?? "", { count: files.length, size });
  for (const part of all(section, "[data-some]")) show(part, things.length > 0);
  show(one(section, "[data-none]"), things.length === 0);
  section.dataset.drawn = "yes";
}

/** @param {HTMLTemplateElement} template @param {import("../offline/rules.js").About} thing */
async function row(template, thing) {
  const node = /** @type {HTMLElement} */ (one(template.content, "tr").cloneNode(true));
  const link = one(node, "a");
  link.href = `/papers/${thing.version}`;
  link.textContent = (await look(thing.path))?.title ?? "";
  one(node, "[data-size]").textContent = sizeText(thing.size);
  one(node, "[data-since]").textContent = moment(thing.at);
  one(node, "[data-until]").textContent = moment(thing.until);
  return node;
}

/** @param {number} at */
function moment(at) {
  const how = /** @type {const} */ ({ dateStyle: "short", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" });
  return new Intl.DateTimeFormat(document.documentElement.lang, how).format(at);
}
