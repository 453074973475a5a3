import { sql } from "kysely";
import type { Tx } from "../../../platform/database/transaction.ts";

/** Active people who may give roles over the whole organisation: without one, nobody could ever again. */
export async function countAdministrators(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct p.id)::int as n
    from person p join role_grant g on g.person_id = p.id join unit u on u.id = g.unit_id
    where p.active and u.parent_id is null and g.role = 'administrator'`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function lockAdministrators(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('administrators', 1))`.execute(tx);
}
