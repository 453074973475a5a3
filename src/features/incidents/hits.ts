import { sql } from "kysely";
import { holds, reachOf, type Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import { AppError } from "../../shared/errors.ts";

/** Replaces what the incident says is hit. Unknown ids are refused by the database as `record.in-use`. */
export async function saveHits(
  tx: Tx,
  incidentId: string,
  serviceIds: readonly string[],
  systemIds: readonly string[],
): Promise<void> {
  await tx.deleteFrom("incident_service").where("incident_id", "=", incidentId).execute();
  await tx.deleteFrom("incident_system").where("incident_id", "=", incidentId).execute();
  await sql`insert into incident_service (incident_id, service_id)
    select ${incidentId}::uuid, id from unnest(${[...new Set(serviceIds)]}::uuid[]) as id`.execute(tx);
  await sql`insert into incident_system (incident_id, system_id)
    select ${incidentId}::uuid, id from unnest(${[...new Set(systemIds)]}::uuid[]) as id`.execute(tx);
}

export async function readHitIds(
  db: Db | Tx,
  incidentId: string,
): Promise<{ serviceIds: string[]; systemIds: string[] }> {
  const services = await db
    .selectFrom("incident_service")
    .select("service_id")
    .where("incident_id", "=", incidentId)
    .orderBy("service_id")
    .execute();
  const systems = await db
    .selectFrom("incident_system")
    .select("system_id")
    .where("incident_id", "=", incidentId)
    .orderBy("system_id")
    .execute();
  return {
    serviceIds: services.map((row) => row.service_id),
    systemIds: systems.map((row) => row.system_id),
  };
}

/**
 * The unit that answers for a new record: the one named; else that of the first service or system named, where the
 * actor may write there; else the topmost one that is the actor's.
 */
export async function unitForNew(
  db: Db | Tx,
  actor: Actor,
  permission: string,
  input: { unitId?: string | undefined; serviceIds?: readonly string[]; systemIds?: readonly string[] },
): Promise<string> {
  if (input.unitId !== undefined) return input.unitId;
  const named = await sql<{ unit_id: string }>`
    select unit_id from service where id = any(${input.serviceIds ?? []}::uuid[])
    union all select unit_id from system where id = any(${input.systemIds ?? []}::uuid[])`.execute(db);
  const own = named.rows.find((row) => holds(actor, permission, [row.unit_id]));
  if (own !== undefined) return own.unit_id;
  const reach = reachOf(actor, permission);
  const mine = reach === "all" ? sql`true` : sql`w.unit_id = any(${[...reach]}::uuid[])`;
  const { rows } = await sql<{ unit_id: string }>`
    select w.unit_id from unit_within w where ${mine} group by w.unit_id order by count(*), w.unit_id limit 1`.execute(
    db,
  );
  const top = rows[0];
  if (top === undefined) throw new AppError("incident.unit-needed");
  return top.unit_id;
}
