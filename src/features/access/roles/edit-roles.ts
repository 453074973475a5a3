import type { Actor } from "../../../platform/actor.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import { rootUnitId } from "../../organisation/index.ts";
import { addRoleInput, changeRoleInput, editRoleInput, roleView } from "../contract.ts";
import { bundles, isShipped } from "./bundles.ts";
import { appointment, appoints, isByAppointment, requireMayGive, requireOwnersAlone } from "./giving.ts";
import { isPermission } from "./permissions.ts";
import {
  countAdministrators,
  decide,
  holdersOf,
  holdsRole,
  isGivenByClaims,
  lockAdministrators,
} from "./queries-roles.ts";
import { findRole, type RoleRow } from "./queries-roles.ts";
import { nameOf, permissionsOf } from "./roles.ts";
import { lockRoleAt, roleSubject, viewRole } from "./view-role.ts";

/** A role may be granted over any unit, so it takes the permission over all of them to say what it may do. */
const everywhere = async ({ tx }: { tx: Tx }) => [await rootUnitId(tx)];

function refuseUnknown(permissions: readonly string[]): void {
  const unknown = permissions.filter((permission) => !isPermission(permission));
  if (unknown.length === 0) return;
  const names = unknown.join(", ");
  throw new AppError("input.invalid", {
    faults: [
      {
        path: "permissions",
        sv: `Behörigheten finns inte: ${names}.`,
        en: `There is no such permission: ${names}.`,
      },
    ],
  });
}

/**
 * What is put into a role is given to whoever holds it: no more than the giver holds over the whole organisation.
 * Returns who is appointed thereby.
 */
async function requireMayPut(
  tx: Tx,
  actor: Actor,
  role: string | null,
  permissions: readonly string[],
): Promise<string[]> {
  const unitId = await rootUnitId(tx);
  const toSelf = role !== null && (await holdsRole(tx, actor.id, role));
  const wanted = permissions.map((permission) => ({ permission, unitId, toSelf }));
  requireMayGive(actor, wanted);
  return role !== null && appoints(actor, wanted) ? requireMayAppointHolders(tx, role, permissions) : [];
}

/** Everybody who holds the role is appointed thereby; so is whoever a provider says, whom nobody here knows yet. */
async function requireMayAppointHolders(
  tx: Tx,
  role: string,
  permissions: readonly string[],
): Promise<string[]> {
  if (await isGivenByClaims(tx, role)) {
    const beyond = permissions.filter(isByAppointment).join(", ");
    throw new AppError("access.beyond-own", { params: { permissions: beyond } });
  }
  const holders = await holdersOf(tx, role);
  await requireOwnersAlone(tx, holders);
  return holders;
}

async function answer(tx: Tx, roleId: string) {
  const role = await findRole(tx, roleId);
  if (role === undefined) throw new AppError("record.not-found");
  return viewRole(role);
}

export const addRole = verb({
  name: "role.add",
  summary: "Adds a role of the organisation's own, with no more than the one who adds it may do.",
  http: { method: "POST", path: "/roles" },
  needs: "role:edit",
  input: addRoleInput,
  output: roleView,
  scope: everywhere,
  async run({ tx, input, actor, now, note }) {
    refuseUnknown(input.permissions);
    await requireMayPut(tx, actor, null, input.permissions);
    const id = newId();
    const { sv, en } = input.name;
    await tx
      .insertInto("role")
      .values({ id, code: id, name_sv: sv, name_en: en, edited: true, updated_at: now })
      .execute();
    await decide(tx, id, new Set(input.permissions));
    note({
      kind: "role.added",
      subject: roleSubject(id),
      body: { name: sv, nameEn: en, permissions: input.permissions },
    });
    return answer(tx, id);
  },
});

/** Pure: what an edit adds and takes away. */
export function difference(before: readonly string[], after: readonly string[]) {
  return {
    added: after.filter((permission) => !before.includes(permission)),
    removed: before.filter((permission) => !after.includes(permission)),
  };
}

