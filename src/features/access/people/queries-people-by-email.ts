import { sql } from "kysely";
import type { Db } from "../../../platform/database/transaction.ts";

/** The person with this sign-in name, whose case does not count. */
export async function findPersonByEmail(db: Db, email: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string;
  }>`select id from person where lower(email) = lower(${email})`.execute(db);
  return rows[0]?.id;
}
