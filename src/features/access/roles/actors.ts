import { sql } from "kysely";
import type { Actor, Reach } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { permissionsOf, type StoredRole } from "./roles.ts";

/** A role over a unit; `under` are the units that it reaches, null where it is the whole organisation. */
export interface Granted extends StoredRole {
  unitId: string;
  under: readonly string[] | null;
}

/** What a person was granted, with what each role may do now. One statement: it is asked for with every request. */
export async function grantsOf(db: Db | Tx, personId: string): Promise<Granted[]> {
  const { rows } = await sql<Granted>`
    select r.code, r.edited, g.unit_id as "unitId",
      case when r.edited then coalesce((select jsonb_agg(jsonb_build_object('permission', d.permission, 'held', d.held))
        from role_permission d where d.role_id = r.id), '[]') else '[]' end as decisions,
      case when u.parent_id is not null
        then array(select w.unit_id from unit_within w where w.ancestor_id = g.unit_id) end as under
    from role_grant g join unit u on u.id = g.unit_id join role r on r.code = g.role
    where g.person_id = ${personId}`.execute(db);
  return rows;
}

/**
 * The person as an actor: each permission with the units that it reaches, those under the granted ones included.
 * Computed anew for every request, so that a role that is edited holds from the next one on, in sessions that stay.
 */
export async function actorOf(db: Db | Tx, personId: string): Promise<Actor> {
  const permissions = expand(await grantsOf(db, personId));
  return { kind: "person", id: personId, unrestricted: false, permissions };
}

/** Pure: a grant on the topmost unit reaches everything, also what is not tied to a unit. */
export function expand(grants: readonly Granted[]): Map<string, Reach> {
  const reach = new Map<string, Reach>();
  for (const grant of grants) {
    for (const permission of permissionsOf(grant)) {
      const before = reach.get(permission);
      if (before === "all") continue;
      reach.set(permission, grant.under === null ? "all" : new Set([...(before ?? []), ...grant.under]));
    }
  }
  return reach;
}
