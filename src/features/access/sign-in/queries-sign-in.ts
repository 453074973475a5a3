import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";

/**
 * The account with this sign-in name, and the name as the database compares it: JavaScript folds some letters in
 * another way, and one account must not be counted under two names.
 */
export async function findAccount(
  db: Db | Tx,
  email: string,
): Promise<{ folded: string; account: { id: string; hash: string } | undefined }> {
  const { rows } = await sql<{ folded: string; id: string | null; hash: string | null }>`
    select lower(${email}) as folded, p.id, w.hash
    from (values (1)) as one left join (person p join password w on w.person_id = p.id)
      on lower(p.email) = lower(${email}) and p.active`.execute(db);
  const { folded = email, id = null, hash = null } = rows[0] ?? {};
  return { folded, account: id === null || hash === null ? undefined : { id, hash } };
}

/** Attempts on one account, or from one address, are counted one after the other. */
export async function lockSubject(tx: Tx, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 1))`.execute(tx);
}

/** Failures of this account or address within a quarter of an hour. */
export async function recentFailures(
  db: Db | Tx,
  subject: string,
  { since, until }: { since: string; until: string },
): Promise<number> {
  const row = await db
    .selectFrom("sign_in_failure")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where("subject", "=", subject)
    .where("failed_at", ">", since)
    .where("failed_at", "<", until)
    .executeTakeFirst();
  return row?.n ?? 0;
}
