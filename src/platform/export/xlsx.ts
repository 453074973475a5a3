import { Temporal } from "temporal-polyfill";
import writeExcelFile, { type Cell } from "write-excel-file/node";
import { AppError } from "../../shared/errors.ts";
import type { ExportCell, ExportColumn, ExportWords } from "./table.ts";

/** A workbook is built in memory: beyond this CSV is what streams. */
export const XLSX_ROWS = 50_000;

/** Excel knows no zones: the local time, said as if it were UTC, is what the writer wants. */
function excelMoment(moment: string, timeZone: string): Date {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return new Date(local.toZonedDateTime("UTC").epochMilliseconds);
}

// Every text is typed as one, so that nothing in it is read as a formula.
function xlsxCell(cell: ExportCell, words: ExportWords): Cell {
  if (cell === null) return null;
  if (typeof cell === "number") return { value: cell, type: Number };
  if (typeof cell === "boolean") return { value: cell ? words.yes : words.no, type: String };
  if (typeof cell === "object")
    return { value: excelMoment(cell.moment, words.timeZone), type: Date, format: "yyyy-mm-dd hh:mm" };
  // XML 1.0 has no place for control characters, and a cell none beyond 32 767 characters.
  return {
    value: cell.replace(/[^\P{Cc}\t\n\r]/gu, "").slice(0, 32_767),
    type: String,
  };
}

/** Throws `export.too-large` beyond what a workbook is built for. */
export async function xlsxFile<Row>(
  columns: readonly ExportColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
  words: ExportWords & { sheet: string },
): Promise<Buffer> {
  const data: Cell[][] = [columns.map((column) => ({ value: column.header, fontWeight: "bold" as const }))];
  for await (const rows of pages) {
    if (data.length + rows.length > XLSX_ROWS + 1)
      throw new AppError("export.too-large", { params: { limit: XLSX_ROWS } });
    for (const row of rows) data.push(columns.map((column) => xlsxCell(column.of(row), words)));
  }
  const widths = columns.map((column) => ({ width: column.width ?? 16 }));
  return writeExcelFile(data, { columns: widths, stickyRowsCount: 1, sheet: words.sheet }).toBuffer();
}
