import { z } from "zod";
import { idSchema, lineSchema, listInput, listOutput, versionOut } from "../../../shared/lists.ts";
import { instantOut } from "../../../shared/time.ts";
import { targets } from "../mapping/fields.ts";
import { profileSchema } from "../mapping/profile.ts";

export const runStates = ["queued", "reading", "storing", "done", "failed", "cancelled"] as const;
export const runState = z.enum(runStates).meta({ description: "How far it has come.", example: "storing" });

export const reasonOut = z
  .object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
  .meta({ description: "A reason: its sentence stands in the texts under its code." });
export type ReasonOut = z.output<typeof reasonOut>;

const countOf = (description: string) => z.number().int().meta({ description, example: 24_918 });

export const progressOut = z.object({
  state: z.string().meta({ description: "What is being done: reading or storing.", example: "storing" }),
  share: z.number().meta({ description: "Of that, between 0 and 1.", example: 0.42 }),
  rows: countOf("Rows so far."),
  rowsPerSecond: countOf("Rows a second."),
  secondsLeft: z.number().nullable().meta({ description: "Seconds left of it.", example: 12 }),
});

export const importView = z.object({
  id: idSchema,
  fileName: z.string().meta({ description: "The file's name.", example: "export.csv" }),
  fileSize: z.number().int().meta({ description: "Bytes.", example: 45_000 }),
  profileKey: z.string().meta({ description: "The profile it was read by.", example: "topdesk" }),
  target: z.enum(targets).meta({ description: "What its rows are.", example: "incidents" }),
  source: z.string().meta({ description: "The system that the records come from.", example: "topdesk" }),
  dry: z.boolean().meta({ description: "A dry run keeps nothing.", example: false }),
  state: runState,
  cancelWanted: z.boolean().meta({ description: "Somebody asked it to stop.", example: false }),
  progress: progressOut.nullable(),
  rowsRead: countOf("Rows read."),
  rowsBlank: countOf("Rows without any content."),
  rowsTaken: countOf("Rows whose record was added or changed."),
  rowsUnchanged: countOf("Rows whose record was known as it is."),
  rowsRejected: countOf("Rows that could not be taken."),
  recordsAdded: countOf("Records added."),
  recordsChanged: countOf("Records changed."),
  recordsUnchanged: countOf("Records unchanged."),
  recordsRejected: countOf("Records rejected."),
  doubts: z
    .array(z.object({ count: z.number().int(), line: z.number().int(), reason: reasonOut }))
    .meta({ description: "What was doubtful and taken all the same." }),
  error: reasonOut.nullable().meta({ description: "Why it failed." }),
  hasRejects: z.boolean().meta({ description: "Whether there is a file of rejected rows.", example: true }),
  requestedAt: instantOut,
  requestedByName: z.string().nullable().meta({ description: "Who asked for it.", example: "Administratör" }),
  finishedAt: instantOut.nullable(),
});
export type ImportView = z.output<typeof importView>;

export const listImportsInput = listInput;
export const importList = listOutput(importView);
export const importIdInput = z.object({ importId: idSchema });

const profileKey = z
  .string()
  .max(64)
  .meta({ description: "A profile that ships or is saved.", example: "topdesk" });

export const startImportInput = z
  .object({
    fileId: idSchema.meta({ description: "An uploaded file (POST /files) of one's own." }),
    profileKey: profileKey.optional(),
    profile: profileSchema.optional(),
    source: lineSchema(100).optional().meta({
      description: "The system that the records come from; the profile's key when left out.",
      example: "topdesk",
    }),
    dry: z.boolean().default(false).meta({ description: "Try it, and keep nothing.", example: true }),
  })
  .refine((given) => (given.profile === undefined) !== (given.profileKey === undefined), {
    path: ["profileKey"],
    params: { sv: "Ange en profil.", en: "Name one profile." },
  })
  .meta({
    // Of the whole: a profile goes by its key or by itself, never both.
    example: {
      fileId: "019309a5-7c00-7000-8000-000000000001",
      profileKey: "topdesk",
      source: "topdesk",
      dry: true,
    },
  });

export const profileView = z.object({
  key: z.string().meta({ description: "What it is named by.", example: "topdesk" }),
  profile: profileSchema,
  shipped: z.boolean().meta({ description: "Comes with the product.", example: true }),
  version: versionOut.nullable(),
});
export type ProfileView = z.output<typeof profileView>;
export const profileList = z.object({ items: z.array(profileView) });
export const saveProfileInput = z.object({ profile: profileSchema });
export const profileKeyInput = z.object({ profileKey });
