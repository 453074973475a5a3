import { Readable } from "node:stream";
import { Temporal } from "temporal-polyfill";
import type { ExportCell, ExportColumn, ExportWords } from "./table.ts";

/** Excel reads a text that begins so as a formula, whoever wrote it; a tab or a line break before it does not help. */
const formula = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]/u;
/** What begins with a sign and is a number all the same is no formula. */
const number = /^[+-]?\d+(?:[.,]\d+)?$/u;

/** A text as one CSV cell: no formula, quotes doubled, quoted where it must be. */
export function safeText(text: string): string {
  const safe = formula.test(text) && !number.test(text) ? `'${text}` : text;
  return /[";,\t\r\n]/u.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `2023-04-12 14:05` in the organisation's zone, which Excel reads as a time in Swedish and in English. */
export function localMoment(moment: string, timeZone: string): string {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return local.toString({ smallestUnit: "minute" }).replace("T", " ");
}

export function csvCell(cell: ExportCell, words: ExportWords): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return cell ? words.yes : words.no;
  if (typeof cell === "number")
    return words.language === "sv" ? String(cell).replace(".", ",") : String(cell);
  if (typeof cell === "object") return localMoment(cell.moment, words.timeZone);
  return safeText(cell);
}

/**
 * CSV as Excel in Sweden opens it with a double click: a byte order mark, semicolons, CRLF. Rows are asked for as
 * they are taken, so that a million need no more memory than one page.
 */
export function csvStream<Row>(
  columns: readonly ExportColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
  words: ExportWords,
): Readable {
  async function* lines(): AsyncGenerator<string> {
    yield `\uFEFF${columns.map((column) => safeText(column.header)).join(";")}\r\n`;
    for await (const rows of pages) {
      const text = rows.map((row) => columns.map((column) => csvCell(column.of(row), words)).join(";"));
      yield text.map((line) => `${line}\r\n`).join("");
    }
  }
  return Readable.from(lines(), { objectMode: false });
}
