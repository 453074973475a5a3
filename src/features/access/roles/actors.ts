import type { Actor, Reach } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { isRole, roles } from "./roles.ts";

interface GrantRow {
  role: string;
  unit_id: string;
  parent_id: string | null;
}

/** The person as an actor: each permission with the units that it reaches, those under the granted ones included. */
export async function actorOf(db: Db | Tx, personId: string): Promise<Actor> {
  const grants: GrantRow[] = await db
    .selectFrom("role_grant")
    .innerJoin("unit", "unit.id", "role_grant.unit_id")
    .select(["role_grant.role", "role_grant.unit_id", "unit.parent_id"])
    .where("role_grant.person_id", "=", personId)
    .execute();
  const scoped = grants.filter((grant) => grant.parent_id !== null).map((grant) => grant.unit_id);
  const under =
    scoped.length === 0
      ? []
      : await db
          .selectFrom("unit_within")
          .select(["ancestor_id", "unit_id"])
          .where("ancestor_id", "in", scoped)
          .execute();
  return { kind: "person", id: personId, unrestricted: false, permissions: expand(grants, under) };
}

/** Pure: a grant on the topmost unit reaches everything, also what is not tied to a unit. */
export function expand(
  grants: readonly GrantRow[],
  under: readonly { ancestor_id: string; unit_id: string }[],
): Map<string, Reach> {
  const reach = new Map<string, Reach>();
  for (const grant of grants) {
    if (!isRole(grant.role)) continue;
    for (const permission of roles[grant.role]) {
      const before = reach.get(permission);
      if (before === "all") continue;
      if (grant.parent_id === null) {
        reach.set(permission, "all");
        continue;
      }
      const units = under.filter((row) => row.ancestor_id === grant.unit_id).map((row) => row.unit_id);
      reach.set(permission, new Set([...(before ?? []), ...units]));
    }
  }
  return reach;
}
