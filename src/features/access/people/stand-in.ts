import type { Actor } from "../../../platform/actor.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import { requireMayGrant } from "../roles/giving.ts";
import { requireLasting } from "../sessions/own.ts";

/** The units over which one must administer access to touch this person's: theirs, or all where there is none. */
export async function unitsOfPerson(tx: Tx, personId: string): Promise<string[]> {
  const held = await tx
    .selectFrom("role_grant")
    .select("unit_id as id")
    .distinct()
    .where("person_id", "=", personId)
    .execute();
  const units = held.length > 0 ? held : await rootUnits(tx);
  return units.map(({ id }) => id);
}

export function rootUnits(tx: Tx): Promise<{ id: string }[]> {
  return tx.selectFrom("unit").select("id").where("parent_id", "is", null).execute();
}

/**
 * Who opens another's way in could walk in there as them: so only who could give everything that they hold. Locks the
 * person. Throws `record.not-found` and `access.beyond-own`, and `session.break-glass` for one's own account in a
 * session that a sealed code opened: it is there to let others in, not to stay.
 */
export async function requireMayLetIn(tx: Tx, actor: Actor, personId: string): Promise<void> {
  await requirePerson(tx, personId);
  // A key that was stolen would leave a way in behind that outlives it.
  if (actor.kind === "api-key") throw new AppError("access.refused");
  if (actor.id === personId) await requireLasting(tx, actor);
  const grants = await tx
    .selectFrom("role_grant")
    .select(["role", "unit_id as unitId"])
    .where("person_id", "=", personId)
    .execute();
  // As if given to oneself: appointing others does not open the way in as one of them.
  await requireMayGrant(tx, actor, actor.id ?? personId, grants);
}

/** Locks the person, so that two acts on one account come one after the other. */
export async function requirePerson(tx: Tx, personId: string): Promise<{ active: boolean }> {
  const person = await tx
    .selectFrom("person")
    .select("active")
    .where("id", "=", personId)
    .forUpdate()
    .executeTakeFirst();
  if (person === undefined) throw new AppError("record.not-found");
  return person;
}
