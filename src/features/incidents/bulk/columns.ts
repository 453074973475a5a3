import { sql, type RawBuilder } from "kysely";
import type { CopyCell, CopyColumn } from "../../../platform/database/copy.ts";

/** One column of a set: its name, its type in SQL, and the value of a row. */
export interface Column<Row> extends CopyColumn<Row> {
  type: string;
}

/** The rows as a table `r` that a statement selects from: one array parameter a column, however many the rows. */
export function rowsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): RawBuilder<unknown> {
  const arrays = columns.map((column) => {
    const cells: CopyCell[] = Array.from({ length: rows.length });
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index];
      cells[index] = row === undefined ? null : column.of(row);
    }
    return sql`${cells}::${sql.raw(column.type)}[]`;
  });
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  return sql`unnest(${sql.join(arrays)}) as r (${names})`;
}
