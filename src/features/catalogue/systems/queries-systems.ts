import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { listByName, nameContains, type NamedPage } from "../../../platform/verb/named-list.ts";
import type { SystemView } from "../contract.ts";
import { retiredIs } from "../services/queries-services.ts";
import { everything } from "../subjects.ts";

const columns = sql`
  y.id, y.name, y.unit_id as "unitId", u.name as "unitName", y.maker, y.description, y.retired_at as "retiredAt", y.version,
  coalesce((select jsonb_agg(jsonb_build_object('supplierId', p.id, 'supplierName', p.name, 'role', ys.role,
                                                'validFrom', ys.valid_from, 'validTo', ys.valid_to)
              order by ys.valid_to desc nulls first, ys.valid_from desc nulls last, p.name collate sv)
            from system_supplier ys join supplier p on p.id = ys.supplier_id where ys.system_id = y.id), '[]') as suppliers,
  coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'supplierName', p.name) order by g.name collate sv)
            from agreement_system gy join agreement g on g.id = gy.agreement_id join supplier p on p.id = g.supplier_id
            where gy.system_id = y.id), '[]') as agreements`;
const source = sql`system y join unit u on u.id = y.unit_id`;

/** One system. Throws `record.not-found`, also when the condition hides it. */
export async function findSystem(
  db: Db | Tx,
  systemId: string,
  seen: RawBuilder<SqlBool> = everything,
): Promise<SystemView> {
  const { rows } =
    await sql<SystemView>`select ${columns} from ${source} where y.id = ${systemId} and ${seen}`.execute(db);
  const system = rows[0];
  if (system === undefined) throw new AppError("record.not-found");
  return system;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockSystem(tx: Tx, systemId: string, version: number): Promise<SystemView> {
  await sql`select from system where id = ${systemId} for update`.execute(tx);
  const system = await findSystem(tx, systemId);
  if (system.version !== version) throw new AppError("record.stale", { current: system });
  return system;
}

export interface SystemFilter {
  limit: number;
  page: number;
  cursor?: string | undefined;
  q?: string | undefined;
  supplierId?: string | undefined;
  retired?: boolean | undefined;
}

export function listSystems(
  db: Db,
  filter: SystemFilter,
  seen: RawBuilder<SqlBool>,
): Promise<NamedPage<SystemView>> {
  const supplied =
    filter.supplierId === undefined
      ? everything
      : sql<SqlBool>`exists (select from system_supplier f where f.system_id = y.id and f.supplier_id = ${filter.supplierId})`;
  return listByName<SystemView>(db, filter, {
    columns,
    from: source,
    where: sql<SqlBool>`${seen} and ${supplied} and ${retiredIs("y.retired_at", filter.retired)}
      and ${nameContains("y.name", filter.q)}`,
    name: "y.name",
    id: "y.id",
  });
}

export interface SuppliedBy {
  supplierId: string;
  role: string;
  validFrom: string | null;
  validTo: string | null;
}

/** Makes the system's suppliers exactly these. */
export async function setSuppliers(
  tx: Tx,
  systemId: string,
  suppliers: readonly SuppliedBy[],
): Promise<void> {
  await tx.deleteFrom("system_supplier").where("system_id", "=", systemId).execute();
  if (suppliers.length === 0) return;
  await tx
    .insertInto("system_supplier")
    .values(
      suppliers.map((row) => ({
        id: newId(),
        system_id: systemId,
        supplier_id: row.supplierId,
        role: row.role,
        valid_from: row.validFrom,
        valid_to: row.validTo,
      })),
    )
    .execute();
}

/** The systems that the site itself leans on, as far as they are seen. */
export async function listSiteSystems(
  db: Db | Tx,
  siteId: string,
  seen: RawBuilder<SqlBool>,
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select y.id, y.name from site_system l join system y on y.id = l.system_id
    where l.site_id = ${siteId} and ${seen} order by y.name collate sv`.execute(db);
  return rows;
}
