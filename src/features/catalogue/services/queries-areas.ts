import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { listByName, nameContains, type NamedPage } from "../../../platform/verb/named-list.ts";
import type { AreaView } from "../contract.ts";
import { everything } from "../subjects.ts";

const source = sql`service_area a`;
const columns = (seen: RawBuilder<SqlBool>) => sql`
  a.id, a.name, a.position, a.version,
  (select count(*)::int from service s where s.area_id = a.id and s.retired_at is null and ${seen}) as "serviceCount"`;

/** One area; `seen` is what of its services is counted. Throws `record.not-found`. */
export async function findArea(
  db: Db | Tx,
  areaId: string,
  seen: RawBuilder<SqlBool> = everything,
): Promise<AreaView> {
  const { rows } = await sql<AreaView>`select ${columns(seen)} from ${source} where a.id = ${areaId}`.execute(
    db,
  );
  const area = rows[0];
  if (area === undefined) throw new AppError("record.not-found");
  return area;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockArea(tx: Tx, areaId: string, version: number): Promise<AreaView> {
  await sql`select from service_area where id = ${areaId} for update`.execute(tx);
  const area = await findArea(tx, areaId);
  if (area.version !== version) throw new AppError("record.stale", { current: area });
  return area;
}

export function listAreas(
  db: Db,
  filter: { limit: number; page: number; cursor?: string | undefined; q?: string | undefined },
  seen: RawBuilder<SqlBool>,
): Promise<NamedPage<AreaView>> {
  return listByName<AreaView>(db, filter, {
    columns: columns(seen),
    from: source,
    where: nameContains("a.name", filter.q),
    name: "a.name",
    id: "a.id",
  });
}
