import { z } from "zod";
import { idSchema, lineSchema, textSchema } from "../../../shared/lists.ts";
import { instantSchema } from "../../../shared/time.ts";
import {
  effectSchema,
  impactSchema,
  incidentState,
  incidentTimesIn,
  prioritySchema,
  urgencySchema,
} from "./words.ts";

/** One step in the history that the source tells. */
export const importedChange = z.object({
  at: instantSchema.nullable(),
  field: z.string(),
  from: z.union([z.string(), z.number()]).nullable(),
  to: z.union([z.string(), z.number()]).nullable(),
});

/** An incident as another system tells it, ids of the catalogue already looked up. */
export const importedIncident = z.object({
  source: lineSchema(100).meta({ example: "servicenow" }),
  sourceNumber: lineSchema(200).meta({ example: "INC0000045" }),
  unitId: idSchema,
  title: lineSchema(500),
  description: textSchema(),
  state: incidentState,
  effect: effectSchema.nullable().default(null),
  impact: impactSchema.nullable(),
  urgency: urgencySchema.nullable(),
  priority: prioritySchema.nullable(),
  ...incidentTimesIn.shape,
  timesReason: z.string().nullable().meta({ description: "Why its times stand in an odd order." }),
  reopenedCount: z.number().int().min(0),
  category: z.string().nullable(),
  cause: z.string().nullable(),
  assignmentGroup: z.string().nullable(),
  serviceIds: z.array(idSchema),
  systemIds: z.array(idSchema),
  majorGround: z
    .string()
    .nullable()
    .default(null)
    .meta({ description: "Not null: a major incident, and why." }),
  supplierCase: z.object({ supplierId: idSchema.nullable(), reference: z.string() }).nullable().default(null),
  problem: z.string().nullable().default(null),
  change: z.string().nullable().default(null),
  sourcePromiseKept: z.boolean().nullable(),
  extra: z.record(z.string(), z.string()),
  history: z.array(importedChange),
});
export type ImportedIncident = z.output<typeof importedIncident>;

export type ImportedOutcome =
  | { result: "created" | "updated" | "unchanged"; id: string; number: string }
  | { result: "refused"; sourceNumber: string; reason: ImportRefusal; first: string; second: string };

/** The only thing a record can still be refused for here: its times contradict each other and nobody said why. */
export type ImportRefusal = "times-out-of-order";

export const importedPlannedOutage = z.object({
  source: lineSchema(100),
  sourceNumber: lineSchema(200),
  unitId: idSchema,
  title: lineSchema(500),
  description: textSchema(),
  publicText: textSchema().default(""),
  startsAt: instantSchema,
  endsAt: instantSchema,
  state: z.enum(["planned", "ongoing", "completed", "cancelled"]),
  completedAt: instantSchema.nullable(),
  serviceIds: z.array(idSchema),
  unitIds: z.array(idSchema),
});
export type ImportedPlannedOutage = z.output<typeof importedPlannedOutage>;

/** What a source names as the parent of a record, or as what it duplicates, by the source's own numbers. */
export interface NamedLink {
  child: string;
  kind: "parent" | "duplicate";
  number: string;
}
export type NamedLinkOutcome = "linked" | "awaited" | "cycle";
