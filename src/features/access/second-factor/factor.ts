import type { Tx } from "../../../platform/database/transaction.ts";
import type { Keyring } from "../../../platform/keyring.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Instant } from "../../../shared/time.ts";
import { makeCodes, takeCode } from "./recovery-codes.ts";
import { stepOfCode } from "./totp.ts";

export interface FactorGround {
  tx: Tx;
  keyring: Keyring;
  now: Instant;
}

/** A last step further ahead than this was written by a clock that was wrong, and counts as none. */
const AHEAD = 20;

const about = (personId: string) => `second-factor:${personId}`;
const digitsOf = (code: string) => code.replace(/\s/g, "");

/** Which of the two the code was. */
export type UsedFactor = "app" | "recovery-code";

/**
 * Checks what somebody typed: the app's code, or a printed one. A code counts once, and none older than the last one
 * that was taken. Throws `session.second-factor-wrong`.
 */
export async function useCode(ground: FactorGround, personId: string, typed: string): Promise<UsedFactor> {
  const digits = digitsOf(typed);
  if (/^\d{6}$/.test(digits)) {
    if (await takeAppCode(ground, personId, digits)) return "app";
  } else if (await takeCode(ground.tx, personId, typed, ground.now)) return "recovery-code";
  throw new AppError("session.second-factor-wrong");
}

async function takeAppCode({ tx, keyring, now }: FactorGround, personId: string, digits: string) {
  const factor = await tx
    .selectFrom("second_factor")
    .select("secret")
    .where("person_id", "=", personId)
    .executeTakeFirst();
  if (factor === undefined) return false;
  const step = stepOfCode(keyring.decrypt(factor.secret, about(personId)), digits, now);
  if (step === null) return false;
  const taken = await tx
    .updateTable("second_factor")
    .set({ last_step: step })
    .where("person_id", "=", personId)
    .where(({ eb }) => eb.or([eb("last_step", "<", step), eb("last_step", ">", step + AHEAD)]))
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** Adds the app once it has shown that it has the secret; the code that showed it counts no more. Returns the printed codes. */
export async function addFactor(
  { tx, keyring, now }: FactorGround,
  personId: string,
  { secret, code }: { secret: string; code: string },
): Promise<string[]> {
  const step = stepOfCode(secret, digitsOf(code), now);
  if (step === null) throw new AppError("session.second-factor-wrong");
  const added = await tx
    .insertInto("second_factor")
    .values({
      person_id: personId,
      secret: keyring.encrypt(secret, about(personId)),
      last_step: step,
      added_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows !== 1n) throw new AppError("second-factor.exists");
  return makeCodes(tx, personId, now);
}

/** Takes the app and its codes away; false where there was none. */
export async function dropFactor(tx: Tx, personId: string): Promise<boolean> {
  const dropped = await tx.deleteFrom("second_factor").where("person_id", "=", personId).executeTakeFirst();
  await tx.deleteFrom("recovery_code").where("person_id", "=", personId).execute();
  return dropped.numDeletedRows > 0n;
}
