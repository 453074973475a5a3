import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { listByName, nameContains, type NamedPage } from "../../../platform/verb/named-list.ts";
import type { AgreementView, SupplierView } from "../contract.ts";
import { everything } from "../subjects.ts";

/** `seen` is what of its systems (`y`) the reader sees and is counted. */
const supplierColumns = (seen: RawBuilder<SqlBool>) => sql`
  p.id, p.name, p.support_route as "supportRoute", p.version,
  (select count(distinct ys.system_id)::int from system_supplier ys join system y on y.id = ys.system_id
   where ys.supplier_id = p.id and y.retired_at is null and ${seen}
     and coalesce(ys.valid_from, current_date) <= current_date and coalesce(ys.valid_to, current_date) >= current_date) as "systemCount",
  (select count(*)::int from agreement g where g.supplier_id = p.id) as "agreementCount"`;
const supplierSource = sql`supplier p`;

const agreementColumns = (seen: RawBuilder<SqlBool>) => sql`
  g.id, g.supplier_id as "supplierId", p.name as "supplierName", g.name, g.reference, g.valid_from as "validFrom",
  g.valid_to as "validTo", g.promised_restore_minutes as "promisedRestoreMinutes",
  g.processor_agreement as "processorAgreement", g.support_route as "supportRoute", g.version,
  coalesce((select jsonb_agg(jsonb_build_object('id', y.id, 'name', y.name) order by y.name collate sv)
            from agreement_system gy join system y on y.id = gy.system_id
            where gy.agreement_id = g.id and ${seen}), '[]') as systems`;
const agreementSource = sql`agreement g join supplier p on p.id = g.supplier_id`;

/** One supplier. Throws `record.not-found`. */
export async function findSupplier(
  db: Db | Tx,
  supplierId: string,
  seen: RawBuilder<SqlBool> = everything,
): Promise<SupplierView> {
  const { rows } = await sql<SupplierView>`
    select ${supplierColumns(seen)} from ${supplierSource} where p.id = ${supplierId}`.execute(db);
  const supplier = rows[0];
  if (supplier === undefined) throw new AppError("record.not-found");
  return supplier;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockSupplier(tx: Tx, supplierId: string, version: number): Promise<SupplierView> {
  await sql`select from supplier where id = ${supplierId} for update`.execute(tx);
  const supplier = await findSupplier(tx, supplierId);
  if (supplier.version !== version) throw new AppError("record.stale", { current: supplier });
  return supplier;
}

export interface SupplierFilter {
  limit: number;
  page: number;
  cursor?: string | undefined;
  q?: string | undefined;
}

export function listSuppliers(
  db: Db,
  filter: SupplierFilter,
  seen: RawBuilder<SqlBool>,
): Promise<NamedPage<SupplierView>> {
  return listByName<SupplierView>(db, filter, {
    columns: supplierColumns(seen),
    from: supplierSource,
    where: nameContains("p.name", filter.q),
    name: "p.name",
    id: "p.id",
  });
}

/** One agreement. Throws `record.not-found`. */
export async function findAgreement(
  db: Db | Tx,
  agreementId: string,
  seen: RawBuilder<SqlBool> = everything,
): Promise<AgreementView> {
  const { rows } = await sql<AgreementView>`
    select ${agreementColumns(seen)} from ${agreementSource} where g.id = ${agreementId}`.execute(db);
  const agreement = rows[0];
  if (agreement === undefined) throw new AppError("record.not-found");
  return agreement;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockAgreement(tx: Tx, agreementId: string, version: number): Promise<AgreementView> {
  await sql`select from agreement where id = ${agreementId} for update`.execute(tx);
  const agreement = await findAgreement(tx, agreementId);
  if (agreement.version !== version) throw new AppError("record.stale", { current: agreement });
  return agreement;
}

export interface AgreementFilter extends SupplierFilter {
  supplierId?: string | undefined;
  systemId?: string | undefined;
}

export function listAgreements(
  db: Db,
  filter: AgreementFilter,
  seen: RawBuilder<SqlBool>,
): Promise<NamedPage<AgreementView>> {
  const withSupplier =
    filter.supplierId === undefined ? everything : sql<SqlBool>`g.supplier_id = ${filter.supplierId}`;
  const covering =
    filter.systemId === undefined
      ? everything
      : sql<SqlBool>`exists (select from agreement_system gy join system y on y.id = gy.system_id
          where gy.agreement_id = g.id and y.id = ${filter.systemId} and ${seen})`;
  return listByName<AgreementView>(db, filter, {
    columns: agreementColumns(seen),
    from: agreementSource,
    where: sql<SqlBool>`${withSupplier} and ${covering} and (${nameContains("g.name", filter.q)}
      or ${nameContains("p.name", filter.q)} or ${nameContains("g.reference", filter.q)})`,
    name: "g.name",
    id: "g.id",
  });
}

/** Makes the systems that the agreement covers exactly these. */
export async function setAgreementSystems(
  tx: Tx,
  agreementId: string,
  systemIds: readonly string[],
): Promise<void> {
  await tx.deleteFrom("agreement_system").where("agreement_id", "=", agreementId).execute();
  if (systemIds.length === 0) return;
  await tx
    .insertInto("agreement_system")
    .values([...new Set(systemIds)].map((systemId) => ({ agreement_id: agreementId, system_id: systemId })))
    .execute();
}
