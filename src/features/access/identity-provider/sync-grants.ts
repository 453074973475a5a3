import type { Tx } from "../../../platform/database/transaction.ts";
import type { VerbContext } from "../../../platform/verb/verb.ts";
import { newId } from "../../../shared/ids.ts";
import { personSubject } from "../people/queries-people.ts";
import { lockAdministrators } from "../roles/queries-roles.ts";
import { endSessions } from "../sessions/sessions.ts";
import type { ProviderGrant } from "./claims.ts";
import type { ProviderRow } from "./queries-providers.ts";

const keyOf = ({ role, unitId }: ProviderGrant) => `${role} ${unitId}`;

/**
 * What the claims give is given, and what they gave and give no more is taken. What people gave stays as it is. Other
 * roles end the sessions that are open: what was opened with them must not outlive them.
 */
export async function syncGrants(
  { tx, now, note }: Pick<VerbContext<unknown>, "tx" | "now" | "note">,
  personId: string,
  provider: ProviderRow,
  wanted: readonly ProviderGrant[],
): Promise<void> {
  await lockAdministrators(tx);
  const held = await grantsHeld(tx, personId);
  const came = held.filter((grant) => grant.providerId === provider.id);
  const keep = new Set(wanted.map(keyOf));
  const have = new Set(held.map(keyOf));
  const existing = await existingRoles(tx, wanted);
  const added = wanted.filter((grant) => !have.has(keyOf(grant)) && existing.has(grant.role));
  const gone = came.filter((grant) => !keep.has(keyOf(grant)));
  if (added.length === 0 && gone.length === 0) return;
  const ids = gone.map((grant) => grant.id);
  if (ids.length > 0) await tx.deleteFrom("role_grant").where("id", "in", ids).execute();
  if (added.length > 0) {
    const rows = added.map(({ role, unitId }) => ({
      id: newId(),
      person_id: personId,
      role,
      unit_id: unitId,
      granted_at: now,
      identity_provider_id: provider.id,
    }));
    await tx.insertInto("role_grant").values(rows).execute();
  }
  await tx
    .updateTable("person")
    .set(({ eb }) => ({ version: eb("version", "+", 1), updated_at: now }))
    .where("id", "=", personId)
    .execute();
  await endSessions(tx, personId);
  const plain = ({ role, unitId }: ProviderGrant) => ({ role, unitId });
  const body = { providerId: provider.id, added: added.map(plain), removed: gone.map(plain) };
  note({ kind: "person.grants-from-provider", subject: personSubject(personId), body });
}

interface HeldGrant extends ProviderGrant {
  id: string;
  providerId: string | null;
}

async function grantsHeld(tx: Tx, personId: string): Promise<HeldGrant[]> {
  return tx
    .selectFrom("role_grant")
    .select(["id", "role", "unit_id as unitId", "identity_provider_id as providerId"])
    .where("person_id", "=", personId)
    .execute();
}

/** A role that was removed after the rule was made gives nothing. */
async function existingRoles(tx: Tx, wanted: readonly ProviderGrant[]): Promise<ReadonlySet<string>> {
  if (wanted.length === 0) return new Set();
  const codes = wanted.map((grant) => grant.role);
  const rows = await tx.selectFrom("role").select("code").where("code", "in", codes).execute();
  return new Set(rows.map((row) => row.code));
}
