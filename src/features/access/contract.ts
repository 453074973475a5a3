import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  reasonSchema,
  versionOut,
  versionSchema,
} from "../../shared/lists.ts";
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

const languageSchema = z.enum(["sv", "en"]);
const emailOut = z.string().meta({
  description: "The e-mail address, which is the sign-in name.",
  example: "lead@exempelkommun.example",
});
const personName = lineSchema().meta({ description: "The person's name.", example: "Incidentledare" });
const personNameOut = z.string().meta({ description: "The person's name.", example: "Incidentledare" });
const grantIn = z
  .object({
    role: roleSchema,
    unitId: idSchema.meta({ description: "The unit that it reaches, with all under it." }),
  })
  .meta({ description: "A role over a unit and everything under it." });
const grantOut = z
  .object({
    role: roleSchema,
    unitId: idSchema,
    unitName: z.string().meta({ description: "The unit's name.", example: "Exempelkommun" }),
  })
  .meta({ description: "A role over a unit and everything under it." });

export const signInInput = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .meta({ description: "The sign-in name.", example: "lead@exempelkommun.example" }),
  password: z.string().max(1_000).meta({ description: "The password.", example: "en lång mening duger" }),
});

export const personView = z.object({
  id: idSchema,
  email: emailOut,
  name: personNameOut,
  language: languageSchema
    .nullable()
    .meta({ description: "The language the person chose; null: the organisation's.", example: "sv" }),
  roles: z.array(grantOut).meta({ description: "Every role, and over which unit." }),
  /** What the web client shows by. */
  permissions: z
    .array(z.string())
    .meta({ description: "Every permission held over some unit.", example: ["incident:read"] }),
  version: versionOut,
});
export type PersonView = z.output<typeof personView>;

export const signedIn = z.object({ token: z.string(), endsAt: instantOut, person: personView });

export const setupInput = z.object({
  organisationName: lineSchema().meta({
    description: "What the organisation is called.",
    example: "Exempelkommun",
  }),
  language: languageSchema
    .default("sv")
    .meta({ description: "The language where a reader has chosen none.", example: "sv" }),
  timeZone: z
    .string()
    .max(60)
    .default("Europe/Stockholm")
    .meta({ description: "The time zone in which times are shown.", example: "Europe/Stockholm" }),
  email: emailSchema,
  name: personName,
  password: passwordSchema,
});

export const addPersonInput = z.object({
  email: emailSchema,
  name: personName,
  title: z
    .string()
    .trim()
    .max(200)
    .default("")
    .meta({ description: "What the person is in the organisation.", example: "Handläggare" }),
  password: passwordSchema,
  grants: z.array(grantIn).min(1).max(50).meta({ description: "The roles to begin with." }),
});

export const personListItem = z.object({
  id: idSchema,
  email: emailOut,
  name: personNameOut,
  title: z.string().meta({ description: "What the person is in the organisation.", example: "Handläggare" }),
  active: z.boolean().meta({ description: "Whether the person can sign in.", example: true }),
  roles: z.array(grantOut).meta({ description: "The roles over units that the reader sees." }),
  rolesElsewhere: z.boolean().meta({
    description: "Whether there are roles over units that the reader does not see.",
    example: false,
  }),
  version: versionOut,
});
export type PersonListItem = z.output<typeof personListItem>;
export const personList = listOutput(personListItem);
export const listPeopleInput = z.object({
  ...listInput.shape,
  q: z
    .string()
    .max(200)
    .optional()
    .meta({ description: "Part of the name or the e-mail address.", example: "lead" }),
});

export const editGrantsInput = z.object({
  personId: idSchema,
  version: versionSchema,
  grants: z
    .array(grantIn)
    .max(50)
    .meta({ description: "Every role that the person is to hold from now on." }),
  active: z
    .boolean()
    .optional()
    .meta({ description: "Closes or reopens the account; unchanged where it is left out.", example: true }),
});

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

export const journalItem = z.object({
  position: z.number().int().meta({ description: "Its place in the order, without gaps.", example: 1024 }),
  id: idSchema,
  recordedAt: instantOut,
  happenedAt: instantOut.nullable().meta({ description: "When it happened, where that is another moment." }),
  actorKind: z
    .enum(["person", "system", "import", "api-key"])
    .meta({ description: "Who acted.", example: "person" }),
  actorId: idSchema.nullable().meta({ description: "The person; null for the system." }),
  actorName: z
    .string()
    .nullable()
    .meta({ description: "The person's name as it is now.", example: "Incidentledare" }),
  verb: z.string().meta({ description: "What was done.", example: "unit.add" }),
  kind: z.string().meta({ description: "The fact, in the past tense.", example: "unit.added" }),
  subjectType: z.string().meta({ description: "What it is about.", example: "unit" }),
  subjectId: idSchema,
  subjectName: z
    .string()
    .nullable()
    .meta({ description: "Its name or number, where it has one.", example: "Skolan" }),
  unitId: idSchema.nullable().meta({ description: "The unit whose readers see it." }),
  unitName: z.string().nullable().meta({ description: "That unit's name.", example: "Exempelkommun" }),
  body: z
    .record(z.string(), z.unknown())
    .nullable()
    .meta({ description: "What it says; null when it was erased by decision.", example: { name: "Skolan" } }),
});
export type JournalItem = z.output<typeof journalItem>;
export const journalList = listOutput(journalItem);
export const listJournalInput = z.object({
  limit: listInput.shape.limit,
  page: listInput.shape.page,
  cursor: listInput.shape.cursor,
  subjectId: idSchema.optional().meta({ description: "Only what is about this record." }),
  subjectType: z
    .string()
    .max(60)
    .optional()
    .meta({ description: "Only what is about records of this type.", example: "unit" }),
  kind: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "Only this kind of fact.", example: "unit.added" }),
  actorId: idSchema.optional().meta({ description: "Only what this person did." }),
});

export const eraseJournalInput = z.object({
  entryIds: z
    .array(idSchema)
    .min(1)
    .max(500)
    .meta({ description: "The entries whose content is destroyed." }),
  ground: reasonSchema.meta({
    description: "The decision or the legal ground; it stays in the journal.",
    example: "Beslut 2023-04-12 om radering, art. 17 GDPR.",
  }),
});
export const erasedJournal = z.object({
  erased: z
    .number()
    .int()
    .meta({ description: "Bodies destroyed now; the rest were gone before.", example: 1 }),
});
