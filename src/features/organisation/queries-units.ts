import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import type { UnitView } from "./contract.ts";

const unitColumns = sql`
  u.id, u.parent_id as "parentId", u.name, u.kind, u.code, u.people_count as "peopleCount", u.version,
  array(select a.name from unit_within w join unit a on a.id = w.ancestor_id where w.unit_id = u.id order by w.depth desc) as path`;

/** One unit. Throws `record.not-found`, also when the condition hides it. */
export async function findUnit(db: Db | Tx, unitId: string, seen: RawBuilder<SqlBool>): Promise<UnitView> {
  const { rows } =
    await sql<UnitView>`select ${unitColumns} from unit u where u.id = ${unitId} and ${seen}`.execute(db);
  const unit = rows[0];
  if (unit === undefined) throw new AppError("record.not-found");
  return unit;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockUnit(tx: Tx, unitId: string, version: number): Promise<UnitView> {
  await sql`select from unit where id = ${unitId} for update`.execute(tx);
  const unit = await findUnit(tx, unitId, sql<SqlBool>`true`);
  if (unit.version !== version) throw new AppError("record.stale", { current: unit });
  return unit;
}

export interface UnitPage {
  limit: number;
  offset: number;
  q: string | undefined;
}

/** Units in Swedish order under their path. A municipality has hundreds of units, not millions: offset is enough. */
export async function listUnits(
  db: Db,
  page: UnitPage,
  seen: RawBuilder<SqlBool>,
): Promise<{ items: UnitView[]; count: number }> {
  const match =
    page.q === undefined
      ? sql<SqlBool>`true`
      : sql<SqlBool>`u.name ilike ${`%${page.q.replace(/[\\%_]/g, "\\$&")}%`}`;
  const { rows } = await sql<UnitView>`
    select ${unitColumns} from unit u where ${seen} and ${match}
    order by array(select a.name collate sv from unit_within w join unit a on a.id = w.ancestor_id
                   where w.unit_id = u.id order by w.depth desc)
    limit ${page.limit} offset ${page.offset}`.execute(db);
  const counted = await sql<{
    n: number;
  }>`select count(*)::int as n from unit u where ${seen} and ${match}`.execute(db);
  return { items: rows, count: counted.rows[0]?.n ?? 0 };
}
