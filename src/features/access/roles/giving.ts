import { holds, type Actor } from "../../../platform/actor.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import { findRoles } from "./queries-roles.ts";
import { permissionsOf } from "./roles.ts";

/**
 * Nobody gives what he does not hold himself over that unit. One exception, or nobody could ever name the first breach
 * handler: whoever may appoint names others for what only a few may see, and never himself.
 */
const BY_APPOINTMENT: ReadonlySet<string> = new Set(["breach"]);

export interface Giving {
  permission: string;
  unitId: string;
  /** Whether the giver would hold it himself thereby. */
  toSelf: boolean;
}

/** Pure: may the actor give this permission over this unit? */
export function mayGive(actor: Actor, { permission, unitId, toSelf }: Giving): boolean {
  if (holds(actor, permission, [unitId])) return true;
  const [noun = ""] = permission.split(":");
  const appoints = BY_APPOINTMENT.has(noun) && actor.kind === "person" && !toSelf;
  return appoints && holds(actor, "access:appoint", [unitId]);
}

export function requireMayGive(actor: Actor, wanted: readonly Giving[]): void {
  const beyond = wanted.filter((giving) => !mayGive(actor, giving)).map((giving) => giving.permission);
  if (beyond.length === 0) return;
  throw new AppError("access.beyond-own", {
    params: { permissions: [...new Set(beyond)].sort().join(", ") },
  });
}

interface Grant {
  role: string;
  unitId: string;
}

/** Refuses grants that hold more than the giver does over their unit. Throws `access.beyond-own`. */
export async function requireMayGrant(
  tx: Tx,
  actor: Actor,
  personId: string | null,
  grants: readonly Grant[],
): Promise<void> {
  const codes = [...new Set(grants.map((grant) => grant.role))];
  const roles = new Map((await findRoles(tx, codes)).map((role) => [role.code, permissionsOf(role)]));
  const toSelf = personId !== null && personId === actor.id;
  requireMayGive(
    actor,
    grants.flatMap(({ role, unitId }) =>
      (roles.get(role) ?? []).map((permission) => ({ permission, unitId, toSelf })),
    ),
  );
}
