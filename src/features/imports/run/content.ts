import type { MappedRow, MappedValue, Order, RowLayout } from "../mapping/row.ts";

/** A mapped row as it is staged: an array, without what all rows share. */
export function packRow(row: MappedRow): string {
  return JSON.stringify([row.order, row.values, row.rest]);
}

/** What `packRow` wrote; nothing else ever stands in the staged content. */
type Packed = [Order | null, MappedValue[], (string | null)[]];

export function unpackRow(key: string, content: string, layout: RowLayout): MappedRow {
  // The one who reads is the one who wrote, in the same release and run.
  const [order, values, rest]: Packed = JSON.parse(content);
  return { key, order, layout, values, rest };
}

/** One line of COPY's text format. JSON has no raw tab or line end, so only its backslashes are doubled. */
export function copyLine(runId: string, key: string, line: number, content: string): string {
  const packed = content.includes("\\") ? content.replaceAll("\\", "\\\\") : content;
  return `${runId}\t${escaped(key)}\t${line}\t${packed}\n`;
}

function escaped(text: string): string {
  if (!/[\\\t\n\r]/.test(text)) return text;
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r");
}
