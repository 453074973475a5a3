import { z } from "zod";
import { query } from "../../../platform/verb/query.ts";
import { verb } from "../../../platform/verb/verb.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import { AppError } from "../../../shared/errors.ts";
import { editSignInRulesInput, signInRules } from "../contract.ts";
import { rootUnits } from "../people/stand-in.ts";
import { signInRulesOf } from "./queries-rules.ts";

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
    note({ kind: "sign-in-rules.edited", subject: rulesSubject, body: rules });
    return signInRulesOf(tx);
  },
});
