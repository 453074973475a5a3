import { z } from "zod";
import { idSchema, lineSchema, versionOut, versionSchema } from "../../../shared/lists.ts";

/** What a grant names: the code of a role that ships, the id of the organisation's own. */
export const roleSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
  .meta({ description: "The code of a role: a bundle of permissions.", example: "lead" });
const labelOut = z
  .object({
    sv: z.string().meta({ description: "In Swedish.", example: "Incidentledare" }),
    en: z.string().meta({ description: "In English.", example: "Incident lead" }),
  })
  .meta({
    description: "The words in both languages.",
    example: { sv: "Incidentledare", en: "Incident lead" },
  });
const permissionIn = z
  .string()
  .regex(/^[a-z-]+:[a-z-]+$/)
  .max(60)
  .meta({ description: "A permission: noun and act.", example: "incident:read" });
const permissionOut = z.string().meta({ description: "Noun and act.", example: "incident:read" });

export const grantIn = z
  .object({
    role: roleSchema,
    unitId: idSchema.meta({ description: "The unit that it reaches, with all under it." }),
  })
  .meta({ description: "A role over a unit and everything under it." });
export const grantOut = z
  .object({
    role: roleSchema,
    roleName: labelOut.meta({ description: "What the role is called." }),
    unitId: idSchema,
    unitName: z.string().meta({ description: "The unit's name.", example: "Exempelkommun" }),
  })
  .meta({ description: "A role over a unit and everything under it." });
export type GrantOut = z.output<typeof grantOut>;

const roleName = z
  .object({
    sv: lineSchema(80).meta({ description: "In Swedish.", example: "Systemförvaltare" }),
    en: lineSchema(80).meta({ description: "In English.", example: "System manager" }),
  })
  .meta({ description: "What it is called, in both languages." });
const permissionsIn = z
  .array(permissionIn)
  .max(500)
  .meta({ description: "Everything that the role may do.", example: ["incident:read"] });

export const roleIdInput = z.object({ roleId: idSchema });
export const addRoleInput = z.object({ name: roleName, permissions: permissionsIn });
export const editRoleInput = z.object({
  roleId: idSchema,
  version: versionSchema,
  name: roleName.optional().meta({ description: "Unchanged where it is left out." }),
  permissions: permissionsIn.optional().meta({
    description: "Everything that the role may do from now on; unchanged where it is left out.",
  }),
});
export const changeRoleInput = z.object({ roleId: idSchema, version: versionSchema });

export const roleView = z.object({
  id: idSchema,
  role: roleSchema,
  name: labelOut,
  purpose: labelOut.nullable().meta({ description: "What it is for; null for the organisation's own." }),
  shipped: z.boolean().meta({ description: "Whether it came with the product.", example: true }),
  edited: z.boolean().meta({
    description:
      "Whether the organisation has decided what it may do; then a new release changes nothing of it.",
    example: false,
  }),
  renamed: z
    .boolean()
    .meta({ description: "Whether it has another name than it came with.", example: false }),
  permissions: z.array(permissionOut).meta({ description: "What it may do.", example: ["incident:read"] }),
  notDecided: z.array(permissionOut).meta({
    description: "Permissions that came after it was edited: not held until somebody decides.",
    example: [],
  }),
  holders: z.number().int().meta({ description: "People who hold it.", example: 4 }),
  version: versionOut,
});
export type RoleView = z.output<typeof roleView>;
export const roleList = z.object({
  items: z.array(roleView).meta({ description: "Every role: those that ship first." }),
});
export type RoleList = z.output<typeof roleList>;

const operationOut = z.object({
  name: z.string().meta({ description: "The verb or query.", example: "incident.read" }),
  kind: z.enum(["verb", "query"]).meta({ description: "A write or a read.", example: "query" }),
  feature: z.string().meta({ description: "The feature that it belongs to.", example: "incidents" }),
  needs: z.string().meta({ description: "The permission; or who else may.", example: "incident:read" }),
  says: labelOut.meta({ description: "What it does, in words." }),
  summary: z.string().meta({ description: "What it does.", example: "Shows one incident." }),
});

export const permissionMatrix = z.object({
  roles: z.array(roleView).meta({ description: "Every role." }),
  permissions: z
    .array(
      z.object({
        permission: permissionOut,
        subject: z.string().meta({ description: "What it is about.", example: "incident" }),
        says: labelOut.meta({ description: "What it lets one do, in words." }),
      }),
    )
    .meta({ description: "Every permission, by what it is about." }),
  operations: z.array(operationOut).meta({ description: "Every verb and query, by feature." }),
});
export type PermissionMatrix = z.output<typeof permissionMatrix>;

export const personIdInput = z.object({ personId: idSchema });
export const personReach = z.object({
  personId: idSchema,
  name: z.string().meta({ description: "The person's name.", example: "Incidentledare" }),
  active: z.boolean().meta({ description: "Whether the person can sign in.", example: true }),
  elsewhere: z.boolean().meta({
    description: "Whether there are roles over units that the reader does not see.",
    example: false,
  }),
  permissions: z
    .array(
      z.object({
        permission: permissionOut,
        everywhere: z.boolean().meta({ description: "Over the whole organisation.", example: false }),
        because: z.array(grantOut).meta({ description: "The grants that it comes from: where, and why." }),
      }),
    )
    .meta({ description: "What the person may do." }),
});
export type PersonReach = z.output<typeof personReach>;
