import type { z } from "zod";
import { AppError } from "../../../shared/errors.ts";
import type { CallOptions, Runtime } from "../../../platform/runtime.ts";
import type { signInInput } from "../contract.ts";
import { afterFirstFactor, type SignInFrom, type SignInOutcome } from "./first-factor.ts";
import { drawersOf } from "./known-device.ts";
import { hashPassword, isDated, passwordFits } from "./passwords.ts";
import { findAccount } from "./queries-sign-in.ts";
import { countAttempt, forgive } from "./throttle.ts";

/**
 * Checks a password and opens a session, or says what else is asked for. Throws `session.wrong-credentials`, or
 * `session.too-many-attempts` when the account or the address has failed too often, in a browser that is not known as
 * the account's; both take the same time whether or not the account exists.
 */
export async function signIn(
  runtime: Runtime,
  input: z.output<typeof signInInput>,
  from: SignInFrom,
  options: CallOptions,
): Promise<SignInOutcome> {
  const now = runtime.clock.now();
  const { folded, account } = await findAccount(runtime.db, input.email);
  const guess = { at: "account", who: account?.id ?? folded, ...from } as const;
  const attempt = await countAttempt(runtime.db, drawersOf(runtime.keyring, guess, now), now);
  if (!(await passwordFits(account?.hash, input.password)) || account === undefined) {
    throw new AppError("session.wrong-credentials");
  }
  await forgive(runtime.db, attempt);
  if (isDated(account.hash)) await hashAnew(runtime, account, input.password);
  return afterFirstFactor(
    runtime,
    { personId: account.id, method: "password", strong: false },
    from,
    options,
  );
}

/** The cost that is asked for grows over the years; the password is at hand only now. */
async function hashAnew({ db }: Runtime, account: { id: string; hash: string }, password: string) {
  await db
    .updateTable("password")
    .set({ hash: await hashPassword(password) })
    .where("person_id", "=", account.id)
    .where("hash", "=", account.hash)
    .execute();
}
