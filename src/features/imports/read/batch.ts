import type { Reason } from "../reasons.ts";

/** A row that could not be taken, as it came: its own text (CSV) or its cells (a sheet, or a mapping's refusal). */
export type RejectedRow = {
  readonly line: number;
  readonly reasons: readonly Reason[];
  readonly raw: string | null;
  readonly cells: readonly string[] | null;
};

/** What every reader hands on. `lines[i]` is the line (CSV) or row (sheet), from 1, at which `rows[i]` begins. */
export type RowBatch = {
  readonly header: readonly string[];
  readonly rows: string[][];
  readonly lines: number[];
  readonly rejected: RejectedRow[];
  /** Rows without any content: no row of anything, counted so that the sum is right. */
  readonly blank: number;
  /** Bytes of the source consumed so far, for progress. */
  readonly bytesRead: number;
};

/** Columns beyond this are no table that a person maps; it also bounds the memory of a row. */
export const maxColumns = 1_000;

/** Names columns that lack a name and tells apart columns that share one: `Status`, `Status (2)`. */
export function uniqueHeader(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  const own = new Set(cells.map((cell) => cell.trim()));
  return cells.map((cell, index) => {
    const base = cell.trim() === "" ? `(${index + 1})` : cell.trim();
    let name = base;
    for (let n = 2; taken.has(name) || (n > 2 && own.has(name)); n += 1) name = `${base} (${n})`;
    taken.add(name);
    return name;
  });
}
