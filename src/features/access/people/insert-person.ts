import { newId } from "../../../shared/ids.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { setPassword } from "../password/set-password.ts";

export async function insertPerson(
  tx: Tx,
  person: { email: string; name: string; title: string; password?: string | undefined },
  now: string,
  chosenBy: "owner" | "other" = "owner",
): Promise<string> {
  const id = newId();
  await tx
    .insertInto("person")
    .values({ id, email: person.email, name: person.name, title: person.title, updated_at: now })
    .execute();
  // Without one there is a link to come, or a provider.
  const { password } = person;
  if (password !== undefined) await setPassword(tx, id, { password, given: chosenBy === "other" }, now);
  return id;
}

export async function insertGrants(
  tx: Tx,
  personId: string,
  grants: readonly { role: string; unitId: string }[],
  now: string,
): Promise<void> {
  if (grants.length === 0) return;
  await tx
    .insertInto("role_grant")
    .values(
      grants.map(({ role, unitId }) => ({
        id: newId(),
        person_id: personId,
        role,
        unit_id: unitId,
        granted_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
