import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import { inTransaction, type Db } from "../../../platform/database/transaction.ts";
import type { Runtime, CallOptions } from "../../../platform/runtime.ts";
import { nobody } from "../../../platform/actor.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { idSchema } from "../../../shared/lists.ts";
import { z } from "zod";
import { signedIn, type signInInput } from "../contract.ts";
import { passwordFits } from "./passwords.ts";
import { personSubject, viewPerson } from "../people/queries-people.ts";
import { findAccount, lockSubject, recentFailures } from "./queries-sign-in.ts";
import { closeSession, openSession } from "../sessions/sessions.ts";

const WINDOW_MINUTES = 15;
const TRIES = { account: 10, address: 50 };

/** Opens a session for a person whose password was checked. Only sign-in calls it: it has no address of its own. */
const openSessionVerb = verb({
  name: "session.open",
  summary: "Opens a session after a password was checked.",
  needs: "public",
  input: z.object({ personId: idSchema, userAgent: z.string() }),
  output: signedIn,
  scope: "anywhere",
  async run({ tx, input, now, note }) {
    const session = await openSession(tx, input.personId, input.userAgent, now);
    note({ kind: "session.opened", subject: personSubject(input.personId), body: { sessionId: session.id } });
    return { token: session.token, endsAt: session.endsAt, person: await viewPerson(tx, input.personId) };
  },
});

export const signOut = verb({
  name: "session.close",
  summary: "Ends the session that the token belongs to.",
  needs: "public",
  input: z.object({ token: z.string() }),
  output: z.object({}),
  scope: "anywhere",
  mayNoteNothing: true,
  async run({ tx, input, note }) {
    const personId = await closeSession(tx, input.token);
    if (personId !== null) note({ kind: "session.closed", subject: personSubject(personId), body: {} });
    return {};
  },
});

export interface SignInFrom {
  address: string;
  userAgent: string;
}

/**
 * Checks a password and opens a session. Throws `session.wrong-credentials`, or `session.too-many-attempts` when
 * the account or the address has failed too often; both take the same time whether or not the account exists.
 */
export async function signIn(
  runtime: Runtime,
  input: z.output<typeof signInInput>,
  from: SignInFrom,
  options: CallOptions,
): Promise<z.output<typeof signedIn>> {
  const now = runtime.clock.now();
  // Only hashes are kept: who tried from where is nobody's business once the window has passed.
  const subjects = {
    account: digest(`account:${input.email.toLowerCase()}`),
    address: digest(`address:${from.address}`),
  };
  const attempt = await countAttempt(runtime.db, subjects, now);
  const account = await findAccount(runtime.db, input.email);
  if (!(await passwordFits(account?.hash, input.password)) || account === undefined) {
    throw new AppError("session.wrong-credentials");
  }
  await runtime.db.deleteFrom("sign_in_failure").where("id", "in", attempt).execute();
  // In the journal it is the person who signed in, not nobody.
  const person = { ...nobody, id: account.id };
  return openSessionVerb.call(runtime, person, { personId: account.id, userAgent: from.userAgent }, options);
}

/**
 * Writes the attempt down as a failure before the password is looked at, so that a hundred sent at once count as a
 * hundred; what succeeds is taken away again. Returns the rows' ids.
 */
async function countAttempt(
  db: Db,
  subjects: { account: string; address: string },
  now: string,
): Promise<string[]> {
  const since = Temporal.Instant.from(now).subtract({ minutes: WINDOW_MINUTES }).toString();
  return inTransaction(db, async (tx) => {
    // Always the account before the address: two attempts never wait for each other both ways.
    await lockSubject(tx, subjects.account);
    await lockSubject(tx, subjects.address);
    const account = await recentFailures(tx, subjects.account, since);
    const address = await recentFailures(tx, subjects.address, since);
    if (account >= TRIES.account || address >= TRIES.address) {
      throw new AppError("session.too-many-attempts", { params: { minutes: WINDOW_MINUTES } });
    }
    const rows = [subjects.account, subjects.address].map((subject) => ({
      id: newId(),
      subject,
      failed_at: now,
    }));
    await tx.insertInto("sign_in_failure").values(rows).execute();
    return rows.map((row) => row.id);
  });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
