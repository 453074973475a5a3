import { z } from "zod";
import { idSchema, listInput, listOutput, severalOf, versionOut } from "../../../shared/lists.ts";
import { dateSchema, instantOut, instantSchema, precisions } from "../../../shared/time.ts";
import { effectSchema, incidentState, prioritySchema } from "./words.ts";

/** Query parameters come as text. */
export const flag = z.preprocess(
  (value) => (value === "true" ? true : value === "false" ? false : value),
  z.boolean(),
);

/** A day in the organisation's zone, or a moment. */
const from = z.union([dateSchema, instantSchema]).optional().meta({
  description: "From this day (in the organisation's time zone) or moment on.",
  example: "2023-01-01",
});
const before = z.union([dateSchema, instantSchema]).optional().meta({
  description: "Before this day (in the organisation's time zone) or moment.",
  example: "2023-04-01",
});

export const incidentSorts = ["opened", "priority", "number", "updated"] as const;
export type IncidentSort = (typeof incidentSorts)[number];
const sort = z
  .enum(incidentSorts.flatMap((name) => [name, `-${name}` as const]))
  .optional()
  .meta({
    description:
      "A minus sorts the other way: `-opened` has the newest first. Left out: `-opened`, and with `q` the best match first.",
    example: "-opened",
  });

/** What narrows the list. The same names stand in the address of the page, so that a filter is a link. */
export const incidentFilter = z.object({
  q: z.string().trim().max(200).optional().meta({
    description:
      "Words to search for; forms and compounds of them are found too. A number finds that incident.",
    example: "avbrott",
  }),
  state: severalOf(incidentState),
  open: flag.optional().meta({ description: "Only what goes on, or only what does not." }),
  priority: severalOf(prioritySchema),
  serviceId: severalOf(idSchema),
  areaId: severalOf(idSchema).meta({ description: "Service areas." }),
  systemId: severalOf(idSchema),
  supplierId: severalOf(idSchema).meta({ description: "Suppliers of the systems named, at the time." }),
  unitId: severalOf(idSchema).meta({ description: "Units, with all under them." }),
  category: severalOf(z.string().max(200)),
  cause: severalOf(z.string().max(2_000)),
  major: flag.optional(),
  source: severalOf(z.string().max(100)),
  assignmentGroup: severalOf(z.string().max(500)),
  reopened: flag.optional().meta({ description: "Only those that were reopened, or never." }),
  promiseKept: flag
    .optional()
    .meta({ description: "Only those restored within the promised time, or after it." }),
  late: flag.optional().meta({
    description: "Only those that are open although the promised moment has passed, or only the others.",
  }),
  counted: flag.optional().meta({ description: "true: only what figures count, so nothing cancelled." }),
  openedFrom: from,
  openedBefore: before,
  restoredFrom: from,
  restoredBefore: before,
  closedFrom: from,
  closedBefore: before,
  openAt: z.union([dateSchema, instantSchema]).optional().meta({
    description: "Only those detected before this day or moment, and neither restored nor closed by then.",
    example: "2023-04-01",
  }),
  downFrom: from.meta({ description: "Only interruptions that lasted into this day or moment, or longer." }),
  downBefore: before.meta({ description: "Only interruptions that began before this day or moment." }),
});
export type IncidentFilter = z.output<typeof incidentFilter>;

export const listIncidentsInput = z.object({
  ...listInput.shape,
  ...incidentFilter.shape,
  sort,
});

export const incidentRow = z.object({
  id: idSchema,
  number: z.string().meta({ example: "INC-2023-0412" }),
  unitId: idSchema,
  unitName: z.string(),
  title: z.string(),
  state: incidentState,
  effect: effectSchema.nullable(),
  impact: z.number().int().nullable(),
  urgency: z.number().int().nullable(),
  priority: z.number().int().nullable(),
  major: z.boolean(),
  category: z.string().nullable(),
  openedAt: instantOut,
  openedPrecision: z.enum(precisions),
  restoredAt: instantOut.nullable(),
  restoredPrecision: z.enum(precisions).nullable(),
  promiseKept: z.boolean().nullable().meta({
    description: "Whether it was restored within the promised time; null until it is restored.",
  }),
  dueAt: instantOut.nullable().meta({ description: "The last moment of the promised time." }),
  late: z.boolean().meta({ description: "Still open although the promised moment has passed." }),
  reopenedCount: z.number().int(),
  services: z.array(z.string()),
  systems: z.array(z.string()),
  source: z.string().nullable(),
  sourceNumber: z.string().nullable(),
  version: versionOut,
  updatedAt: instantOut,
});
export type IncidentRow = z.output<typeof incidentRow>;
export const incidentList = listOutput(incidentRow);

export const exportIncidentsInput = z.object({
  ...incidentFilter.shape,
  sort,
  format: z
    .enum(["csv", "xlsx"])
    .meta({ description: "CSV as Swedish Excel reads it, or XLSX.", example: "xlsx" }),
  language: z.enum(["sv", "en"]).default("sv"),
});

/** What there is to filter by: the words that occur in what the actor sees. */
export const filterChoices = z.object({
  categories: z.array(z.string()),
  sources: z.array(z.string()),
});
