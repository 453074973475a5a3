import { z } from "zod";
import { idSchema, lineSchema, listInput, listOutput, versionOut } from "../../shared/lists.ts";
import { instantOut } from "../../shared/time.ts";

export const emailSchema = z
  .email()
  .max(254)
  .meta({ description: "An e-mail address; it is the sign-in name.", example: "lead@exempelkommun.example" });
export const passwordSchema = z
  .string()
  .min(12)
  .max(200)
  .meta({ description: "At least twelve characters.", example: "en lång mening duger" });
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

export const signInInput = z.object({ email: z.string().trim().max(254), password: z.string().max(1_000) });

export const personView = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string().meta({ example: "Incidentledare" }),
  language: z.enum(["sv", "en"]).nullable(),
  roles: z.array(z.object({ role: roleSchema, unitId: idSchema, unitName: z.string() })),
  /** Every permission held over some unit: what the web client shows by. */
  permissions: z.array(z.string()),
});
export type PersonView = z.output<typeof personView>;

export const signedIn = z.object({ token: z.string(), endsAt: instantOut, person: personView });

export const setupInput = z.object({
  organisationName: lineSchema().meta({ example: "Exempelkommun" }),
  language: z.enum(["sv", "en"]).default("sv"),
  timeZone: z.string().max(60).default("Europe/Stockholm"),
  email: emailSchema,
  name: lineSchema(),
  password: passwordSchema,
});

export const addPersonInput = z.object({
  email: emailSchema,
  name: lineSchema(),
  title: z.string().trim().max(200).default(""),
  password: passwordSchema,
  grants: z
    .array(z.object({ role: roleSchema, unitId: idSchema }))
    .min(1)
    .max(50),
});

export const personListItem = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string(),
  title: z.string(),
  active: z.boolean(),
  roles: z.array(z.object({ role: z.string(), unitId: idSchema, unitName: z.string() })),
  version: versionOut,
});
export const personList = listOutput(personListItem);
export const listPeopleInput = listInput;

export const editGrantsInput = z.object({
  personId: idSchema,
  grants: z.array(z.object({ role: roleSchema, unitId: idSchema })).max(50),
  active: z.boolean().optional(),
});
