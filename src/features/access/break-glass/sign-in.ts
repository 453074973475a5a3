import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { nobody } from "../../../platform/actor.ts";
import type { CallOptions, Runtime } from "../../../platform/runtime.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { idSchema } from "../../../shared/lists.ts";
import { signedIn, type breakGlassSignIn } from "../contract.ts";
import { personSubject, viewPerson } from "../people/queries-people.ts";
import { openSession } from "../sessions/sessions.ts";
import { settingsOf } from "../settings/queries-settings.ts";
import type { SignInFrom, SignInOutcome } from "../sign-in/first-factor.ts";
import { passwordFits } from "../sign-in/passwords.ts";
import { countWrong } from "../sign-in/throttle.ts";
import { normaliseCode } from "./code.ts";
import { codeSubject, findSealed, viewCode } from "./queries-codes.ts";

/** Uses a code that was checked, and opens its session. Only the sign-in calls it: it has no address of its own. */
const breakTheGlass = verb({
  name: "break-glass.use",
  summary: "Uses a sealed code that was checked: once, for a session of limited length.",
  needs: "public",
  input: z.object({ codeId: idSchema, personId: idSchema, userAgent: z.string() }),
  output: signedIn,
  scope: "anywhere",
  confidential: true,
  async run({ tx, input, now, note }) {
    const { breakGlassMinutes } = await settingsOf(tx);
    const endsAt = Temporal.Instant.from(now).add({ minutes: breakGlassMinutes }).toString();
    // The condition and not a look before: of two who come at once with one code, one comes in.
    const used = await tx
      .updateTable("break_glass_code")
      .set(({ eb }) => ({ used_at: now, session_ends_at: endsAt, version: eb("version", "+", 1) }))
      .where("id", "=", input.codeId)
      .where("person_id", "=", input.personId)
      .where("used_at", "is", null)
      .where("withdrawn_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    if (used.numUpdatedRows === 0n) throw new AppError("session.wrong-credentials");
    const { codeId, personId, userAgent } = input;
    const session = await openSession(
      tx,
      {
        personId,
        userAgent,
        method: "break-glass",
        secondFactor: false,
        breakGlass: { codeId, endsAt },
      },
      now,
    );
    const { number } = await viewCode(tx, codeId, now);
    note({ kind: "break-glass.used", subject: codeSubject(codeId), body: { number, personId, endsAt } });
    note({
      kind: "session.opened",
      subject: personSubject(personId),
      body: { sessionId: session.id, method: "break-glass", secondFactor: false },
    });
    return { ...session, person: await viewPerson(tx, personId, session.id) };
  },
});

/**
 * Lets a named person in by the code on paper, whatever has become of passwords and identity providers: nothing is
 * asked of anything but the own database. The right code is never kept waiting by wrong ones.
 */
export async function signInByBreakGlass(
  runtime: Runtime,
  input: z.output<typeof breakGlassSignIn>,
  from: SignInFrom,
  options: CallOptions,
): Promise<SignInOutcome> {
  const now = runtime.clock.now();
  const sealed = await findSealed(runtime.db, input.email, now);
  if (!(await passwordFits(sealed?.hash, normaliseCode(input.code))) || sealed === undefined) {
    await countWrong(runtime.db, from.address, now);
    throw new AppError("session.wrong-credentials");
  }
  const { id: codeId, personId } = sealed;
  // In the journal it is the person who broke the glass, not nobody.
  const person = { ...nobody, id: personId };
  const wanted = { codeId, personId, userAgent: from.userAgent };
  const opened = await breakTheGlass.call(runtime, person, wanted, options);
  return { kind: "opened", recoveryCodes: null, ...opened };
}
