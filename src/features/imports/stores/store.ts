import type { Storing } from "../../../platform/verb/storing.ts";
import type { RowOutcome } from "../../../platform/verb/upsert.ts";
import type { RowFault, Stored } from "../../../shared/stored.ts";
import type { MappedRow } from "../mapping/row.ts";
import type { TextKey } from "../say.ts";
import { reason, type Reason } from "../reasons.ts";

/** What the doors stand on, and what a run says of all its records. */
export interface Ground extends Storing {
  source: string;
  /** The profile's zone: the days that its times name are days there. */
  zone: string;
  /** What the product itself writes into a record, in the organisation's language. */
  say: (key: TextKey) => string;
}

/** All rows of one record, in the order of their lines. */
export interface Group {
  readonly key: string;
  readonly rows: readonly [MappedRow, ...MappedRow[]];
  readonly lines: readonly number[];
}

export type Outcome =
  | { readonly result: "added" | "changed" | "unchanged"; readonly doubts?: readonly Reason[] }
  | { readonly result: "rejected"; readonly reasons: readonly Reason[] };

/** How the records of one kind go in: a set at a time, through the doors of the rooms that own them. */
export interface Store {
  /** The verb in the journal. */
  readonly verb: string;
  /** Rows a transaction. */
  readonly rows: number;
  /** A record may stand on several rows that add up; otherwise a second row that differs is rejected. */
  readonly manyRows?: true;
  /** One outcome a group, in order. */
  readonly store: (ground: Ground, groups: readonly Group[]) => Promise<Outcome[]>;
  /** What of that needs no database, done while it stores the groups before; the answer does the rest. */
  readonly prepare?: (groups: readonly Group[]) => Promise<(ground: Ground) => Promise<Outcome[]>>;
}

export function refusal(faults: readonly RowFault[]): Outcome {
  return {
    result: "rejected",
    reasons: faults.map(({ path, sv, en }) => reason("record-refused", { path, sv, en })),
  };
}

export function outcomeOf(row: RowOutcome): Outcome {
  if (row.outcome === "refused") return refusal(row.faults);
  return { result: row.outcome === "updated" ? "changed" : row.outcome };
}

/** Of a door that counts: which rows were refused it says, of the others only how many. */
export function outcomesOf(stored: Stored, count: number): Outcome[] {
  const refused = new Map(stored.refused.map(({ index, faults }) => [index, faults]));
  let { added, updated } = stored;
  return Array.from({ length: count }, (_, index): Outcome => {
    const faults = refused.get(index);
    if (faults !== undefined) return refusal(faults);
    if (added > 0) {
      added -= 1;
      return { result: "added" };
    }
    if (updated === 0) return { result: "unchanged" };
    updated -= 1;
    return { result: "changed" };
  });
}
