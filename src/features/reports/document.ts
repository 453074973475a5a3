import type { Language } from "../../shared/language.ts";
import type { Chart, Severity } from "./model.ts";

/**
 * A document of plain blocks: the one thing the web page, Word and PDF renderers know.
 * What a report means is decided before (compose.ts); how a block looks, after.
 */

export type Run = {
  readonly text: string;
  /** A path into the application; the renderer decides whether it can be followed from there. */
  readonly href?: string | null;
  readonly strong?: boolean;
  /** Said where a value is missing, so that it can look like an absence and not like a value. */
  readonly missing?: boolean;
};

export type Line = readonly Run[];

export type Cell = {
  readonly lines: readonly Line[];
  /** Draws the colour mark before the text; the text alone says the same. */
  readonly severity?: Severity;
};

export type Column = {
  readonly label: string;
  /** The share of the width, relative to the other columns. */
  readonly weight: number;
  readonly align: "start" | "end";
};

export type TableBlock = {
  readonly kind: "table";
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row is its header. */
  readonly rows: readonly (readonly Cell[])[];
};

export type FigureTile = {
  readonly label: string;
  readonly value: Run;
  readonly change: string | null;
  readonly against: string | null;
  readonly basis: string | null;
};

export type ChartBlock = {
  readonly kind: "chart";
  readonly chart: Chart;
  readonly caption: string;
  readonly alt: string;
  readonly note: string | null;
  readonly table: TableBlock;
};

export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly id: string; readonly text: string }
  | { readonly kind: "paragraph"; readonly line: Line }
  | { readonly kind: "figures"; readonly items: readonly FigureTile[] }
  | ChartBlock
  | TableBlock
  | { readonly kind: "list"; readonly items: readonly Line[] }
  | { readonly kind: "terms"; readonly items: readonly { readonly term: string; readonly text: string }[] }
  | { readonly kind: "verdict"; readonly severity: Severity; readonly text: string };

export type Section = {
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** Only where a reader cannot open the table behind a chart: Word and PDF. */
  readonly pagedOnly: boolean;
};

export type DocumentModel = {
  readonly language: Language;
  readonly organisation: string;
  readonly title: string;
  readonly subtitle: string | null;
  /** What stands on the title page below the title, in order. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly status: string | null;
  /** The running head of every page. */
  readonly runningHead: string;
  readonly author: string;
  /** The moment the contents are from; also the creation date in the files. */
  readonly createdAt: string;
  readonly address: string | null;
  readonly sections: readonly Section[];
};
