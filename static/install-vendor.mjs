// Copies the third-party parts that pages need from node_modules/ into the git-ignored vendor/.
// Run by `make vendor` and by the wheel build. The new folder is complete before it takes the old one's place.
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = dirname(fileURLToPath(import.meta.url));
const modules = join(root, "node_modules");
const target = join(root, "vendor");
const next = join(root, `vendor.next-${process.pid}`);

/** Licence files of everything copied, and of what is bundled inside it. */
const LICENSES = [
  ["@embedpdf/snippet", "LICENSE"],
  ["@embedpdf/pdfium", "LICENSE.pdfium"],
  ["preact", "LICENSE"],
  ["tailwind-merge", "LICENSE.md"],
  ["htmx.org", "LICENSE"],
  ["socket.io-client", "LICENSE"],
  ["@tabler/icons", "LICENSE"],
  ["chart.js", "LICENSE.md"],
  ["@kurkle/color", "LICENSE.md"],
  ["@tiptap/core", "LICENSE.md"],
  ["@tiptap/pm", "LICENSE"],
  ["@tiptap/pm", "THIRD_PARTY_LICENSES.md"],
  ["@expo-google-fonts/tinos", "LICENSE_FONT"],
  ["@fontsource/tinos", "LICENSE"],
  ["@fontsource/be-vietnam-pro", "LICENSE"],
  ["@fontsource/inter", "LICENSE"],
];

/** Screen fonts. `range` narrows a face to the characters it is shipped for. */
const FACES = [
  { family: "Be Vietnam Pro", slug: "be-vietnam-pro", weights: [400, 500, 600, 700], styles: ["normal"] },
  { family: "Tinos", slug: "tinos", weights: [400, 700], styles: ["normal", "italic"] },
  // Be Vietnam Pro has no tabular figures: digits alone come from Inter (design: `.num`).
  { family: "Figures", slug: "inter", weights: [400, 500, 600, 700], styles: ["normal"], range: "U+30-39" },
];

/** Tinos as TTF, for embedding into PDFs: [folder and file in the package, name in vendor/fonts]. */
const PDF_FONTS = [
  ["400Regular/Tinos_400Regular.ttf", "Tinos-Regular.ttf"],
  ["700Bold/Tinos_700Bold.ttf", "Tinos-Bold.ttf"],
  ["400Regular_Italic/Tinos_400Regular_Italic.ttf", "Tinos-Italic.ttf"],
  ["700Bold_Italic/Tinos_700Bold_Italic.ttf", "Tinos-BoldItalic.ttf"],
];

/** @param {string} from @param {string} to Copies one file, making the folder it goes to. */
async function copy(from, to) {
  await mkdir(dirname(join(next, to)), { recursive: true });
  await cp(join(modules, from), join(next, to));
}

async function copyScripts() {
  await copy("htmx.org/dist/htmx.min.js", "htmx.min.js");
  await copy("socket.io-client/dist/socket.io.esm.min.js", "socket.io.esm.min.js");
  const viewer = "@embedpdf/snippet/dist";
  for (const name of await readdir(join(modules, viewer))) {
    if (name.endsWith(".js") || name.endsWith(".wasm")) await copy(`${viewer}/${name}`, `embedpdf/${name}`);
  }
}

/** What the editor of minutes needs of TipTap, in one module (docs/adr/0015-tiptap.md). */
const EDITOR = `
export { Editor } from "@tiptap/core";
export { Document } from "@tiptap/extension-document";
export { Paragraph } from "@tiptap/extension-paragraph";
export { Text } from "@tiptap/extension-text";
export { Bold } from "@tiptap/extension-bold";
export { Italic } from "@tiptap/extension-italic";
export { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
export { UndoRedo } from "@tiptap/extensions";
`;

/** What pages need of Chart.js: columns and lines on a plain scale (docs/adr/0019-chartjs.md). */
const CHARTS = `
export {
  BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip,
} from "chart.js";
`;

/** @param {string} name @param {string} contents Bundles what `contents` exports into one module, and names its types. */
async function bundle(name, contents) {
  await build({
    stdin: { contents, resolveDir: root }, outfile: join(next, `${name}.js`),
    bundle: true, format: "esm", minify: true, target: "es2022", legalComments: "none", logLevel: "error",
  });
  await writeFile(join(next, `${name}.d.ts`), contents.trimStart());
}

