import { sql, type RawBuilder, type SqlBool } from "kysely";
import { PAGE_REACH } from "../../shared/lists.ts";
import type { Db } from "../database/transaction.ts";
import { makeCursor, offsetOf, readCursor } from "./paging.ts";

export interface NamedList {
  /** What is selected, with `id` and `name` among it. */
  columns: RawBuilder<unknown>;
  /** `service s left join …`, without conditions. */
  from: RawBuilder<unknown>;
  /** What the actor sees and what was asked for; never left out. */
  where: RawBuilder<SqlBool>;
  /** The columns of name and id: `s.name`, `s.id`. */
  name: string;
  id: string;
}

export interface NamedPage<Row> {
  items: Row[];
  total: { count: number; more: boolean };
  nextCursor: string | null;
}

/** A page of things that have names, in Swedish order, by number or by cursor. */
export async function listByName<Row extends { id: string; name: string }>(
  db: Db,
  page: { limit: number; page: number; cursor?: string | undefined },
  list: NamedList,
): Promise<NamedPage<Row>> {
  const order = sql`${sql.ref(list.name)} collate sv, ${sql.ref(list.id)}`;
  const after = page.cursor ? readCursor(page.cursor, 2) : null;
  const where = after
    ? sql`${list.where} and (${order}) > (${String(after[0])} collate sv, ${String(after[1])}::uuid)`
    : list.where;
  const offset = after ? 0 : offsetOf(page);
  const { rows } = await sql<Row>`
    select ${list.columns} from ${list.from} where ${where}
    order by ${order} limit ${page.limit + 1} offset ${offset}`.execute(db);
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from (select from ${list.from} where ${list.where} limit ${PAGE_REACH + 1}) found`.execute(
    db,
  );
  const count = counted.rows[0]?.n ?? 0;
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items,
    total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
    nextCursor: rows.length > page.limit && last !== undefined ? makeCursor([last.name, last.id]) : null,
  };
}

/** What a person types matches anywhere in the name, whatever it is written like. */
export function nameContains(column: string, typed: string | undefined): RawBuilder<SqlBool> {
  if (typed === undefined || typed === "") return sql<SqlBool>`true`;
  return sql<SqlBool>`${sql.ref(column)} ilike ${`%${typed.replace(/[\\%_]/g, "\\$&")}%`}`;
}
