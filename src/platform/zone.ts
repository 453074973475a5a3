import type { Db, Tx } from "./database/transaction.ts";

/** The zone in which the organisation's days, weeks and months begin. */
export async function organisationZone(db: Db | Tx): Promise<string> {
  const row = await db.selectFrom("organisation").select("time_zone").executeTakeFirst();
  return row?.time_zone ?? "Europe/Stockholm";
}
