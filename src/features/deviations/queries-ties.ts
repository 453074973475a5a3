import { sql } from "kysely";
import type { Tx } from "../../platform/database/transaction.ts";

const ties = {
  incident: { table: sql`deviation_incident`, column: sql`incident_id` },
  breach: { table: sql`deviation_breach`, column: sql`breach_id` },
} as const;
export type Tie = keyof typeof ties;

export async function tieToDeviation(tx: Tx, type: Tie, deviationId: string, otherId: string): Promise<void> {
  const { table, column } = ties[type];
  await sql`insert into ${table} (deviation_id, ${column}) values (${deviationId}, ${otherId})
    on conflict do nothing`.execute(tx);
}

export async function untieFromDeviation(
  tx: Tx,
  type: Tie,
  deviationId: string,
  otherId: string,
): Promise<void> {
  const { table, column } = ties[type];
  await sql`delete from ${table} where deviation_id = ${deviationId} and ${column} = ${otherId}`.execute(tx);
}

/** The unit that answers for the service; null where there is no such service. */
export async function unitOfService(tx: Tx, serviceId: string): Promise<string | null> {
  const row = await tx.selectFrom("service").select("unit_id").where("id", "=", serviceId).executeTakeFirst();
  return row?.unit_id ?? null;
}
