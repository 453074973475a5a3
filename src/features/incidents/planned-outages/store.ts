import { sql, type SqlBool } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import { compareInstants, type Instant } from "../../../shared/time.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import type { PlannedOutageState, PlannedOutageView } from "../contract.ts";
import { findPlannedOutage } from "./queries-planned-outages.ts";

export function plannedOutageSubject(id: string, unitId: string): Subject {
  return { type: "planned-outage", id, unitId, needs: "planned-outage:read" };
}

const anyone = sql<SqlBool>`true`;

export async function unitOfPlannedOutage(tx: Tx, id: string): Promise<string[]> {
  const row = await tx.selectFrom("planned_outage").select("unit_id").where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new AppError("record.not-found");
  return [row.unit_id];
}

/** Throws `record.stale` with the outage as it is now, or `planned-outage.not-in-state`. */
export async function lockPlannedOutage(
  tx: Tx,
  input: { plannedOutageId: string; version: number },
  from: readonly PlannedOutageState[],
  now: Instant,
): Promise<PlannedOutageView> {
  await sql`select from planned_outage where id = ${input.plannedOutageId} for update`.execute(tx);
  const outage = await findPlannedOutage(tx, input.plannedOutageId, anyone, now);
  if (outage.version !== input.version) throw new AppError("record.stale", { current: outage });
  if (!from.includes(outage.state)) {
    throw new AppError("planned-outage.not-in-state", { params: { state: outage.state } });
  }
  return outage;
}

export async function savePlannedOutage(
  tx: Tx,
  outage: PlannedOutageView,
  changes: Readonly<Record<string, string | null>>,
  now: Instant,
): Promise<PlannedOutageView> {
  await tx
    .updateTable("planned_outage")
    .set({ ...changes, version: outage.version + 1, updated_at: now })
    .where("id", "=", outage.id)
    .execute();
  return findPlannedOutage(tx, outage.id, anyone, now);
}

export function checkWindow(startsAt: Instant, endsAt: Instant): void {
  if (compareInstants(startsAt, endsAt) >= 0) throw new AppError("planned-outage.window");
}
