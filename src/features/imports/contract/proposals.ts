import { z } from "zod";
import { idSchema } from "../../../shared/lists.ts";
import { targets } from "../mapping/fields.ts";
import { profileSchema } from "../mapping/profile.ts";
import { reasonOut } from "./imports.ts";

export const proposeInput = z.object({
  fileId: idSchema.meta({ description: "An uploaded file of one's own." }),
  target: z.enum(targets).optional().meta({ description: "What its rows are.", example: "incidents" }),
});

export const questionOut = z
  .looseObject({ code: z.string() })
  .meta({ description: "What the file leaves undecided; a person decides.", example: { code: "ask-zone" } });
export type QuestionOut = z.output<typeof questionOut>;

export const proposalView = z.object({
  target: z.enum(targets).meta({ description: "What the rows seem to be.", example: "incidents" }),
  confidence: z.number().meta({ description: "Between 0 and 1.", example: 0.93 }),
  rows: z.number().int().meta({ description: "Rows that were looked at.", example: 1003 }),
  header: z.array(z.string()).meta({ description: "The columns of the file.", example: ["Nummer"] }),
  profile: profileSchema.nullable().meta({ description: "Null while a required field has no column." }),
  columns: z.array(
    z.object({
      column: z.string(),
      field: z.string().nullable(),
      confidence: z.number(),
      why: z.array(z.string()),
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
