import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  versionOut,
  versionSchema,
} from "../../../shared/lists.ts";
import { instantOut } from "../../../shared/time.ts";
import { grantIn, grantOut } from "./roles.ts";

export const emailSchema = z
  .email()
  .max(254)
  .meta({ description: "An e-mail address; it is the sign-in name.", example: "lead@exempelkommun.example" });
export const passwordSchema = z
  .string()
  .min(12)
  .max(200)
  .meta({ description: "At least twelve characters.", example: "en lång mening duger" });

const languageSchema = z.enum(["sv", "en"]);
const emailOut = z.string().meta({
  description: "The e-mail address, which is the sign-in name.",
  example: "lead@exempelkommun.example",
});
const personName = lineSchema().meta({ description: "The person's name.", example: "Incidentledare" });
const personNameOut = z.string().meta({ description: "The person's name.", example: "Incidentledare" });

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
  breakGlassUntil: instantOut.nullable().meta({
    description: "Signed in by a sealed code: when that ends. Null in every other session.",
  }),
  version: versionOut,
});
export type PersonView = z.output<typeof personView>;

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
  password: passwordSchema.optional().meta({
    description:
      "At least twelve characters; left out: a one-time link or an identity provider lets them in.",
    example: "en lång mening duger",
  }),
  grants: z.array(grantIn).min(1).max(50).meta({ description: "The roles to begin with." }),
});

export const appointmentList = z.object({
  items: z
    .array(
      z.object({
        id: idSchema,
        personName: personNameOut,
        byName: z
          .string()
          .nullable()
          .meta({ description: "Who appointed; null: the system.", example: "Administratör" }),
        at: instantOut,
      }),
    )
    .meta({ description: "Appointments of the last thirty days, the latest first." }),
});
export type AppointmentList = z.output<typeof appointmentList>;

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
