import { AppError } from "../../../shared/errors.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { editGrantsInput, personView } from "../contract.ts";
import { insertGrants } from "../people/insert-person.ts";
import { personSubject, viewPerson } from "../people/queries-people.ts";
import { unitsOfPerson } from "../people/stand-in.ts";
import { appointment, requireMayGrant } from "./giving.ts";
import { countAdministrators, lockAdministrators } from "./queries-roles.ts";

export const editGrants = verb({
  name: "person.edit-grants",
  summary: "Replaces a person's roles, or closes and reopens the account; open sessions end.",
  http: { method: "PUT", path: "/people/{personId}/grants" },
  needs: "access:edit",
  input: editGrantsInput,
  output: personView,
  async scope({ tx, input }) {
    // Who holds nothing is in nobody's part of the organisation.
    const held = await unitsOfPerson(tx, input.personId);
    return [...new Set([...held, ...input.grants.map((grant) => grant.unitId)])];
  },
  async run({ tx, input, actor, now, note }) {
    await lockAdministrators(tx);
    const person = await tx
      .selectFrom("person")
      .select(["id", "active", "version"])
      .where("id", "=", input.personId)
      .forUpdate()
      .executeTakeFirst();
    if (person === undefined) throw new AppError("record.not-found");
    if (person.version !== input.version) {
      throw new AppError("record.stale", { current: await viewPerson(tx, person.id) });
    }
    const active = input.active ?? person.active;
    const before = await grantsBefore(tx, person.id);
    // Reopening an account gives all that it holds; what stays as it is in an open one is given by nobody.
    const reopened = active && !person.active;
    const given = input.grants.filter((grant) => reopened || !before.has(`${grant.role} ${grant.unitId}`));
    const appointed = await requireMayGrant(tx, actor, person.id, given);
    // What an identity provider gave comes and goes with its claims, and is nobody's to take here.
    await tx
      .deleteFrom("role_grant")
      .where("person_id", "=", person.id)
      .where("identity_provider_id", "is", null)
      .execute();
    await insertGrants(tx, person.id, input.grants, now);
    await tx
      .updateTable("person")
      .set(({ eb }) => ({ active, version: eb("version", "+", 1), updated_at: now }))
      .where("id", "=", person.id)
      .execute();
    if ((await countAdministrators(tx)) === 0) throw new AppError("access.last-administrator");
    await tx.deleteFrom("session").where("person_id", "=", person.id).execute();
    note({
      kind: "person.grants-changed",
      subject: personSubject(person.id),
      body: { grants: input.grants, active },
    });
    if (appointed) note(appointment(person.id));
    return viewPerson(tx, person.id);
  },
});

async function grantsBefore(tx: Tx, personId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("role_grant")
    .select(["role", "unit_id"])
    .where("person_id", "=", personId)
    .execute();
  return new Set(rows.map((row) => `${row.role} ${row.unit_id}`));
}
