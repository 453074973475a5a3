import { z } from "zod";
import { idSchema } from "../../../shared/lists.ts";
import { targets } from "../mapping/fields.ts";
import { profileSchema } from "../mapping/profile.ts";
import { reasonOut } from "./imports.ts";

export const proposeInput = z.object({
  fileId: idSchema.meta({ description: "An uploaded file of one's own." }),
  target: z.enum(targets).optional().meta({ description: "What its rows are.", example: "incidents" }),
});

const texts = z.array(z.string()).readonly();
const about = { column: z.string(), count: z.number().int(), example: z.string() };
const dayOrder = z.enum(["ambiguous", "contradictory"]);

export const questionOut = z
  .discriminatedUnion("code", [
    z.object({ code: z.literal("ask-target"), targets: z.array(z.enum(targets)).readonly() }),
    z.object({
      code: z.literal("ask-day-order"),
      column: z.string(),
      example: z.string(),
      order: dayOrder,
      patterns: texts.meta({
        description: "The forms that it is asked of, as they are proposed to be read.",
      }),
    }),
    z.object({
      code: z.literal("ask-date-forms"),
      column: z.string(),
      forms: z
        .array(z.object({ pattern: z.string(), example: z.string(), count: z.number().int() }))
        .readonly(),
    }),
    z.object({ code: z.literal("ask-dates"), ...about }),
    z.object({ code: z.literal("ask-year"), ...about }),
    z.object({ code: z.literal("ask-zone"), columns: texts, zone: z.string() }),
    z.object({ code: z.literal("ask-values"), column: z.string(), field: z.string(), values: texts }),
    z.object({ code: z.literal("ask-column"), field: z.string(), columns: texts }),
    z.object({ code: z.literal("ask-required"), field: z.string() }),
    z.object({ code: z.literal("ask-start"), fields: texts }),
    z.object({ code: z.literal("ask-unmapped"), column: z.string(), example: z.string() }),
    z.object({ code: z.literal("ask-nulls"), words: texts }),
    z.object({ code: z.literal("ask-key"), fields: texts, repeated: z.number().int() }),
  ])
  .meta({
    description: "What the file leaves undecided; a person decides.",
    example: { code: "ask-zone", columns: ["Anmäld"], zone: "Europe/Stockholm" },
  });
export type QuestionOut = z.output<typeof questionOut>;

export const proposalView = z.object({
  target: z.enum(targets).meta({ description: "What the rows seem to be.", example: "incidents" }),
  confidence: z.number().meta({ description: "Between 0 and 1.", example: 0.93 }),
  rows: z.number().int().meta({ description: "Rows that were looked at.", example: 1003 }),
  header: z.array(z.string()).meta({ description: "The columns of the file.", example: ["Nummer"] }),
  profile: profileSchema.nullable().meta({ description: "Null while a required field has no column." }),
  draft: profileSchema
    .nullable()
    .meta({ description: "What is known so far, for a person to complete; the profile where there is one." }),
  columns: z.array(
    z.object({
      column: z.string(),
      field: z.string().nullable(),
      confidence: z.number(),
      why: z.array(z.string()),
      formats: z.array(z.string()).meta({ description: "How its dates are read, should it become a time." }),
      unsettled: z
        .array(z.object({ order: dayOrder, evidence: texts, patterns: texts }))
        .meta({ description: "Its forms of dates that do not tell day from month." }),
    }),
  ),
  questions: z.array(questionOut),
});
export type ProposalView = z.output<typeof proposalView>;

export const previewInput = z.object({
  fileId: idSchema.meta({ description: "An uploaded file of one's own." }),
  profile: profileSchema,
});
export const previewView = z.object({
  items: z.array(
    z.object({
      line: z.number().int(),
      cells: z.array(z.string()),
      values: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]))
        .nullable(),
      reasons: z.array(reasonOut),
    }),
  ),
});
export type PreviewView = z.output<typeof previewView>;
