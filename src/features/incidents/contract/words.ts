import { z } from "zod";
import { preciseInstant, preciseInstantOut } from "../../../shared/time.ts";

export const incidentStates = [
  "new",
  "acknowledged",
  "in-progress",
  "waiting",
  "restored",
  "closed",
  "cancelled",
] as const;
export type IncidentState = (typeof incidentStates)[number];
export const incidentState = z
  .enum(incidentStates)
  .meta({ description: "Where it stands.", example: "in-progress" });

/** The states in which the disturbance goes on. */
export const openStates = [
  "new",
  "acknowledged",
  "in-progress",
  "waiting",
] as const satisfies IncidentState[];

/** The five facts, in their natural order. */
export const timeNames = ["started", "detected", "acknowledged", "restored", "closed"] as const;
export type TimeName = (typeof timeNames)[number];

export const incidentTimesIn = z.object({
  started: preciseInstant.nullable().meta({ description: "When the disturbance began." }),
  detected: preciseInstant.nullable().meta({ description: "When it was noticed or reported." }),
  acknowledged: preciseInstant.nullable().meta({ description: "When somebody took it on." }),
  restored: preciseInstant.nullable().meta({ description: "When it worked again." }),
  closed: preciseInstant.nullable().meta({ description: "When all that followed was done." }),
});
export const incidentTimesOut = z.object({
  started: preciseInstantOut.nullable(),
  detected: preciseInstantOut.nullable(),
  acknowledged: preciseInstantOut.nullable(),
  restored: preciseInstantOut.nullable(),
  closed: preciseInstantOut.nullable(),
});
export type IncidentTimes = z.output<typeof incidentTimesOut>;

export const effects = ["down", "degraded"] as const;
export type Effect = (typeof effects)[number];
export const effectSchema = z
  .enum(effects)
  .meta({ description: "Interruption (down) or reduced quality (degraded).", example: "down" });

/** 1 is the widest impact and the highest urgency. */
export const levelSchema = z.coerce.number().int().min(1).max(3);
export const impactSchema = levelSchema.meta({
  description: "How much is hit: 1 high, 2 medium, 3 low.",
  example: 1,
});
export const urgencySchema = levelSchema.meta({
  description: "How soon it must be mended: 1 high, 2 medium, 3 low.",
  example: 2,
});
export const prioritySchema = z.coerce
  .number()
  .int()
  .min(1)
  .max(5)
  .meta({ description: "1 critical to 5 planning.", example: 2 });

export const serviceStatuses = ["operational", "planned", "degraded", "down"] as const;
export type ServiceStatus = (typeof serviceStatuses)[number];

export const linkKinds = ["parent", "duplicate", "change", "problem", "supplier-case"] as const;
export type LinkKind = (typeof linkKinds)[number];

export const reachKinds = ["service", "unit", "site"] as const;
export type ReachKind = (typeof reachKinds)[number];
