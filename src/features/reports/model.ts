import { z } from "zod";
import { languages } from "../../shared/language.ts";
import { precisions } from "../../shared/time.ts";

/**
 * What a report says, before it is a web page, a Word file or a PDF. It holds figures and
 * sentences, never records: its size follows months, areas and deviations, not incidents.
 */

const key = z.string().regex(/^[a-z0-9]+(?:[.:_-][a-z0-9]+)*$/u);

/** A path into the application; a scheme or a host cannot get in, so a link can only lead home. */
const path = z.string().regex(/^\/(?!\/)[^\s\\]*$/u);

const text = z.string().max(20_000);

const instant = z.iso.datetime();

export const severities = ["none", "minor", "major"] as const;
/** Null is said as "not assessed": a colour that nobody could derive is never guessed. */
const severity = z.enum(severities).nullable();
export type Severity = z.output<typeof severity>;

const period = z.object({
  code: z.string(),
  label: text,
  from: z.iso.date(),
  /** The first day after the period. */
  until: z.iso.date(),
});
export type ReportPeriod = z.output<typeof period>;

/** `percent` is a share (0.33), `duration` seconds, `minutes` and `count` plain numbers. */
export const figureUnits = ["count", "minutes", "percent", "duration"] as const;
export type FigureUnit = (typeof figureUnits)[number];

/** How the summary speaks of a figure; `plain` names its label and works for every figure. */
export const phrases = [
  "incidents",
  "major-incidents",
  "breaches",
  "outage-time",
  "restore-time",
  "share-in-time",
  "plain",
] as const;

const figure = z.object({
  key,
  label: text,
  definition: text,
  unit: z.enum(figureUnits),
  phrase: z.enum(phrases).default("plain"),
  /** Null is a value: it is printed as missing, never as 0. */
  value: z.number().nullable(),
  /** Left out when the figure is not compared at all; null when the other value is missing. */
  comparison: z.number().nullable().optional(),
  /** How many records a median, share or sum rests on. */
  n: z.int().nonnegative().nullable().default(null),
  imprecise: z.boolean().default(false),
  /** Left out in what was locked before the two were told apart: then as the value. */
  comparisonImprecise: z.boolean().optional(),
  records: path.nullable().default(null),
  comparisonRecords: path.nullable().default(null),
});
export type Figure = z.output<typeof figure>;
export type FigureInput = z.input<typeof figure>;
export const parseFigure = (input: FigureInput): Figure => figure.parse(input);

const sentence = z.object({ text, figures: z.array(key) });
const paragraph = z.object({ sentences: z.array(sentence) });
export type Sentence = z.output<typeof sentence>;

/** `comparison` sets measures side by side, `series` runs over time, `dimension` splits one figure. */
export const chartKinds = ["comparison", "series", "dimension"] as const;

const chart = z.object({
  key,
  kind: z.enum(chartKinds),
  title: text,
  unit: z.enum(figureUnits),
  categories: z.array(z.object({ label: text, records: path.nullable().default(null) })),
  series: z
    .array(
      z.object({
        label: text,
        role: z.enum(["current", "comparison"]),
        values: z.array(z.number().nullable()),
      }),
    )
    .min(1)
    .max(2),
  note: text.nullable().default(null),
});
export type Chart = z.output<typeof chart>;
export type ChartInput = z.input<typeof chart>;

const moment = z.object({ at: instant, precision: z.enum(precisions) });
export type Moment = z.output<typeof moment>;

const areaRow = z.object({
  service: text,
  system: text.nullable().default(null),
  /** What the deviation is, where neither column says so: a shortcoming, a need. */
  title: text.nullable().default(null),
  actions: z.array(text),
  incident: z.object({
    state: z.enum(["none", "incident", "major", "missing"]),
    text: text.nullable().default(null),
  }),
  breach: z.object({
    state: z.enum(["none", "breach", "missing", "withheld"]),
    text: text.nullable().default(null),
  }),
  severity,
  /** Why a person set another colour than the derived one. */
  severityReason: text.nullable().default(null),
  /** Which of our rules gave the colour: the records say what happened, not how grave it was. */
  severityRule: text.nullable().default(null),
  records: path.nullable().default(null),
});
export type AreaRow = z.output<typeof areaRow>;

const area = z.object({
  key,
  name: text,
  severity,
  severityReason: text.nullable().default(null),
  rows: z.array(areaRow),
});
export type AreaTable = z.output<typeof area>;

