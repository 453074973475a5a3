import { z } from "zod";
import { query } from "../../../platform/verb/query.ts";
import { AppError } from "../../../shared/errors.ts";
import { roleIdInput, roleList, roleView } from "../contract.ts";
import { findRole, listRoles } from "./queries-roles.ts";
import { viewRole } from "./view-role.ts";

export const readRoles = query({
  name: "role.list",
  summary: "Lists every role and what it may do: those that ship, and the organisation's own.",
  http: { method: "GET", path: "/roles" },
  needs: "access:read",
  input: z.object({}),
  output: roleList,
  run: async ({ db }) => ({ items: (await listRoles(db)).map(viewRole) }),
});

export const readRole = query({
  name: "role.read",
  summary: "Shows one role and what it may do.",
  http: { method: "GET", path: "/roles/{roleId}" },
  needs: "access:read",
  input: roleIdInput,
  output: roleView,
  async run({ db, input }) {
    const role = await findRole(db, input.roleId);
    if (role === undefined) throw new AppError("record.not-found");
    return viewRole(role);
  },
});