async function savePermissions(tx: Tx, role: RoleRow, after: readonly string[]): Promise<void> {
  await decide(tx, role.id, new Set(after));
  await tx.updateTable("role").set({ edited: true }).where("id", "=", role.id).execute();
}

const bumped = (tx: Tx, role: RoleRow, now: string) =>
  tx
    .updateTable("role")
    .set({ version: role.version + 1, updated_at: now })
    .where("id", "=", role.id);

export const editRole = verb({
  name: "role.edit",
  summary: "Renames a role, or says anew what it may do; sessions stay and see it with their next request.",
  http: { method: "PATCH", path: "/roles/{roleId}" },
  needs: "role:edit",
  input: editRoleInput,
  output: roleView,
  scope: everywhere,
  async run({ tx, input, actor, now, note }) {
    await lockAdministrators(tx);
    const role = await lockRoleAt(tx, input.roleId, input.version);
    const after = input.permissions ?? permissionsOf(role);
    if (input.permissions !== undefined) refuseUnknown(input.permissions);
    const { added, removed } = difference(permissionsOf(role), after);
    for (const id of await requireMayPut(tx, actor, role.code, added)) note(appointment(id));
    if (input.permissions !== undefined) await savePermissions(tx, role, after);
    const before = nameOf(role);
    const name = input.name ?? before;
    if (name.sv !== before.sv || name.en !== before.en)
      await bumped(tx, role, now).set({ name_sv: name.sv, name_en: name.en }).execute();
    else await bumped(tx, role, now).execute();
    if ((await countAdministrators(tx)) === 0) throw new AppError("access.last-administrator");
    note({
      kind: "role.edited",
      subject: roleSubject(role.id),
      body: { name: name.sv, nameEn: name.en, before, added, removed },
    });
    return answer(tx, role.id);
  },
});

export const restoreRole = verb({
  name: "role.restore",
  summary:
    "Gives a role that ships its own name and permissions back; from then on new releases reach it again.",
  http: { method: "POST", path: "/roles/{roleId}/restoration" },
  needs: "role:edit",
  input: changeRoleInput,
  output: roleView,
  scope: everywhere,
  async run({ tx, input, actor, now, note }) {
    await lockAdministrators(tx);
    const role = await lockRoleAt(tx, input.roleId, input.version);
    if (!isShipped(role.code)) throw new AppError("role.own");
    const { added, removed } = difference(permissionsOf(role), bundles[role.code]);
    for (const id of await requireMayPut(tx, actor, role.code, added)) note(appointment(id));
    await tx.deleteFrom("role_permission").where("role_id", "=", role.id).execute();
    await bumped(tx, role, now).set({ edited: false, name_sv: null, name_en: null }).execute();
    if ((await countAdministrators(tx)) === 0) throw new AppError("access.last-administrator");
    note({
      kind: "role.restored",
      subject: roleSubject(role.id),
      body: { name: nameOf(role).sv, added, removed },
    });
    return answer(tx, role.id);
  },
});

export const removeRole = verb({
  name: "role.remove",
  summary: "Removes a role of the organisation's own that nobody holds; the answer is the role as it was.",
  http: { method: "DELETE", path: "/roles/{roleId}" },
  needs: "role:edit",
  input: changeRoleInput,
  output: roleView,
  scope: everywhere,
  async run({ tx, input, note }) {
    const role = await lockRoleAt(tx, input.roleId, input.version);
    if (role.shipped) throw new AppError("role.shipped");
    // A grant that names it, or comes in between, keeps it there.
    if (role.holders > 0) throw new AppError("role.held", { params: { count: role.holders } });
    await tx.deleteFrom("role").where("id", "=", role.id).execute();
    note({ kind: "role.removed", subject: roleSubject(role.id), body: { name: nameOf(role).sv } });
    return viewRole(role);
  },
});
