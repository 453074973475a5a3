import type { Tx } from "../../../platform/database/transaction.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import { AppError } from "../../../shared/errors.ts";
import type { RoleView } from "../contract.ts";
import { lockRole, type RoleRow } from "./queries-roles.ts";
import { nameOf, notDecided, permissionsOf, purposeOf } from "./roles.ts";

/** What happens to roles is read by those who may read access. */
export const roleSubject = (id: string): Subject => ({
  type: "role",
  id,
  unitId: null,
  needs: "access:read",
});

export function viewRole(role: RoleRow): RoleView {
  return {
    id: role.id,
    role: role.code,
    name: nameOf(role),
    purpose: purposeOf(role.code),
    shipped: role.shipped,
    edited: role.edited && role.shipped,
    renamed: role.shipped && role.nameSv !== null,
    permissions: permissionsOf(role).toSorted((a, b) => (a < b ? -1 : 1)),
    notDecided: notDecided(role),
    holders: role.holders,
    version: role.version,
  };
}

/** Fetches and locks the role that an edit was made on. Throws `record.not-found` or `record.stale`. */
export async function lockRoleAt(tx: Tx, roleId: string, version: number): Promise<RoleRow> {
  const role = await lockRole(tx, roleId);
  if (role === undefined) throw new AppError("record.not-found");
  if (role.version !== version) throw new AppError("record.stale", { current: viewRole(role) });
  return role;
}
