import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { SignInRules } from "../contract.ts";

/** What the organisation decided about signing in; the migration made the row. */
export async function signInRulesOf(db: Db | Tx): Promise<SignInRules> {
  return db
    .selectFrom("sign_in_setting")
    .select([
      "idle_minutes as idleMinutes",
      "session_hours as sessionHours",
      "second_factor_roles as secondFactorRoles",
      "version",
    ])
    .executeTakeFirstOrThrow();
}

export async function sessionLimits(db: Db | Tx): Promise<{ idleMinutes: number; sessionHours: number }> {
  return signInRulesOf(db);
}

/** Whether one of this person's roles asks for a second factor. */
export async function needsSecondFactor(db: Db | Tx, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select from role_grant g, sign_in_setting s
    where g.person_id = ${personId} and g.role = any(s.second_factor_roles) limit 1`.execute(db);
  return rows.length > 0;
}
