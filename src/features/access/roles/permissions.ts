import { z } from "zod";
import type { Operation } from "../../../platform/registry.ts";
import { query } from "../../../platform/verb/query.ts";
import { permissionMatrix, type PermissionMatrix } from "../contract.ts";
import { permissions, roleNames, roles } from "./roles.ts";

/** Pure: who may do what, from the roles and from what each verb and query asks for. */
export function matrixOf(operations: readonly Operation[]): PermissionMatrix {
  const asked = operations.map((operation) => operation.needs).filter((needs) => needs.includes(":"));
  const names = [...new Set([...permissions, ...asked])].toSorted((a, b) => (a < b ? -1 : 1));
  return {
    roles: roleNames.map((role) => ({
      role,
      permissions: [...roles[role]].toSorted((a, b) => (a < b ? -1 : 1)),
    })),
    permissions: names.map((permission) => ({
      permission,
      operations: operations
        .filter((operation) => operation.needs === permission)
        .map(({ name, kind, summary }) => ({ name, kind, summary })),
    })),
  };
}

/** The registry is known to the house only, and asked when the matrix is. */
export function permissionQuery(operations: () => readonly Operation[]) {
  return query({
    name: "permission.list",
    summary: "Shows which role may do what, from the registry of every verb and query.",
    http: { method: "GET", path: "/permissions" },
    needs: "access:read",
    input: z.object({}),
    output: permissionMatrix,
    run: async () => matrixOf(operations()),
  });
}
