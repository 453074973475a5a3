import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "../../../platform/database/transaction.ts";
import { query } from "../../../platform/verb/query.ts";
import { verb } from "../../../platform/verb/verb.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import { AppError } from "../../../shared/errors.ts";
import { editSignInRulesInput, signInRules } from "../contract.ts";
import { rootUnits } from "../people/stand-in.ts";
import { signInRulesOf } from "./queries-rules.ts";

/**
 * Whoever must have a second factor from now on signs in again with one; but for a sealed code's session, which is there
 * for when that is what failed. Returns how many sessions ended.
 */
async function endWeakSessions(tx: Tx): Promise<number> {
  const { rows } = await sql`
    delete from session s using role_grant g, sign_in_setting r
    where g.person_id = s.person_id and g.role = any(r.second_factor_roles)
      and not s.second_factor and s.break_glass_code_id is null
    returning s.id`.execute(tx);
  return rows.length;
}

/** The one row has no id of its own; in the journal it needs one. */
const RULES = "00000000-0000-8000-8000-00000000c001";
const rulesSubject: Subject = { type: "sign-in-rules", id: RULES, unitId: null, needs: "sign-in:edit" };

export const readSignInRules = query({
  name: "sign-in-rules.read",
  summary: "Shows how long sessions last, and who needs a second factor.",
  http: { method: "GET", path: "/sign-in-rules" },
  needs: "sign-in:edit",
  input: z.object({}),
  output: signInRules,
  run: ({ db }) => signInRulesOf(db),
});

export const editSignInRules = verb({
  name: "sign-in-rules.edit",
  summary: "Decides how long sessions last, and whose roles ask for a second factor.",
  http: { method: "PUT", path: "/sign-in-rules" },
  needs: "sign-in:edit",
  input: editSignInRulesInput,
  output: signInRules,
  // They hold for everybody: whoever runs a part of the organisation does not decide them.
  scope: async ({ tx }) => (await rootUnits(tx)).map(({ id }) => id),
  async run({ tx, input, now, note }) {
    const { version, ...rules } = input;
    const before = await tx
      .selectFrom("sign_in_setting")
      .select("version")
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (before.version !== version) throw new AppError("record.stale", { current: await signInRulesOf(tx) });
    await tx
      .updateTable("sign_in_setting")
      .set({
        idle_minutes: rules.idleMinutes,
        session_hours: rules.sessionHours,
        second_factor_roles: [...new Set(rules.secondFactorRoles)],
        version: version + 1,
        updated_at: now,
      })
      .execute();
    const ended = await endWeakSessions(tx);
    note({ kind: "sign-in-rules.edited", subject: rulesSubject, body: { ...rules, ended } });
    return signInRulesOf(tx);
  },
});
