import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";

export async function findAccount(
  db: Db | Tx,
  email: string,
): Promise<{ id: string; hash: string } | undefined> {
  const { rows } = await sql<{ id: string; hash: string }>`
    select p.id, w.hash from person p join password w on w.person_id = p.id
    where lower(p.email) = lower(${email}) and p.active`.execute(db);
  return rows[0];
}

/** Attempts on one account, or from one address, are counted one after the other. */
export async function lockSubject(tx: Tx, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 1))`.execute(tx);
}

/** Failures of this account or address within the last quarter of an hour. */
export async function recentFailures(db: Db | Tx, subject: string, since: string): Promise<number> {
  const row = await db
    .selectFrom("sign_in_failure")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where("subject", "=", subject)
    .where("failed_at", ">", since)
    .executeTakeFirst();
  return row?.n ?? 0;
}
