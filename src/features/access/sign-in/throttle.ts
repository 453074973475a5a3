import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import { inTransaction, type Db } from "../../../platform/database/transaction.ts";
import { lockSubject, recentFailures } from "./queries-sign-in.ts";

const WINDOW_MINUTES = 15;
const TRIES = { account: 10, address: 50 };

export interface Attempt {
  /** What is guessed at: an account, a person's second factor. Left out where nothing is named. */
  account?: string;
  /** Left out for a browser that is known. */
  address?: string;
}

/**
 * Writes the attempt down as a failure before the secret is looked at, so that a hundred sent at once count as a
 * hundred; what succeeds is taken away again. Returns the rows' ids. Throws `session.too-many-attempts`.
 */
export async function countAttempt(db: Db, attempt: Attempt, now: string): Promise<string[]> {
  const at = Temporal.Instant.from(now);
  const since = at.subtract({ minutes: WINDOW_MINUTES }).toString();
  // What a clock wrote that was ahead counts against nobody until that time comes; another process may be a little.
  const until = at.add({ minutes: 1 }).toString();
  // Always the account before the address: two attempts never wait for each other both ways.
  const counted = [
    ...(attempt.account === undefined ? [] : [{ subject: digest(attempt.account), tries: TRIES.account }]),
    ...(attempt.address === undefined
      ? []
      : [{ subject: digest(`address:${attempt.address}`), tries: TRIES.address }]),
  ];
  return inTransaction(db, async (tx) => {
    for (const { subject } of counted) await lockSubject(tx, subject);
    for (const { subject, tries } of counted) {
      if ((await recentFailures(tx, subject, { since, until })) < tries) continue;
      throw new AppError("session.too-many-attempts", { params: { minutes: WINDOW_MINUTES } });
    }
    const rows = counted.map(({ subject }) => ({ id: newId(), subject, failed_at: now }));
    await tx.insertInto("sign_in_failure").values(rows).execute();
    return rows.map((row) => row.id);
  });
}

/**
 * For secrets that nobody can guess (a sealed code, a link, a passkey): the right one always opens, or whoever sends
 * wrong ones would lock the last way in. Only what was wrong is counted, in a drawer that no other way in shares.
 * Throws `session.too-many-attempts`.
 */
export async function countWrong(db: Db, address: string, now: string): Promise<void> {
  await countAttempt(db, { address: `unguessable ${address}` }, now);
}

export async function forgive(db: Db, attempt: readonly string[]): Promise<void> {
  await db.deleteFrom("sign_in_failure").where("id", "in", attempt).execute();
}

/** Only hashes are kept: who tried from where is nobody's business once the window has passed. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
