import { z } from "zod";
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
import { dateSchema, instantOut, instantSchema } from "../../../shared/time.ts";
import { named } from "./incident.ts";

export const plannedOutageStates = ["planned", "ongoing", "completed", "cancelled"] as const;
export type PlannedOutageState = (typeof plannedOutageStates)[number];
const state = z.enum(plannedOutageStates);

const from = z.union([dateSchema, instantSchema]).optional();

export const listPlannedOutagesInput = z.object({
  ...listInput.shape,
  q: z.string().trim().max(200).optional().meta({ description: "Part of the number or title." }),
  state: severalOf(state).meta({ description: "As somebody marked them." }),
  status: severalOf(state).meta({ description: "As they are now: by what was marked and by the clock." }),
  serviceId: severalOf(idSchema),
  areaId: severalOf(idSchema).meta({ description: "Service areas of the services." }),
  unitId: severalOf(idSchema).meta({ description: "Units it belongs to, with all under them." }),
  from: from.meta({ description: "Whose window reaches beyond this day or moment.", example: "2023-04-10" }),
  before: from.meta({ description: "Whose window begins before this day or moment.", example: "2023-04-17" }),
  downFrom: from.meta({
    description: "Only what had services out beyond this day or moment; nothing called off.",
    example: "2023-04-01",
  }),
  downBefore: from.meta({
    description: "Only what had services out before this day or moment; nothing called off.",
    example: "2023-07-01",
  }),
  order: z.enum(["asc", "desc"]).default("asc"),
});

export const plannedOutageView = z.object({
  id: idSchema,
  number: z.string().meta({ example: "PLA-2023-0012" }),
  unit: named,
  title: z.string(),
  description: z.string(),
  publicText: z.string(),
  startsAt: instantOut,
  endsAt: instantOut,
  state: state.meta({ description: "As somebody marked it." }),
  status: state.meta({
    description: "As it is now: what was marked, and where nobody marked anything what the window says.",
  }),
  completedAt: instantOut.nullable(),
  overrunIncident: z.object({ id: idSchema, number: z.string() }).nullable(),
  services: z.array(named),
  units: z.array(named).meta({ description: "For whom; none: all who use the services." }),
  source: z.string().nullable(),
  sourceNumber: z.string().nullable(),
  version: versionOut,
  updatedAt: instantOut,
});
export type PlannedOutageView = z.output<typeof plannedOutageView>;
export const plannedOutageList = listOutput(plannedOutageView);

export const plannedOutageIdInput = z.object({ plannedOutageId: idSchema });

export const planOutageInput = z.object({
  title: lineSchema(500).meta({ example: "Byte av brandvägg" }),
  startsAt: instantSchema,
  endsAt: instantSchema,
  unitId: idSchema
    .optional()
    .meta({ description: "Left out: the unit of the first service named, else one's own." }),
  description: textSchema().default(""),
  publicText: textSchema().default(""),
  serviceIds: z.array(idSchema).max(100).default([]),
  unitIds: z.array(idSchema).max(500).default([]),
});

const onVersion = { plannedOutageId: idSchema, version: versionSchema };
export const editPlannedOutageInput = z.object({
  ...onVersion,
  title: lineSchema(500).optional(),
  startsAt: instantSchema.optional(),
  endsAt: instantSchema.optional(),
  description: textSchema().optional(),
  publicText: textSchema().optional(),
  serviceIds: z.array(idSchema).max(100).optional(),
  unitIds: z.array(idSchema).max(500).optional(),
});
export const startPlannedOutageInput = z.object(onVersion);
export const completePlannedOutageInput = z.object({ ...onVersion, at: instantSchema.optional() });
export const cancelPlannedOutageInput = z.object({ ...onVersion, reason: reasonSchema });
