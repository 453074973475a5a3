import { z } from "zod";
import { idSchema, versionOut } from "../../../shared/lists.ts";
import { instantOut, precisions } from "../../../shared/time.ts";
import { effectSchema, incidentState, incidentTimesOut, linkKinds, reachKinds } from "./words.ts";

export const named = z.object({ id: idSchema, name: z.string() });
export type Named = z.output<typeof named>;

export const linkView = z.object({
  id: idSchema,
  kind: z.enum(linkKinds),
  /** `in`: another incident points here (it is a child, or a duplicate of this one). */
  direction: z
    .enum(["out", "in"])
    .meta({ description: "Whether the link was made from here or towards here." }),
  incident: z
    .object({ id: idSchema, number: z.string(), title: z.string(), state: incidentState })
    .nullable()
    .meta({ description: "The other incident; null also where it may not be seen." }),
  supplier: named.nullable(),
  reference: z.string().nullable().meta({ example: "CHG-2023-0017" }),
});
export type LinkView = z.output<typeof linkView>;

export const reachView = z.object({
  id: idSchema,
  targetKind: z.enum(reachKinds),
  targetId: idSchema,
  name: z.string(),
  change: z.enum(["widened", "narrowed"]),
  reason: z.string(),
});

/** What can be done with it in its state; whether one may is another question. */
export const incidentActs = [
  "acknowledge",
  "start",
  "wait",
  "restore",
  "close",
  "reopen",
  "cancel",
  "declare-major",
  "withdraw-major",
] as const;
export type IncidentAct = (typeof incidentActs)[number];

export const incidentView = z.object({
  id: idSchema,
  number: z.string().meta({ example: "INC-2023-0412" }),
  unit: named,
  title: z.string().meta({ example: "Citrix nere" }),
  description: z.string(),
  publicText: z.string().meta({ description: "What is said outside; never the internal wording." }),
  state: incidentState,
  effect: effectSchema.nullable(),
  impact: z.number().int().nullable(),
  urgency: z.number().int().nullable(),
  priority: z.number().int().nullable(),
  proposedPriority: z
    .number()
    .int()
    .nullable()
    .meta({ description: "What the matrix says of impact and urgency.", example: 2 }),
  priorityReason: z.string().nullable().meta({ description: "Why the priority is another than proposed." }),
  category: z.string().nullable(),
  cause: z.string().nullable(),
  assignmentGroup: z.string().nullable(),
  times: incidentTimesOut,
  timesReason: z
    .string()
    .nullable()
    .meta({ description: "Why the times stand in another order than the natural." }),
  recordedAt: instantOut,
  openedAt: instantOut.meta({
    description: "The moment it is counted at: detected, else started, else recorded.",
  }),
  reopenedCount: z.number().int(),
  promise: z
    .object({
      minutes: z.number().int().meta({ description: "Promised minutes to restore.", example: 240 }),
      dueAt: instantOut,
      kept: z.boolean().nullable().meta({ description: "Null while there is still time." }),
      late: z.boolean().meta({ description: "Still open although the promised moment has passed." }),
    })
    .nullable(),
  sourcePromiseKept: z.boolean().nullable(),
  major: z.boolean(),
  majorGround: z.string().nullable(),
  majorDeclaredAt: instantOut.nullable(),
  source: z.string().nullable(),
  sourceNumber: z.string().nullable(),
  sourceExtra: z.record(z.string(), z.unknown()).nullable(),
  struckOut: z.object({ at: instantOut, reason: z.string() }).nullable(),
  services: z.array(z.object({ ...named.shape, area: named.nullable() })),
  systems: z.array(named),
  suppliers: z
    .array(named)
    .meta({ description: "Derived: who delivered the systems that it names, at its time." }),
  reach: z.array(reachView),
  links: z.array(linkView),
  acts: z.array(z.enum(incidentActs)).meta({ description: "What can be done with it as it stands." }),
  version: versionOut,
  updatedAt: instantOut,
});
export type IncidentView = z.output<typeof incidentView>;

export const incidentIdInput = z.object({ incidentId: idSchema });

export const timelineEntry = z.object({
  id: z.string(),
  at: instantOut.meta({ description: "When it happened, as far as it is known; else when it was written." }),
  precision: z.enum(precisions).meta({ description: "How exactly that is known.", example: "minute" }),
  recordedAt: instantOut,
  kind: z.string().meta({ example: "incident.restored" }),
  actor: z.object({
    kind: z.string(),
    name: z.string().nullable().meta({ description: "Null for the system itself." }),
  }),
  body: z.record(z.string(), z.unknown()).nullable().meta({ description: "Null when it was erased." }),
  imported: z.boolean().meta({ description: "A step of the history in the source, told by the import." }),
});
export type TimelineEntry = z.output<typeof timelineEntry>;
export const timelineView = z.object({ entries: z.array(timelineEntry) });
