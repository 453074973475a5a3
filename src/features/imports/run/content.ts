import { copyText } from "../../../platform/database/copy.ts";
import type { Moment } from "../read/dates/moment.ts";
import type { MappedRow, MappedValue, Order, RowLayout } from "../mapping/row.ts";

/**
 * A mapped row as it is staged: an array, without what all rows share. Most of what an event log says are times to
 * the minute, which as objects were more than half of the text: they stand at the end, as places and milliseconds.
 */
export function packRow(row: MappedRow): string {
  const values = row.values.slice();
  const minutes: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (typeof value !== "object" || value === null || !("ms" in value)) continue;
    if (value.precision !== "minute" || value.doubt !== null) continue;
    minutes.push(index, value.ms);
    values[index] = null;
  }
  return JSON.stringify([row.order, values, row.rest, minutes]);
}

/** What `packRow` wrote; nothing else ever stands in the staged content. */
type Packed = [Order | null, MappedValue[], (string | null)[], number[]];

export function unpackRow(key: string, content: string, layout: RowLayout): MappedRow {
  // The one who reads is the one who wrote, in the same release and run.
  const [order, values, rest, minutes]: Packed = JSON.parse(content);
  for (let index = 0; index < minutes.length; index += 2)
    values[minutes[index] ?? -1] = minuteAt(minutes[index + 1] ?? 0);
  return { key, order, layout, values, rest };
}

const remembered = 1_000;
const known = new Map<number, Moment>();

/** The events of a record repeat their times: one object serves them all. */
function minuteAt(ms: number): Moment {
  const before = known.get(ms);
  if (before !== undefined) return before;
  if (known.size >= remembered) known.clear();
  const moment: Moment = { ms, precision: "minute", doubt: null };
  known.set(ms, moment);
  return moment;
}

/** One line of COPY's text format. JSON has no raw tab or line end, so only its backslashes are doubled. */
export function copyLine(runId: string, key: string, line: number, content: string): string {
  const packed = content.includes("\\") ? content.replaceAll("\\", "\\\\") : content;
  return `${runId}\t${copyText(key)}\t${line}\t${packed}\n`;
}
