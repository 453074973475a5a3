import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { nobody } from "../../../platform/actor.ts";
import type { CallOptions, Runtime } from "../../../platform/runtime.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { offeredReset, onePersonInput, takeResetInput, type TakeReset } from "../contract.ts";
import { revokeKeysOf } from "../keys/revoke-keys.ts";
import { personSubject } from "../people/queries-people.ts";
import { requireMayLetIn, unitsOfPerson } from "../people/stand-in.ts";
import { endSessions, hashToken, newToken } from "../sessions/sessions.ts";
import type { SignInFrom } from "../sign-in/first-factor.ts";
import { countWrong } from "../sign-in/throttle.ts";
import { setPassword } from "./set-password.ts";

const HOURS = 24;

export const offerReset = verb({
  name: "person.reset-password",
  summary: "Makes a link by which a person chooses a new password: once, within a day. It is told only now.",
  http: { method: "POST", path: "/people/{personId}/password-reset" },
  needs: "access:edit",
  input: onePersonInput,
  output: offeredReset,
  scope: ({ tx, input }) => unitsOfPerson(tx, input.personId),
  confidential: true,
  async run({ tx, input: { personId }, actor, now, note, publicUrl }) {
    await requireMayLetIn(tx, actor, personId);
    const code = newToken();
    const endsAt = Temporal.Instant.from(now).add({ hours: HOURS }).toString();
    const row = { code_hash: hashToken(code), made_at: now, ends_at: endsAt };
    await tx
      .insertInto("password_reset")
      .values({ person_id: personId, ...row })
      .onConflict((conflict) => conflict.column("person_id").doUpdateSet(row))
      .execute();
    note({ kind: "password.reset-offered", subject: personSubject(personId), body: { endsAt } });
    // Behind the #: it reaches no server, no log and no proxy.
    return { link: `${(publicUrl ?? "").replace(/\/$/, "")}/new-password#${code}`, endsAt };
  },
});

/** Whoever has the link is the person, to us; it has no address of its own. */
const takeReset = verb({
  name: "password.reset",
  summary: "Sets a new password for whoever has the link; sessions end, and API keys are revoked.",
  needs: "public",
  input: takeResetInput,
  output: z.object({}),
  scope: "anywhere",
  confidential: true,
  async run(context) {
    const { tx, input, now, note } = context;
    const offered = await tx
      .deleteFrom("password_reset as r")
      .using("person")
      .whereRef("person.id", "=", "r.person_id")
      .where("person.active", "=", true)
      .where("r.code_hash", "=", hashToken(input.code))
      .where("r.ends_at", ">", now)
      .returning("r.person_id as personId")
      .executeTakeFirst();
    if (offered === undefined) throw new AppError("password-reset.over");
    // Whoever made the link had it before its owner did.
    await setPassword(tx, offered.personId, { password: input.password, given: true }, now);
    await endSessions(tx, offered.personId);
    // A password that is chosen anew may be one that somebody else had: so may what was made with it.
    const keys = await revokeKeysOf(context, offered.personId);
    note({ kind: "password.reset", subject: personSubject(offered.personId), body: { keys } });
    return {};
  },
});

/** Sets the password; signing in with it, and with a second factor where there is one, comes after. */
export async function resetPassword(
  runtime: Runtime,
  input: TakeReset,
  from: SignInFrom,
  options: CallOptions,
): Promise<void> {
  await takeReset.call(runtime, nobody, input, options).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === "password-reset.over")
      await countWrong(runtime.db, from.address, runtime.clock.now());
    throw error;
  });
}
