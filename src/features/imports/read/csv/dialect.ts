import { ImportFault } from "../../reasons.ts";
import { maxColumns, uniqueHeader } from "../batch.ts";
import { findHeader, usualWidth } from "../header.ts";
import type { Encoding } from "./encoding.ts";
import { readQuotedRecord, type QuotedRecord, type Separators } from "./quoted.ts";

export type Delimiter = "," | ";" | "\t" | "|";

export type CsvDialect = {
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly delimiter: Delimiter;
  readonly newline: "\n" | "\r\n" | "\r";
  readonly header: readonly string[];
  /** The header's cells as they stand in the file, before unnamed and doubled ones are told apart. */
  readonly headerCells: readonly string[];
  readonly headerLine: number;
  readonly headerDoubtful: boolean;
};

export type FoundDialect = Omit<CsvDialect, "encoding" | "bom"> & {
  /** Where the first row after the header begins: character of the sample, and line of the file. */
  readonly bodyAt: number;
  readonly bodyLine: number;
};

const delimiters = [";", ",", "\t", "|"] as const;
const rowsLookedAt = 200;

type SampleRow = { cells: string[]; line: number; nextAt: number; nextLine: number };

export function detectDialect(sample: string, whole: boolean, wanted?: Delimiter): FoundDialect {
  if (sample.trim() === "") throw new ImportFault("file-empty");
  const newline = sample.includes("\n") ? "\n" : sample.includes("\r") ? "\r" : "\n";
  const told = /^\s*"?sep=(.)"?\r?\n/i.exec(sample);
  const named = delimiters.find((d) => d === told?.[1]);
  const start = told === null ? 0 : told[0].length;
  const candidates = wanted ? [wanted] : named ? [named] : delimiters;
  let best: { delimiter: Delimiter; rows: SampleRow[]; score: number } | null = null;
  for (const delimiter of candidates) {
    const rows = sampleRows(sample, start, { delimiter, newline }, whole);
    const score = evenness(rows);
    if (best === null || score > best.score) best = { delimiter, rows, score };
  }
  if (best === null) throw new ImportFault("file-no-header");
  return withHeader(best.rows, best.delimiter, sample, newline);
}

function withHeader(
  rows: readonly SampleRow[],
  delimiter: Delimiter,
  sample: string,
  newline: "\n" | "\r",
): FoundDialect {
  const found = findHeader(rows);
  const row = found === null ? undefined : rows[found.index];
  if (found === null || row === undefined) throw new ImportFault("file-no-header");
  const cells = trimHeader(row.cells, rows);
  if (cells.length > maxColumns) {
    throw new ImportFault("file-too-many-columns", { found: cells.length, limit: maxColumns });
  }
  return {
    delimiter,
    newline: newline === "\r" ? "\r" : sample.includes("\r\n") ? "\r\n" : "\n",
    header: uniqueHeader(cells),
    headerCells: cells,
    headerLine: row.line,
    headerDoubtful: found.doubtful,
    bodyAt: row.nextAt,
    bodyLine: row.nextLine,
  };
}

/** A header that ends with a needless separator has one empty name too many: dropped when no row has a value there. */
function trimHeader(header: readonly string[], rows: readonly SampleRow[]): string[] {
  const cells = [...header];
  while (cells.length > 1 && (cells[cells.length - 1] ?? "").trim() === "") {
    const last = cells.length - 1;
    if (rows.some((row) => (row.cells[last] ?? "").trim() !== "")) break;
    cells.pop();
  }
  return cells;
}

function sampleRows(sample: string, start: number, by: Separators, whole: boolean): SampleRow[] {
  const rows: SampleRow[] = [];
  let at = start;
  let line = start === 0 ? 1 : 2;
  while (at < sample.length && rows.length < rowsLookedAt) {
    const record = readQuotedRecord(sample, at, by);
    const end = sample.indexOf(by.newline, at);
    const stop = end < 0 ? sample.length : end;
    const good = record.kind === "record";
    // The sample may be cut inside its last row, which then tells nothing.
    if (!whole && rows.length > 0 && isCut(record, end)) break;
    const cells = good ? record.cells : sample.slice(at, stop).split(by.delimiter);
    const nextAt = good ? record.next : stop + 1;
    const nextLine = line + (good ? Math.max(1, record.newlines) : 1);
    rows.push({ cells, line, nextAt, nextLine });
    at = nextAt;
    line = nextLine;
  }
  return rows;
}

function isCut(record: QuotedRecord, lineEnd: number): boolean {
  if (record.kind === "record") return record.atEnd;
  return record.kind === "open" && lineEnd < 0;
}

/** How much the sample looks like a table when cut so: the share of rows of the usual width, and a little for width. */
function evenness(rows: readonly SampleRow[]): number {
  const width = usualWidth(rows);
  if (width < 2) return 0;
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ""));
  const even = filled.filter((row) => row.cells.length === width).length / filled.length;
  const header = findHeader(rows);
  const named = header !== null && !header.doubtful && header.columns === width ? 0.3 : 0;
  return even * even + named + Math.min(width, 50) / 500;
}
