import { createHash, randomBytes } from "node:crypto";
import type { Tx } from "../../../platform/database/transaction.ts";
import type { Instant } from "../../../shared/time.ts";

const COUNT = 10;
/** Without I, L, O and U, which are misread. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Pure: as somebody types it from paper, with or without the dashes, O for 0 and I for 1. */
export function normalise(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}

/** Eighty random bits, in four groups of four. */
function newCode(): string {
  const letters = [...randomBytes(16)].map((byte) => LETTERS[byte % LETTERS.length] ?? "0").join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

const hashCode = (code: string): Buffer => createHash("sha256").update(normalise(code)).digest();

/** New codes in the place of those before, used or not. They are told once. */
export async function makeCodes(tx: Tx, personId: string, now: Instant): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await tx.deleteFrom("recovery_code").where("person_id", "=", personId).execute();
  await tx
    .insertInto("recovery_code")
    .values(codes.map((code) => ({ code_hash: hashCode(code), person_id: personId, made_at: now })))
    .execute();
  return codes;
}

/** Takes the code; false when it is unknown or was taken before. */
export async function takeCode(tx: Tx, personId: string, typed: string, now: Instant): Promise<boolean> {
  const taken = await tx
    .updateTable("recovery_code")
    .set({ used_at: now })
    .where("code_hash", "=", hashCode(typed))
    .where("person_id", "=", personId)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}
