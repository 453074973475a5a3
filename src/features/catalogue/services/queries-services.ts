import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { listByName, nameContains, type NamedPage } from "../../../platform/verb/named-list.ts";
import type { ServiceView } from "../contract.ts";
import { everything } from "../subjects.ts";

const columns = sql`
  s.id, s.name, s.kind, s.area_id as "areaId", a.name as "areaName", s.unit_id as "unitId", u.name as "unitName",
  s.description, s.promised_restore_minutes as "promisedRestoreMinutes", s.vital, s.retired_at as "retiredAt", s.version`;
const source = sql`service s join unit u on u.id = s.unit_id left join service_area a on a.id = s.area_id`;

/** One service. Throws `record.not-found`, also when the condition hides it. */
export async function findService(
  db: Db | Tx,
  serviceId: string,
  seen: RawBuilder<SqlBool> = everything,
): Promise<ServiceView> {
  const { rows } =
    await sql<ServiceView>`select ${columns} from ${source} where s.id = ${serviceId} and ${seen}`.execute(
      db,
    );
  const service = rows[0];
  if (service === undefined) throw new AppError("record.not-found");
  return service;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockService(tx: Tx, serviceId: string, version: number): Promise<ServiceView> {
  await sql`select from service where id = ${serviceId} for update`.execute(tx);
  const service = await findService(tx, serviceId);
  if (service.version !== version) throw new AppError("record.stale", { current: service });
  return service;
}

export interface ServiceFilter {
  limit: number;
  page: number;
  cursor?: string | undefined;
  q?: string | undefined;
  areaId?: string | undefined;
  kind?: readonly string[] | undefined;
  retired?: boolean | undefined;
}

export function listServices(
  db: Db,
  filter: ServiceFilter,
  seen: RawBuilder<SqlBool>,
): Promise<NamedPage<ServiceView>> {
  const inArea = filter.areaId === undefined ? everything : sql<SqlBool>`s.area_id = ${filter.areaId}`;
  const ofKind = filter.kind === undefined ? everything : sql<SqlBool>`s.kind = any(${[...filter.kind]})`;
  return listByName<ServiceView>(db, filter, {
    columns,
    from: source,
    where: sql<SqlBool>`${seen} and ${inArea} and ${ofKind} and ${retiredIs("s.retired_at", filter.retired)}
      and ${nameContains("s.name", filter.q)}`,
    name: "s.name",
    id: "s.id",
  });
}

/** Undefined asks for both, what is in use and what is retired. */
export function retiredIs(column: string, retired: boolean | undefined): RawBuilder<SqlBool> {
  if (retired === undefined) return everything;
  return sql<SqlBool>`(${sql.ref(column)} is not null) = ${retired}`;
}
