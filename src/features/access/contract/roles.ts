import { z } from "zod";
import { idSchema } from "../../../shared/lists.ts";

export const roleSchema = z
  .enum([
    "reader",
    "service-desk",
    "lead",
    "author",
    "administrator",
    "breach-handler",
    "data-protection-officer",
  ])
  .meta({ description: "A bundle of permissions.", example: "lead" });

export const grantIn = z
  .object({
    role: roleSchema,
    unitId: idSchema.meta({ description: "The unit that it reaches, with all under it." }),
  })
  .meta({ description: "A role over a unit and everything under it." });
export const grantOut = z
  .object({
    role: roleSchema,
    unitId: idSchema,
    unitName: z.string().meta({ description: "The unit's name.", example: "Exempelkommun" }),
  })
  .meta({ description: "A role over a unit and everything under it." });

export const permissionMatrix = z.object({
  roles: z
    .array(
      z.object({
        role: roleSchema,
        permissions: z
          .array(z.string())
          .meta({ description: "What the role may do.", example: ["incident:read"] }),
      }),
    )
    .meta({ description: "Every role." }),
  permissions: z
    .array(
      z.object({
        permission: z.string().meta({ description: "Noun and act.", example: "incident:read" }),
        operations: z
          .array(
            z.object({
              name: z.string().meta({ description: "The verb or query.", example: "incident.read" }),
              kind: z.enum(["verb", "query"]).meta({ description: "A write or a read.", example: "query" }),
              summary: z.string().meta({ description: "What it does.", example: "Shows one incident." }),
            }),
          )
          .meta({ description: "What asks for the permission." }),
      }),
    )
    .meta({ description: "Every permission, in order." }),
});
export type PermissionMatrix = z.output<typeof permissionMatrix>;
