import { z } from "zod";
import { idSchema, listInput, listOutput, reasonSchema } from "../../../shared/lists.ts";
import { instantOut } from "../../../shared/time.ts";

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
  keyName: z.string().nullable().meta({
    description: "The API key that acted for the person, where one did.",
    example: null,
  }),
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
