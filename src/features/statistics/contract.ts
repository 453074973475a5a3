import { z } from "zod";
import { idSchema } from "../../shared/lists.ts";
import { periodOut, periodSchema } from "../../shared/period-schema.ts";
import { steps } from "../../shared/periods.ts";

/** Stable: frozen reports, coverage gaps and addresses name figures by these. */
export const figureKeys = [
  "incidents",
  "majorIncidents",
  "closed",
  "backlog",
  "restoredWithinPromise",
  "timeToRestore",
  "timeToAcknowledge",
  "reopenRate",
  "outageMinutes",
  "plannedOutageMinutes",
  "breaches",
  "deviations",
  "actions",
] as const;
export type FigureKey = (typeof figureKeys)[number];

/** `share` is 0 to 1, `minutes` may have a fraction. */
export const figureUnits = ["count", "minutes", "share"] as const;
export type FigureUnit = (typeof figureUnits)[number];

export const dimensions = [
  "service",
  "area",
  "system",
  "supplier",
  "unit",
  "priority",
  "category",
  "cause",
  "state",
  "source",
  "assignmentGroup",
] as const;
export type Dimension = (typeof dimensions)[number];

const key = z.enum(figureKeys).meta({ description: "The figure.", example: "incidents" });
const label = z.object({ sv: z.string(), en: z.string() });
const number = z.number().nullable();

/** What the figures are narrowed to; the same names narrow the list of incidents. */
export const figureFilter = z.object({
  areaId: idSchema.optional().meta({ description: "Only this service area." }),
  serviceId: idSchema.optional().meta({ description: "Only this service." }),
  systemId: idSchema.optional().meta({ description: "Only this system." }),
  supplierId: idSchema.optional().meta({ description: "Only systems of this supplier, at the time." }),
  unitId: idSchema.optional().meta({ description: "Only this unit, with all under it." }),
});
export type FigureFilter = z.output<typeof figureFilter>;

export const shortcuts = ["previous", "year-before"] as const;
export type Against = (typeof shortcuts)[number];

const against = z
  .union([z.enum(shortcuts), periodSchema])
  .optional()
  .meta({
    description: "What it is compared with: a period, `previous` or `year-before`.",
    example: "year-before",
  });

export const figuresInput = z.object({ period: periodSchema, against, ...figureFilter.shape });

/** One value: how it stands in one period. */
export const valueOut = z.object({
  value: number.meta({
    description: "Null where it is missing, withheld, or where nothing could be measured.",
  }),
  p90: number.meta({ description: "The 90th percentile, beside a median." }),
  n: number.meta({ description: "How many records the value rests on." }),
  imprecise: z
    .number()
    .int()
    .meta({ description: "How many of them have times that are not known to the minute." }),
  missing: z.string().nullable().meta({ description: "Why it was not recorded then, where that is known." }),
  records: z
    .string()
    .nullable()
    .meta({ description: "The page with the records behind it.", example: "/incidents" }),
});
export type FigureValue = z.output<typeof valueOut>;

export const figureOut = z.object({
  key,
  unit: z.enum(figureUnits),
  label,
  definition: label,
  /** True where the reader may not know it: its values are null, and it says so. */
  withheld: z.boolean(),
  now: valueOut,
  against: valueOut.nullable(),
});
export type FigureOut = z.output<typeof figureOut>;

export const seriesPart = z.object({ code: z.string(), from: z.string(), until: z.string(), value: number });
export const seriesOut = z.object({
  key,
  step: z.enum(steps),
  unit: z.enum(figureUnits),
  label,
  definition: label,
  withheld: z.boolean(),
  now: z.array(seriesPart),
  against: z.array(seriesPart).nullable(),
});
export type Series = z.output<typeof seriesOut>;

export const breakdownRow = z.object({
  /** The id or value that it groups by; null where the record says nothing. */
  id: z.string().nullable(),
  label: z.string().nullable(),
  now: valueOut,
  against: valueOut.nullable(),
});
export const breakdownOut = z.object({
  key,
  by: z.enum(dimensions),
  unit: z.enum(figureUnits),
  label,
  definition: label,
  withheld: z.boolean(),
  rows: z.array(breakdownRow).meta({ description: "The greatest first; at most 500." }),
});
export type Breakdown = z.output<typeof breakdownOut>;

export const figuresOut = z.object({
  period: periodOut,
  against: periodOut.nullable(),
  figures: z.array(figureOut),
});
export type Figures = z.output<typeof figuresOut>;

export const openingOut = z.object({
  period: periodOut,
  against: z.enum(shortcuts).meta({ description: "What it is best compared with." }),
  complete: z.boolean().meta({ description: "False where nothing complete has incidents yet." }),
});
export type OpeningOut = z.output<typeof openingOut>;

/** Figures over incidents, which can be split by what incidents have. */
export const splitKeys = [
  "incidents",
  "majorIncidents",
  "closed",
  "restoredWithinPromise",
  "timeToRestore",
  "timeToAcknowledge",
  "reopenRate",
] as const;
export type SplitKey = (typeof splitKeys)[number];
/** Figures that are split by service and area only. */
export const serviceKeys = ["outageMinutes", "plannedOutageMinutes", "breaches", "deviations"] as const;
export type ServiceKey = (typeof serviceKeys)[number];

export const breakdownInput = z.object({
  ...figuresInput.shape,
  figure: z.enum([...splitKeys, ...serviceKeys]).default("incidents"),
  by: z.enum(dimensions).default("service").meta({ description: "What it is split by.", example: "service" }),
});

export const seriesInput = z.object({
  ...figuresInput.shape,
  figure: z.enum([...splitKeys, "backlog"]).default("incidents"),
  step: z.enum(steps).optional().meta({ description: "Left out: what the period's length asks for." }),
});
