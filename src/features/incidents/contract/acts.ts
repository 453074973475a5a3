import { z } from "zod";
import {
  idSchema,
  lineSchema,
  reasonSchema,
  severalOf,
  textSchema,
  versionSchema,
} from "../../../shared/lists.ts";
import { preciseInstant } from "../../../shared/time.ts";
import {
  effectSchema,
  impactSchema,
  incidentTimesIn,
  linkKinds,
  prioritySchema,
  reachKinds,
  urgencySchema,
} from "./words.ts";

const title = lineSchema(500).meta({ description: "What is wrong, in one line.", example: "Citrix nere" });
const idList = severalOf(idSchema);
const timesReason = reasonSchema
  .optional()
  .meta({ description: "Why the times stand in another order than the natural; overrides the check." });
const priorityReason = reasonSchema
  .nullable()
  .optional()
  .meta({ description: "Needed where the priority is another than the matrix says." });

/** Two fields suffice: what, and since when. */
export const reportIncidentInput = z.object({
  title,
  started: preciseInstant.meta({ description: "Since when." }),
  unitId: idSchema
    .optional()
    .meta({ description: "Left out: the unit of the first service named, else one's own." }),
  description: textSchema().default(""),
  publicText: textSchema().default(""),
  effect: effectSchema.nullable().default(null),
  impact: impactSchema.nullable().default(null),
  urgency: urgencySchema.nullable().default(null),
  priority: prioritySchema.nullable().default(null),
  priorityReason,
  category: lineSchema().nullable().default(null),
  detected: preciseInstant.optional().meta({ description: "Left out: now." }),
  timesReason,
  serviceIds: idList,
  systemIds: idList,
});

const onVersion = { incidentId: idSchema, version: versionSchema };
const at = preciseInstant.optional().meta({ description: "Left out: now." });

export const classifyIncidentInput = z.object({
  ...onVersion,
  effect: effectSchema.nullable().optional(),
  impact: impactSchema.nullable().optional(),
  urgency: urgencySchema.nullable().optional(),
  priority: prioritySchema.nullable().optional().meta({ description: "Left out: what the matrix says." }),
  priorityReason,
  category: lineSchema().nullable().optional(),
  cause: lineSchema(2_000).nullable().optional(),
  assignmentGroup: lineSchema().nullable().optional(),
});

export const actInput = z.object({ ...onVersion, at, timesReason });
export const actWithReasonInput = z.object({ ...onVersion, at, timesReason, reason: reasonSchema });
export const restoreInput = z.object({
  ...onVersion,
  at,
  timesReason,
  cause: lineSchema(2_000).optional(),
  note: textSchema(2_000).optional().meta({ description: "What was done." }),
});
export const closeInput = z.object({ ...onVersion, at, timesReason, cause: lineSchema(2_000).optional() });

export const correctIncidentInput = z.object({
  ...onVersion,
  title: title.optional(),
  description: textSchema().optional(),
  publicText: textSchema().optional(),
  times: incidentTimesIn
    .partial()
    .optional()
    .meta({ description: "Only those that change; null takes one away." }),
  timesReason,
  unitId: idSchema.optional().meta({ description: "Hands it to another unit." }),
  reason: reasonSchema
    .optional()
    .meta({ description: "Needed when a time that is already known is changed." }),
});

export const updateIncidentInput = z.object({
  incidentId: idSchema,
  text: lineSchema(5_000).meta({
    description: "What has happened or been found out.",
    example: "Reserven är inkopplad.",
  }),
});

export const nameHitInput = z.object({
  ...onVersion,
  serviceIds: z.array(idSchema).max(100),
  systemIds: z.array(idSchema).max(100),
});

export const linkIncidentInput = z.object({
  ...onVersion,
  kind: z.enum(linkKinds),
  otherIncidentId: idSchema.optional().meta({ description: "For parent and duplicate: the other incident." }),
  supplierId: idSchema.optional().meta({ description: "For a supplier case: whose." }),
  reference: lineSchema().optional().meta({ description: "The number of the change, problem or case." }),
});
export const unlinkIncidentInput = z.object({ ...onVersion, linkId: idSchema });

export const changeReachInput = z.object({
  ...onVersion,
  targetKind: z.enum(reachKinds),
  targetId: idSchema,
  change: z.enum(["widened", "narrowed", "derived"]).meta({ description: "`derived` takes a change back." }),
  reason: reasonSchema,
});

export const declareMajorInput = z.object({
  ...onVersion,
  ground: reasonSchema.meta({
    description: "Why it is a major incident.",
    example: "Hela vården står utan journal.",
  }),
});
export const withdrawMajorInput = z.object({ ...onVersion, reason: reasonSchema });
export const strikeOutInput = z.object({ ...onVersion, reason: reasonSchema });
