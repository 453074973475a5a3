import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import type { Subject } from "../../platform/journal/entry.ts";
import { rootUnitId } from "../organisation/index.ts";

/** A record of the catalogue that a unit answers for. */
export const ownedSubject = (
  type: "service" | "system" | "activity",
  record: { id: string; unitId: string },
): Subject => ({ type, id: record.id, unitId: record.unitId, needs: "catalogue:read" });

/** Areas, suppliers and agreements are the whole organisation's. */
export const commonSubject = (type: "service-area" | "supplier" | "agreement", id: string): Subject => ({
  type,
  id,
  unitId: null,
  needs: "catalogue:read",
});

/** What is common to all is edited by those who may edit everywhere. */
export const wholeOrganisation = async ({ tx }: { tx: Tx }): Promise<string[]> => [await rootUnitId(tx)];

/** The unit that answers for the record; none where there is no such record. */
export async function unitOf(
  db: Db | Tx,
  table: "service" | "system" | "activity",
  id: string,
): Promise<string[]> {
  const rows = await db.selectFrom(table).select("unit_id").where("id", "=", id).execute();
  return rows.map((row) => row.unit_id);
}

type Sees = (unitColumn: string) => RawBuilder<SqlBool>;

/**
 * A service is seen by those who see the unit that answers for it, and by those who see a unit that uses it:
 * a school reads of the mail that it depends on.
 */
export function seesService(sees: Sees, alias: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sees(`${alias}.unit_id`)} or exists (
    select from service_use seen_use join unit_within seen_unit on seen_unit.ancestor_id = seen_use.unit_id
    where seen_use.service_id = ${sql.ref(`${alias}.id`)} and ${sees("seen_unit.unit_id")}))`;
}

export const everything = sql<SqlBool>`true`;
