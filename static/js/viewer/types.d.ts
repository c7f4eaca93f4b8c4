/** The annotation wire format (shared by viewer, server and PDF export) and what the viewer is driven by. */

/** Points (1/72 in), origin top-left of the CropBox as displayed (with /Rotate applied), y down. */
export type Point = [x: number, y: number];
/** [x0, y0, x1, y1] in page space, x0 <= x1 and y0 <= y1. */
export type Quad = [number, number, number, number];

export type Layer = "personal" | "unit" | "meeting";
export type Kind =
  | "ink" | "highlight" | "underline" | "strikeout" | "note" | "reply"
  | "line" | "arrow" | "rectangle" | "ellipse" | "text" | "stamp";
export type Stamp = "seen" | "agreed" | "disagreed" | "review" | "revise" | "done";
export type Tool =
  | "pan" | "move" | "pointer" | "pen" | "highlight" | "underline" | "strikeout" | "note" | "eraser"
  | "line" | "arrow" | "rectangle" | "ellipse" | "text" | "stamp";

export interface Author {
  id: string;
  name: string;
  deputy?: string;
  /** Who sent the file this was read from; `name` is then what the file says, and `id` nobody's. */
  brought_by?: string;
}

export interface Annotation {
  id: string;
  version_id: string;
  layer: Layer;
  /** Of a mark on a unit's layer: whose. */
  unit_id?: string | null;
  kind: Kind;
  /** 1-based. */
  page: number;
  color: string;
  opacity: number;
  strokes?: Point[][];
  width?: number;
  quads?: Quad[];
  quote?: string;
  point?: Point;
  ends?: [Point, Point];
  box?: Quad;
  /** Of words: size of the letters in points. */
  size?: number;
  stamp?: Stamp;
  /** Of a reply: the mark it answers; `state` settles the matter or opens it again. */
  parent?: string;
  state?: "resolved" | "reopened";
  text?: string;
  author: Author;
  created_at: string;
  /** 0 until the server has recorded it; a change carries the revision it was made from. */
  revision: number;
  deleted: boolean;
}

export type ChangeType = "added" | "changed" | "removed";

/** What the viewer reports: always the whole annotation (of a removed one, its last state). */
export interface Change {
  type: ChangeType;
  annotation: Annotation;
}

/** What the viewer accepts: a removal needs the id only. */
export type Applied =
  | { type: "added" | "changed"; annotation: Annotation }
  | { type: "removed"; annotation: { id: string } };

/** A stroke under way; `points` are only those new since the last report. May be lost. */
export interface LiveStroke {
  id: string;
  page: number;
  layer: Layer;
  unit_id?: string | null;
  color: string;
  width: number;
  points: Point[];
  done: boolean;
}

/** Where somebody points; `at` is null when they stop. May be lost. */
export interface LivePointer {
  page: number;
  at: Point | null;
}

/** A page as EmbedPDF counts it: size without /Rotate, and the quarter turns clockwise to show it. */
export interface PageBox {
  width: number;
  height: number;
  rotation: number;
}

export interface Style {
  color: string;
  width: number;
}

export interface ViewerLabels {
  /** "Đang mở tài liệu" */
  loading: string;
  /** "Không mở được tài liệu này. …" */
  failed: string;
  /** Alternative text of the page picture shown while opening. */
  picture: string;
  /** What the stamps say. */
  stamps?: Partial<Record<Stamp, string>>;
}

export interface ViewerOptions {
  versionId: string;
  fileUrl: string;
  pageImageUrl: (page: number, width: number) => string;
  /** Where photographs stand on a page, for night reading; none unless told. */
  photographsOf?: (page: number) => Promise<Quad[]>;
  /** 1-based page to open at; 1 unless told. */
  page?: number;
  author: Author;
  labels: ViewerLabels;
  /** BCP 47; "vi" unless told. */
  locale?: string;
  /** Folder EmbedPDF is served from; "/static/vendor/embedpdf/" unless told. */
  assets?: string;
  /** Whether a pen was seen, on this paper or one before. */
  pens?: import("./pen-memory.js").PenMemory;
  /** Called from bytes as they come; `total` is 0 when the server does not say. */
  onProgress?: (received: number, total: number) => void;
}
