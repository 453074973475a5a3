import { ImportFault, reason } from "../../reasons.ts";
import { uniqueHeader, type RejectedRow, type RowBatch } from "../batch.ts";
import { findHeader } from "../header.ts";
import { archiveLimits, openArchive, type Archive, type ArchiveLimits } from "./archive.ts";
import { readSheet, type SheetRow, type SheetRows } from "./sheet.ts";
import { readWorkbook, sharedStringLimit, type SheetRef } from "./workbook.ts";

export type XlsxOptions = {
  /** The name of a sheet; without it the first visible one. */
  readonly sheet?: string;
  readonly limits?: Partial<ArchiveLimits & { readonly sharedStrings: number }>;
};

export type XlsxFile = {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  readonly sheet: string;
  readonly header: readonly string[];
  readonly headerCells: readonly string[];
  readonly headerLine: number;
  readonly headerDoubtful: boolean;
  readonly batches: () => AsyncGenerator<RowBatch, void, undefined>;
  /** Lets go of a file whose batches are not read to their end. */
  readonly close: () => void;
};

const headerWithin = 50;

/** Opens a workbook on disk (the container is read from its end). Rows are handed on as they are read. */
export async function openXlsx(path: string, options: XlsxOptions = {}): Promise<XlsxFile> {
  const archive = await openArchive(path, { ...archiveLimits, ...options.limits });
  try {
    return await openSheet(archive, options);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function openSheet(archive: Archive, options: XlsxOptions): Promise<XlsxFile> {
  const book = await readWorkbook(archive, options.limits?.sharedStrings ?? sharedStringLimit);
  const sheet = chooseSheet(book.sheets, options.sheet);
  const stream = await archive.open(sheet.path);
  if (stream === null) throw new ImportFault("xlsx-not-a-workbook");
  const parts = readSheet(stream, sheet.path, book);
  const head = await takeHead(parts);
  const found = findHeader(head.rows);
  const row = found === null ? undefined : head.rows[found.index];
  if (found === null || row === undefined) {
    throw new ImportFault(head.rows.length === 0 ? "file-empty" : "file-no-header");
  }
  const cells = withoutEmptyEnd(row.cells);
  const header = uniqueHeader(cells);
  const body = { ...head, rows: head.rows.slice(found.index + 1) };
  return {
    sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })),
    sheet: sheet.name,
    header,
    headerCells: cells,
    headerLine: row.number,
    headerDoubtful: found.doubtful,
    batches: () => batchesOf(archive, parts, body, header, cells),
    close: () => {
      stream.destroy();
      archive.close();
    },
  };
}

function chooseSheet(sheets: readonly SheetRef[], wanted: string | undefined): SheetRef {
  const visible = sheets.find(({ hidden }) => !hidden) ?? sheets[0];
  const chosen = wanted === undefined ? visible : sheets.find(({ name }) => name === wanted);
  if (chosen !== undefined) return chosen;
  const names = sheets.map(({ name }) => name).join(", ");
  throw new ImportFault("xlsx-no-such-sheet", { sheet: wanted ?? "", sheets: names });
}

function withoutEmptyEnd(cells: readonly string[]): string[] {
  const end = cells.findLastIndex((cell) => cell.trim() !== "");
  return cells.slice(0, Math.max(1, end + 1));
}

async function takeHead(parts: AsyncGenerator<SheetRows>): Promise<SheetRows> {
  const rows: SheetRow[] = [];
  let bytes = 0;
  while (rows.length < headerWithin) {
    const next = await parts.next();
    if (next.done) break;
    rows.push(...next.value.rows);
    bytes += next.value.bytes;
  }
  return { rows, bytes };
}

async function* batchesOf(
  archive: Archive,
  parts: AsyncGenerator<SheetRows>,
  head: SheetRows,
  header: readonly string[],
  headerCells: readonly string[],
): AsyncGenerator<RowBatch, void, undefined> {
  let bytesRead = 0;
  let content = false;
  try {
    for (let part: SheetRows | null = head; part !== null;) {
      bytesRead += part.bytes;
      const batch = batchOf(part.rows, header, headerCells, bytesRead);
      const got = batch.rows.length + batch.rejected.length > 0;
      content ||= got;
      if (got || batch.blank > 0) yield batch;
      const next = await parts.next();
      part = next.done === true ? null : next.value;
    }
    if (!content) throw new ImportFault("file-no-rows");
  } finally {
    await parts.return(undefined);
    archive.close();
  }
}

function batchOf(
  sheetRows: readonly SheetRow[],
  header: readonly string[],
  headerCells: readonly string[],
  bytesRead: number,
): RowBatch {
  const rows: string[][] = [];
  const lines: number[] = [];
  const rejected: RejectedRow[] = [];
  let blank = 0;
  const expected = header.length;
  for (const { number, cells } of sheetRows) {
    while (cells.length > expected && (cells.at(-1) ?? "").trim() === "") cells.pop();
    if (cells.every((cell) => cell.trim() === "")) {
      blank += 1;
    } else if (cells.length > expected) {
      rejected.push({
        line: number,
        reasons: [reason("row-column-count", { expected, found: cells.length })],
        raw: null,
        cells,
      });
    } else if (cells.length === expected && cells.every((cell, index) => cell === headerCells[index])) {
      rejected.push({ line: number, reasons: [reason("row-repeated-header")], raw: null, cells });
    } else {
      // A sheet leaves out empty cells at a row's end.
      while (cells.length < expected) cells.push("");
      rows.push(cells);
      lines.push(number);
    }
  }
  return { header, rows, lines, rejected, blank, bytesRead };
}
