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
    const rows: [MappedRow, ...MappedRow[]] = [unpackRow(first.key, first.content, layout)];
    const lines = [first.line];
    for (const row of staged.slice(from + 1, to)) {
      if (manyRows) {
        rows.push(unpackRow(row.key, row.content, layout));
        lines.push(row.line);
      } else {
        repeats.push({
          key: row.key,
          line: row.line,
          first: first.line,
          same: row.content === first.content,
        });
      }
    }
    groups.push({ key: first.key, rows, lines });
    from = to;
  }
  return { groups, repeats };
}
