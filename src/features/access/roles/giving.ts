import { holds, type Actor } from "../../../platform/actor.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import type { Noted } from "../../../platform/journal/entry.ts";
import { AppError } from "../../../shared/errors.ts";
import { isWayInKnown } from "../people/queries-ways.ts";
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

export function isByAppointment(permission: string): boolean {
  return BY_APPOINTMENT.has(permission.split(":")[0] ?? "");
}

/** Pure: may the actor give this permission over this unit? */
export function mayGive(actor: Actor, { permission, unitId, toSelf }: Giving): boolean {
  if (holds(actor, permission, [unitId])) return true;
  const appoints = isByAppointment(permission) && actor.kind === "person" && !toSelf;
  return appoints && holds(actor, "access:appoint", [unitId]);
}

/** Pure: whether the actor would give what they may give but do not hold. */
export function appoints(actor: Actor, wanted: readonly Giving[]): boolean {
  return wanted.some(({ permission, unitId }) => !holds(actor, permission, [unitId]));
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

/** Told to those who see breaches themselves: they know whether somebody belongs among them. */
export const appointment = (personId: string): Noted => ({
  kind: "person.appointed",
  subject: { type: "person", id: personId, unitId: null, needs: "breach:read" },
  body: {},
});

/**
 * Whoever could come in as another would give themselves what they give them. So nobody is appointed while somebody
 * else could know a way in: a password that was given, a link that waits, a sealed code. Throws `access.way-in-known`.
 */
export async function requireOwnersAlone(tx: Tx, personIds: readonly string[]): Promise<void> {
  if (await isWayInKnown(tx, personIds)) throw new AppError("access.way-in-known");
}

/**
 * Refuses grants that hold more than the giver does over their unit. Throws `access.beyond-own`, and
 * `access.way-in-known` where they appoint. Returns whether they do: that is to be noted.
 */
export async function requireMayGrant(
  tx: Tx,
  actor: Actor,
  personId: string | null,
  grants: readonly Grant[],
): Promise<boolean> {
  const codes = [...new Set(grants.map((grant) => grant.role))];
  const roles = new Map((await findRoles(tx, codes)).map((role) => [role.code, permissionsOf(role)]));
  const toSelf = personId !== null && personId === actor.id;
  const wanted = grants.flatMap(({ role, unitId }) =>
    (roles.get(role) ?? []).map((permission) => ({ permission, unitId, toSelf })),
  );
  requireMayGive(actor, wanted);
  const appointed = personId !== null && appoints(actor, wanted);
  if (appointed) await requireOwnersAlone(tx, [personId]);
  return appointed;
}