/** Types of the copied modules, from their packages: `tsc` then never reads the bundles themselves. */
async function writeTypes() {
  const types = {
    "embedpdf/embedpdf.d.ts": "@embedpdf/snippet",
    "socket.io.esm.min.d.ts": "socket.io-client",
  };
  await mkdir(join(next, "embedpdf"), { recursive: true });
  for (const [file, name] of Object.entries(types)) {
    await writeFile(join(next, file), `export * from "${name}";\nexport { default } from "${name}";\n`);
  }
}

/** The `@font-face` rules of one stylesheet of Fontsource, narrowed and pointing at our copies. */
async function facesOf(face, weight, style) {
  const sheet = style === "italic" ? `${weight}-italic.css` : `${weight}.css`;
  const source = await readFile(join(modules, "@fontsource", face.slug, sheet), "utf8");
  const wanted = face.range ? ["latin"] : ["vietnamese", "latin-ext", "latin"];
  const rules = [];
  for (const rule of source.match(/@font-face\s*{[^}]*}/g) ?? []) {
    const file = /\.\/files\/([\w-]+\.woff2)/.exec(rule)?.[1];
    const range = face.range ?? /unicode-range:\s*([^;]+);/.exec(rule)?.[1];
    if (!file || !range) throw new Error(`${face.slug}/${sheet}: a rule without woff2 or range`);
    if (!wanted.some((subset) => file === `${face.slug}-${subset}-${weight}-${style}.woff2`)) continue;
    await copy(`@fontsource/${face.slug}/files/${file}`, `fonts/${file}`);
    rules.push(
      `@font-face { font-family: "${face.family}"; font-style: ${style}; font-weight: ${weight}; ` +
        `font-display: swap; src: url("./${file}") format("woff2"); unicode-range: ${range}; }`,
    );
  }
  if (rules.length !== wanted.length) throw new Error(`${face.slug}/${sheet}: a subset is missing`);
  return rules;
}

async function copyFonts() {
  const rules = [];
  for (const face of FACES) {
    for (const weight of face.weights) {
      for (const style of face.styles) rules.push(...(await facesOf(face, weight, style)));
    }
  }
  await writeFile(join(next, "fonts", "fonts.css"), rules.join("\n") + "\n");
  for (const [from, to] of PDF_FONTS) await copy(`@expo-google-fonts/tinos/${from}`, `fonts/${to}`);
}

/** One `<symbol>` from an icon's SVG, keeping how its strokes and fills are drawn. */
function symbolOf(alias, svg) {
  const inner = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)?.[1];
  const tag = /<svg[^>]*>/.exec(svg)?.[0] ?? "";
  if (!inner) throw new Error(`icon ${alias}: not an SVG`);
  const shapes = inner.replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "");
  const paint = /fill="currentColor"/.test(tag)
    ? 'fill="currentColor" stroke="none"'
    : 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="i-${alias}" viewBox="0 0 24 24" ${paint}>${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
}

async function buildSprite() {
  const names = (await readFile(join(root, "icons.txt"), "utf8")).split("\n").map((line) => line.trim());
  const symbols = new Map();
  for (const line of names) {
    if (!line || line.startsWith("#")) continue;
    const [alias, name = alias] = line.split("=");
    if (symbols.has(alias)) throw new Error(`icons.txt: ${alias} stands there twice`);
    const path = name.includes("/") ? name : `outline/${name}`;
    const svg = await readFile(join(modules, "@tabler/icons/icons", `${path}.svg`), "utf8");
    symbols.set(alias, symbolOf(alias, svg));
  }
  const body = [...symbols.values()].join("\n");
  await writeFile(join(next, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">\n${body}\n</svg>\n`);
}

async function copyLicenses() {
  for (const [name, file] of LICENSES) {
    await copy(`${name}/${file}`, `LICENSES/${name.replace("@", "").replace("/", "-")}-${file}.txt`);
  }
}

try {
  await mkdir(next, { recursive: true });
  await Promise.all([copyScripts(), bundle("tiptap", EDITOR), bundle("chart", CHARTS), writeTypes(), copyFonts(), buildSprite(), copyLicenses()]);
  await rm(target, { recursive: true, force: true });
  await rename(next, target);
} finally {
  await rm(next, { recursive: true, force: true });
}
