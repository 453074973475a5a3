import type { MappedRow, RowLayout } from "../mapping/row.ts";
import type { Group } from "../stores/store.ts";
import { unpackRow } from "./content.ts";
import type { StagedRow } from "./queries-run.ts";

/** A row that says a record again; what it says differently cannot both be true. */
export interface Repeat {
  key: string;
  line: number;
  first: number;
  same: boolean;
}

/** Rows in the order of their keys, made into records. Where a record is one row, a second is told apart. */
export function makeGroups(
  staged: readonly StagedRow[],
  layout: RowLayout,
  manyRows: boolean,
): { groups: Group[]; repeats: Repeat[] } {
  const groups: Group[] = [];
  const repeats: Repeat[] = [];
  for (let from = 0; from < staged.length;) {
    const first = staged[from];
    if (first === undefined) break;
    let to = from + 1;
    while (staged[to]?.key === first.key) to += 1;
    const { key } = first;
    const others = staged.slice(from + 1, to);
    const read = (row: StagedRow) => unpackRow(key, row.content, layout);
    groups.push({
      key,
      // Read when they are asked for, and let go: thousands kept are what the collector spends its time on.
      get rows(): [MappedRow, ...MappedRow[]] {
        return manyRows ? [read(first), ...others.map(read)] : [read(first)];
      },
      lines: manyRows ? [first.line, ...others.map(({ line }) => line)] : [first.line],
    });
    if (!manyRows) {
      for (const { line, content } of others)
        repeats.push({ key, line, first: first.line, same: content === first.content });
    }
    from = to;
  }
  return { groups, repeats };
}
