// @ts-check
/**
 * The one place that knows how EmbedPDF is set up: none of its toolbars, dialogs and shortcuts,
 * nothing fetched but our own files, marks drawn but never written into the PDF nor touched by its own tools.
 * @typedef {import("@embedpdf/snippet").PluginRegistry} Registry
 * @typedef {import("@embedpdf/snippet").PDFViewerConfig} Config
 * @typedef {ReturnType<typeof capabilities>} Embed
 */

const DOCUMENT = "paper";
/** The interaction modes of ours: free hand (we take the pointer) and selecting text. */
export const MODE = Object.freeze({ PAN: "panMode", DRAW: "ecabinet-draw", TEXT: "ecabinet-text" });
const EMPTY_UI = { id: "ecabinet", version: "1", toolbars: {}, menus: {}, sidebars: {}, modals: {}, overlays: {}, selectionMenus: {} };
/** On screen only the pages: the page under them is ours to colour. */
const SHADOW_CSS =
  ".bg-bg-app,.bg-bg-surface{background:transparent!important}.bg-bg-app{overflow-x:var(--paper-overflow-x,auto)!important;overscroll-behavior:contain}" +
  // The page as a whole; photographs in it are turned back (night.js).
  "[data-paper-sheet]{filter:var(--paper-filter,none)}" +
  ":host([data-night]) [data-paper-sheet]{filter:invert(.88) hue-rotate(180deg)}";

/**
 * @param {string} assets absolute address of EmbedPDF's folder
 * @param {number} gap pixels round and between pages
 * @param {string} locale @param {string} loading @param {unknown} lockAll LockModeType.All
 * @returns {Config}
 */
function config(assets, gap, locale, loading, lockAll) {
  return {
    worker: true,
    tabBar: "never",
    wasmUrl: new URL("pdfium.wasm", assets).href,
    fontFallback: null,
    fonts: { ui: null, signature: null },
    stamp: { manifests: [] },
    commands: { commands: {} },
    ui: { schema: EMPTY_UI },
    theme: { preference: "light" },
    i18n: { defaultLocale: locale, fallbackLocale: locale, locales: [{ code: locale, name: locale, translations: { document: { loading } } }] },
    // copyContents: a mark quotes the words it covers, also in a paper whose author forbids copying.
    permissions: { overrides: { copyContents: true, fillForms: false, modifyContents: false } },
    annotations: { autoCommit: false, autoOpenLinks: false, locked: /** @type {any} */ ({ type: lockAll }) },
    viewport: { viewportGap: gap },
    scroll: { defaultPageGap: gap },
  };
}

/**
 * Puts EmbedPDF into `host` and opens the bytes of a PDF in it.
 * @param {HTMLElement} host
 * @param {{bytes: ArrayBuffer, assets: string, gap: number, locale: string, loading: string}} options
 * @returns {Promise<Embed>} @throws {Error} when PDFium cannot open the file
 */
export async function openEmbed(host, { bytes, assets, gap, locale, loading }) {
  /** @type {typeof import("@embedpdf/snippet")} */
  const library = await import(new URL("embedpdf.js", assets).href);
  const element = library.default.init({ type: "container", target: host, ...config(assets, gap, locale, loading, library.LockModeType.All) });
  if (!element) throw new Error("EmbedPDF did not start");
  try {
    const registry = await element.registry;
    restyle(element);
    describe(element);
    const documents = plugin(registry, library.DocumentManagerPlugin);
    const { task } = await documents.openDocumentBuffer({ buffer: bytes, name: DOCUMENT, documentId: DOCUMENT }).toPromise();
    const pdf = await task.toPromise();
    return capabilities(element, registry, library, pdf);
  } catch (error) {
    element.remove();
    throw error;
  }
}

/** @param {HTMLElement} element */
function restyle(element) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHADOW_CSS);
  if (element.shadowRoot) element.shadowRoot.adoptedStyleSheets = [sheet];
}

/**
 * Tells assistive technology what EmbedPDF leaves unsaid: pictures of pages are silent (the words of a page have a
 * panel of their own), and who has no pointer can scroll the pages.
 * @param {HTMLElement} element
 */
function describe(element) {
  const root = element.shadowRoot;
  if (!root) return;
  const mend = () => {
    for (const picture of root.querySelectorAll("img:not([alt])")) picture.setAttribute("alt", "");
    for (const area of root.querySelectorAll(".bg-bg-app:not([tabindex])")) area.setAttribute("tabindex", "0");
  };
  mend();
  // Pages come and go as they are scrolled; the observer ends with the element.
  new MutationObserver(mend).observe(root, { childList: true, subtree: true });
}

/**
 * @template P
 * @param {Registry} registry @param {(new (...args: any[]) => P) & {id: string}} type
 * @returns {P extends {provides(): infer C} ? C : never} what the plugin can do
 */
function plugin(registry, type) {
  const found = /** @type {any} */ (registry.getPlugin(type.id));
  if (!found) throw new Error(`EmbedPDF lacks ${type.id}`);
  return found.provides();
}

/**
 * What the viewer uses of EmbedPDF, all of it bound to the one document.
 * @param {HTMLElement} element @param {Registry} registry
 * @param {typeof import("@embedpdf/snippet")} library
 * @param {{pages: {size: {width: number, height: number}, rotation: number}[]}} pdf
 */
function capabilities(element, registry, library, pdf) {
  const interaction = plugin(registry, library.InteractionManagerPlugin);
  const selection = plugin(registry, library.SelectionPlugin);
  interaction.registerMode({ id: MODE.DRAW, scope: "page", exclusive: true, cursor: "crosshair" });
  interaction.registerMode({ id: MODE.TEXT, scope: "page", exclusive: false, cursor: "text" });
  selection.enableForMode(MODE.TEXT, { enableSelection: true, showSelectionRects: true, enableMarquee: false }, DOCUMENT);
  return {
    element,
    pages: pdf.pages.map(({ size, rotation }) => ({ width: size.width, height: size.height, rotation })),
    interaction: interaction.forDocument(DOCUMENT),
    selection: selection.forDocument(DOCUMENT),
    annotations: plugin(registry, library.AnnotationPlugin).forDocument(DOCUMENT),
    scroll: plugin(registry, library.ScrollPlugin).forDocument(DOCUMENT),
    zoom: plugin(registry, library.ZoomPlugin).forDocument(DOCUMENT),
    viewport: plugin(registry, library.ViewportPlugin).forDocument(DOCUMENT),
    layoutReady: plugin(registry, library.ScrollPlugin).onLayoutReady,
  };
}
