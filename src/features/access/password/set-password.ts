import type { Tx } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import { hashPassword } from "../sign-in/passwords.ts";
import { requireStrong } from "./password-rules.ts";

export interface NewPassword {
  password: string;
  /** Whether somebody else than the owner could know it: they chose it, or made the link that it was chosen by. */
  given: boolean;
}

/** Keeps a new password, strong enough for this person. A link to choose one counts no more. */
export async function setPassword(
  tx: Tx,
  personId: string,
  { password, given }: NewPassword,
  now: string,
): Promise<void> {
  const person = await tx
    .selectFrom("person")
    .select(["email", "name"])
    .where("id", "=", personId)
    .executeTakeFirst();
  if (person === undefined) throw new AppError("record.not-found");
  const organisation = await tx.selectFrom("organisation").select("name").executeTakeFirst();
  requireStrong(password, { ...person, organisation: organisation?.name ?? "" });
  const hash = await hashPassword(password);
  await tx
    .insertInto("password")
    .values({ person_id: personId, hash, given, changed_at: now })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ hash, given, changed_at: now }))
    .execute();
  await tx.deleteFrom("password_reset").where("person_id", "=", personId).execute();
}
