import { z } from "zod";
import { languages } from "../../../shared/language.ts";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  reasonSchema,
  severalOf,
  textSchema,
  versionOut,
  versionSchema,
} from "../../../shared/lists.ts";
import { periodOut } from "../../../shared/period-schema.ts";
import { parsePeriod } from "../../../shared/period-parser.ts";
import { instantOut } from "../../../shared/time.ts";
import { reportModel } from "../model.ts";

export const documentFormats = ["html", "docx", "pdf", "pdf-a"] as const;
export type DocumentFormat = (typeof documentFormats)[number];

export const reportStates = ["draft", "frozen", "withdrawn"] as const;
export type ReportState = (typeof reportStates)[number];
const reportState = z
  .enum(reportStates)
  .meta({ description: "A draft is computed anew; a frozen one stays.", example: "draft" });

/** Kept as it was written, too. */
const writtenPeriod = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .superRefine((text, context) => {
    const parsed = parsePeriod(text);
    if (!parsed.ok) context.addIssue({ code: "custom", params: { ...parsed.said }, input: text });
  });

export const draftReportInput = z.object({
  period: writtenPeriod.meta({
    description: "The period as people write it: 2023-Q1, 2301-2305, 2017-W10.",
    example: "2023-Q1",
  }),
  against: writtenPeriod.nullable().optional().meta({
    description: "The period compared with. Left out: the same the year before; null: none.",
    example: "2022-Q1",
  }),
  areaId: idSchema.nullable().default(null).meta({ description: "Only this service area." }),
  unitId: idSchema.optional().meta({
    description: "Only this unit with all under it. Left out: the topmost that you write reports for.",
  }),
  language: z
    .enum(languages)
    .optional()
    .meta({ description: "Left out: the organisation's.", example: "sv" }),
  title: lineSchema(200)
    .optional()
    .meta({ description: "Left out: what it is about.", example: "Kvalitetsavvikelser första kvartalet" }),
});

const named = z.object({ id: idSchema, name: z.string() });
const person = z.object({ id: idSchema, name: z.string() }).nullable();

const head = {
  id: idSchema,
  number: z.string().meta({ description: "The number that people use.", example: "RAP-2023-0001" }),
  title: z.string(),
  state: reportState,
  language: z.enum(languages),
  unit: named,
  area: named.nullable(),
  period: periodOut.extend({ written: z.string() }),
  comparison: periodOut.extend({ written: z.string() }).nullable(),
  createdAt: instantOut,
  createdBy: person,
  frozenAt: instantOut.nullable(),
  frozenBy: person,
  withdrawnAt: instantOut.nullable(),
  withdrawnBy: person,
  withdrawnReason: z.string().nullable(),
  updatedAt: instantOut,
  version: versionOut,
};
export const reportRow = z.object(head);
export type ReportRow = z.output<typeof reportRow>;

export const listReportsInput = z.object({
  ...listInput.shape,
  state: severalOf(reportState),
  q: z.string().trim().max(200).optional().meta({ description: "Part of the number or title." }),
  sort: z.enum(["created", "-created", "number", "-number"]).default("-created"),
});
export const reportList = listOutput(reportRow);

const stated = z.object({ value: z.number().nullable(), comparison: z.number().nullable() });
const sentence = z.object({
  key: z.string().meta({ description: "The part that is edited.", example: "incidents" }),
  paragraph: z.number().int(),
  drafted: z.string().meta({ description: "What the figures say." }),
  shown: z.string().meta({ description: "What stands in the report." }),
  edited: z.boolean(),
  changed: z
    .array(z.object({ key: z.string(), label: z.string(), was: stated, now: stated }))
    .meta({ description: "The figures that it stated and that are others now." }),
});
export type SentenceView = z.output<typeof sentence>;

export const reportView = z.object({
  ...head,
  model: reportModel,
  sentences: z.array(sentence).meta({ description: "The summary's parts; empty when it is frozen." }),
  documents: z
    .array(z.enum(documentFormats))
    .meta({ description: "The documents kept; a draft's are made when asked for." }),
  withBreaches: z
    .boolean()
    .meta({ description: "Whether personal-data incidents are part of what is shown." }),
  journalPosition: z
    .number()
    .int()
    .nullable()
    .meta({ description: "Where the journal stood when it was counted." }),
});
export type ReportView = z.output<typeof reportView>;

export const reportIdInput = z.object({ reportId: idSchema });

export const editTextsInput = z.object({
  reportId: idSchema,
  version: versionSchema,
  title: lineSchema(200).optional(),
  texts: z
    .record(
      z.string().regex(/^[a-z][a-z0-9.-]{0,60}$/u),
      z.union([textSchema(5_000), z.null()]).meta({ description: "Null: what is drafted holds again." }),
    )
    .default({})
    .meta({ description: "What shall stand instead of what is drafted, by the sentence's key." }),
});
export const freezeReportInput = z.object({ reportId: idSchema, version: versionSchema });
export const withdrawReportInput = z.object({
  reportId: idSchema,
  version: versionSchema,
  reason: reasonSchema,
});

export const documentInput = z.object({
  reportId: idSchema,
  format: z.enum(documentFormats).meta({ description: "What it is wanted as.", example: "docx" }),
});

const side = z.object({
  frozen: z.number().nullable(),
  today: z.number().nullable(),
  difference: z.number().nullable(),
  records: z.string().nullable(),
});
export const comparedFigure = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.enum(["count", "minutes", "percent", "duration"]),
  period: z.enum(["current", "comparison"]),
  ...side.shape,
});
export type ComparedFigure = z.output<typeof comparedFigure>;
export const reportComparison = z.object({
  checked: z.number().int().meta({ description: "Figures that were compared.", example: 14 }),
  changed: z.array(comparedFigure).meta({ description: "Those that no longer hold." }),
});
export type ReportComparison = z.output<typeof reportComparison>;

export const reportChangesInput = z.object({
  reportId: idSchema,
  since: z.coerce.number().int().min(0).meta({
    description: "Where the journal stood when the draft was counted: its `journalPosition`.",
    example: 4711,
  }),
});
export const reportChanges = z.object({
  changed: z.number().int().meta({ description: "Records that have changed since.", example: 2 }),
  more: z.boolean().meta({ description: "Whether there are more than that." }),
});
export type ReportChanges = z.output<typeof reportChanges>;
