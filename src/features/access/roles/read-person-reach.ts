import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Db } from "../../../platform/database/transaction.ts";
import { reachOf } from "../../../platform/actor.ts";
import { query } from "../../../platform/verb/query.ts";
import { AppError } from "../../../shared/errors.ts";
import { personIdInput, personReach, type PersonReach } from "../contract.ts";
import type { StoredRole } from "./roles.ts";
import { findRoles, roleNames } from "./queries-roles.ts";
import { permissionsOf } from "./roles.ts";

interface Held {
  role: string;
  unitId: string;
  unitName: string;
  everywhere: boolean;
}

/** Pure: each permission with the grants that it comes from. */
export function reasonsOf<Grant extends Held>(
  grants: readonly Grant[],
  roles: ReadonlyMap<string, StoredRole>,
): { permission: string; everywhere: boolean; because: Grant[] }[] {
  const reasons = new Map<string, Grant[]>();
  for (const grant of grants) {
    const role = roles.get(grant.role);
    if (role === undefined) continue;
    for (const permission of permissionsOf(role)) {
      reasons.set(permission, [...(reasons.get(permission) ?? []), grant]);
    }
  }
  return [...reasons]
    .map(([permission, because]) => ({
      permission,
      everywhere: because.some((grant) => grant.everywhere),
      because,
    }))
    .toSorted((a, b) => (a.permission < b.permission ? -1 : 1));
}

interface Seen {
  grants: (Held & { seen: boolean })[];
  name: string;
  active: boolean;
}

async function findPerson(db: Db, personId: string, seen: RawBuilder<SqlBool>): Promise<Seen | undefined> {
  const { rows } = await sql<Seen>`
    select p.name, p.active, coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id,
        'unitName', u.name, 'everywhere', u.parent_id is null, 'seen', ${seen}) order by u.name collate sv, g.role)
      from role_grant g join unit u on u.id = g.unit_id where g.person_id = p.id), '[]') as grants
    from person p where p.id = ${personId}`.execute(db);
  return rows[0];
}

export const readPersonReach = query({
  name: "permission.read-person",
  summary: "Shows what a person may do, where, and by which roles.",
  http: { method: "GET", path: "/people/{personId}/permissions" },
  needs: "access:read",
  input: personIdInput,
  output: personReach,
  async run({ db, input, actor, sees }): Promise<PersonReach> {
    const person = await findPerson(db, input.personId, sees("g.unit_id"));
    const held = person?.grants.filter((grant) => grant.seen) ?? [];
    // As in the list of people: who holds nothing that the reader sees is not there.
    if (person === undefined || (held.length === 0 && reachOf(actor, "access:read") !== "all"))
      throw new AppError("record.not-found");
    const names = await roleNames(db);
    const roles = await findRoles(db, [...new Set(held.map((grant) => grant.role))]);
    const grants = held.map((grant) => ({ ...grant, roleName: names(grant.role) }));
    return {
      personId: input.personId,
      name: person.name,
      active: person.active,
      elsewhere: held.length < person.grants.length,
      permissions: reasonsOf(grants, new Map(roles.map((role) => [role.code, role]))),
    };
  },
});