const major = z.object({
  number: text,
  title: text,
  service: text,
  system: text.nullable().default(null),
  started: moment.nullable(),
  restored: moment.nullable(),
  /** Why it was declared a major incident. */
  ground: text.nullable(),
  records: path.nullable().default(null),
});
export type MajorIncident = z.output<typeof major>;

export const actionStates = ["proposed", "decided", "in-progress", "done", "verified", "rejected"] as const;

const actionGroup = z.object({
  supplier: text.nullable(),
  actions: z.array(
    z.object({
      text,
      state: z.enum(actionStates).nullable(),
      due: z.iso.date().nullable(),
      effect: text.nullable().default(null),
      constraint: text.nullable().default(null),
      records: path.nullable().default(null),
    }),
  ),
});
export type ActionGroup = z.output<typeof actionGroup>;

const afterItem = z.object({ when: moment.nullable(), text, records: path.nullable().default(null) });

export const methodTopics = ["comparability", "imprecise", "missing", "assessment", "other"] as const;
const methodNote = z.object({ topic: z.enum(methodTopics), text });
export type MethodNote = z.output<typeof methodNote>;

const part = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("summary"), paragraphs: z.array(paragraph) }),
  z.object({ kind: z.literal("figures"), keys: z.array(key) }),
  z.object({ kind: z.literal("charts"), charts: z.array(chart) }),
  z.object({ kind: z.literal("areas"), areas: z.array(area) }),
  z.object({ kind: z.literal("majors"), incidents: z.array(major) }),
  z.object({ kind: z.literal("actions"), groups: z.array(actionGroup) }),
  z.object({ kind: z.literal("after"), items: z.array(afterItem) }),
  z.object({ kind: z.literal("definitions"), terms: z.array(z.object({ term: text, definition: text })) }),
  z.object({ kind: z.literal("methods"), notes: z.array(methodNote) }),
]);
export type Part = z.output<typeof part>;

const shape = z.object({
  version: z.literal(1),
  language: z.enum(languages),
  zone: z.string(),
  organisation: text,
  title: text,
  subtitle: text.nullable().default(null),
  /** The report's own number, and the registrar's diary number when it has one. */
  number: text.nullable().default(null),
  diaryNumber: text.nullable().default(null),
  period,
  comparison: period.nullable(),
  scope: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("all") }),
    z.object({ kind: z.literal("area"), name: text }),
  ]),
  author: z.object({ unit: text.nullable(), role: text.nullable() }),
  generatedAt: instant,
  frozenAt: instant.nullable(),
  /** Where the application answers, so that links work from a file; null leaves them out of files. */
  address: z
    .url({ protocol: /^https?$/u })
    .nullable()
    .default(null),
  figures: z.array(figure),
  parts: z.array(part),
});

type Shape = z.output<typeof shape>;

function* keysUsed(model: Shape): Generator<string> {
  for (const each of model.parts) {
    if (each.kind === "figures") yield* each.keys;
    if (each.kind === "summary")
      for (const { sentences } of each.paragraphs) for (const one of sentences) yield* one.figures;
  }
}

function* chartsIn(model: Shape): Generator<Chart> {
  for (const each of model.parts) if (each.kind === "charts") yield* each.charts;
}

/** A number that names no figure could not be followed, so such a report is refused. */
export const reportModel = shape.superRefine((model, context) => {
  const known = new Set(model.figures.map((each) => each.key));
  if (known.size !== model.figures.length)
    context.addIssue({ code: "custom", path: ["figures"], message: "a figure key stands twice" });
  for (const used of new Set(keysUsed(model)))
    if (!known.has(used))
      context.addIssue({ code: "custom", path: ["parts"], message: `no figure has the key ${used}` });
  const drawn = [...chartsIn(model)];
  if (new Set(drawn.map((each) => each.key)).size !== drawn.length)
    context.addIssue({ code: "custom", path: ["parts"], message: "a chart key stands twice" });
  for (const each of drawn)
    if (each.series.some(({ values }) => values.length !== each.categories.length))
      context.addIssue({
        code: "custom",
        path: ["parts"],
        message: `chart ${each.key}: a series has another length than its categories`,
      });
});

export type ReportModel = z.output<typeof reportModel>;

export function parseReportModel(input: unknown): ReportModel {
  return reportModel.parse(input);
}
