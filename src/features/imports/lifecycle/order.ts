import { reason, type Reason } from "../reasons.ts";
import { extraOf, fieldsOf, type MappedRow } from "../mapping/row.ts";
import { momentOf } from "./values.ts";

export type OrderedEvents = { readonly events: readonly MappedRow[]; readonly oddities: readonly Reason[] };

/**
 * The events of one record in their order, whatever the order of rows or columns in the file. The
 * order column decides; where it gives two events the same place it is no order, and time decides.
 */
export function orderEvents(rows: readonly MappedRow[]): OrderedEvents {
  const doubled = doubledOrders(rows);
  const timed = rows.every((row) => momentOf(row, "changed") !== null);
  const oddities: Reason[] = [];
  if (doubled.length > 0) {
    oddities.push(
      reason("lifecycle-order-doubled", { values: doubled.join(", "), by: timed ? "time" : "order" }),
    );
  }
  const byTime = doubled.length > 0 && timed;
  const events = rows.toSorted((a, b) =>
    byTime
      ? compareTimes(a, b) || compareOrders(a, b) || compareContent(a, b)
      : compareOrders(a, b) || compareTimes(a, b) || compareContent(a, b),
  );
  const against = countAgainst(events, byTime ? compareOrders : compareTimes);
  if (against > 0)
    oddities.push(reason("lifecycle-order-against-time", { count: against, by: byTime ? "time" : "order" }));
  return { events, oddities };
}

function doubledOrders(rows: readonly MappedRow[]): string[] {
  const seen = new Set<string>();
  const doubled = new Set<string>();
  for (const { order } of rows) {
    const place = String(order);
    if (seen.has(place)) doubled.add(place);
    seen.add(place);
  }
  return [...doubled].toSorted();
}

function countAgainst(events: readonly MappedRow[], compare: (a: MappedRow, b: MappedRow) => number): number {
  let count = 0;
  for (let i = 1; i < events.length; i += 1) {
    const before = events[i - 1];
    const after = events[i];
    if (before !== undefined && after !== undefined && compare(before, after) > 0) count += 1;
  }
  return count;
}

function compareOrders(a: MappedRow, b: MappedRow): number {
  if (typeof a.order === "number" && typeof b.order === "number") return a.order - b.order;
  return compareTexts(String(a.order ?? ""), String(b.order ?? ""));
}

function compareTimes(a: MappedRow, b: MappedRow): number {
  const first = momentOf(a, "changed");
  const second = momentOf(b, "changed");
  return first === null || second === null ? 0 : first.ms - second.ms;
}

// The last resort, so that two events alike in order and time stand in one order however the file was sorted.
function compareContent(a: MappedRow, b: MappedRow): number {
  return compareTexts(content(a), content(b));
}

function content(row: MappedRow): string {
  return JSON.stringify([sorted(fieldsOf(row)), sorted(extraOf(row))]);
}

function sorted(values: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(values).toSorted(([a], [b]) => compareTexts(a, b));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
