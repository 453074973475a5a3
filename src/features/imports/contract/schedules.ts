import { z } from "zod";
import {
  idSchema,
  lineSchema,
  listInput,
  listOutput,
  versionOut,
  versionSchema,
} from "../../../shared/lists.ts";
import { instantOut } from "../../../shared/time.ts";
import { reasonOut, runState } from "./imports.ts";

const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: "The time of day in the organisation's zone.", example: "02:30" });

export const rhythmSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("hourly"), minute: z.number().int().min(0).max(59) }),
    z.object({ kind: z.literal("nightly"), at: clock }),
    z.object({ kind: z.literal("weekly"), weekday: z.number().int().min(1).max(7), at: clock }),
  ])
  .meta({
    description: "How often: each hour, each day, or on one day of the week (1 is Monday).",
    example: { kind: "nightly", at: "02:30" },
  });
export type Rhythm = z.output<typeof rhythmSchema>;

export const scheduleKinds = ["folder", "address"] as const;

const given = {
  name: lineSchema(100).meta({ description: "What it is called.", example: "Ärendesystemet, varje natt" }),
  kind: z.enum(scheduleKinds).meta({
    description: "A folder on the server, or an https address that answers with a file.",
    example: "address",
  }),
  place: lineSchema(1000).meta({
    description: "The folder's path, within a folder that the installation allows, or the address.",
    example: "https://export.example.org/incidents.csv",
  }),
  pattern: lineSchema(100)
    .refine((text) => !text.includes("/"))
    .default("*.csv")
    .meta({
      description: "Which files of a folder, `*` and `?` standing for anything; the newest is read.",
      example: "*.csv",
    }),
  profileKey: z
    .string()
    .min(1)
    .max(64)
    .meta({ description: "A profile that ships or is saved.", example: "topdesk" }),
  source: lineSchema(100).optional().meta({
    description: "The system that the records come from; the profile's key when left out.",
    example: "topdesk",
  }),
  rhythm: rhythmSchema,
};

export const addScheduleInput = z.object(given);
export type ScheduleGiven = z.output<typeof addScheduleInput>;

const scheduleId = idSchema;
export const editScheduleInput = z.object({ ...given, scheduleId, version: versionSchema });
export const pauseScheduleInput = z.object({
  scheduleId,
  version: versionSchema,
  paused: z.boolean().meta({ description: "False lets it go on.", example: true }),
});
export const removeScheduleInput = z.object({ scheduleId, version: versionSchema });

export const scheduleView = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(scheduleKinds),
  place: z.string(),
  pattern: z.string(),
  profileKey: z.string(),
  source: z.string(),
  rhythm: rhythmSchema,
  paused: z.boolean(),
  dueAt: instantOut.meta({ description: "When it looks next, unless it is paused." }),
  lookedAt: instantOut.nullable().meta({ description: "When it looked last." }),
  error: reasonOut.nullable().meta({ description: "Why the last look failed." }),
  lastImport: z
    .object({ id: idSchema, fileName: z.string(), state: runState })
    .nullable()
    .meta({ description: "The newest import that it began." }),
  ownerName: z.string().nullable().meta({ description: "In whose name it imports." }),
  version: versionOut,
});
export type ScheduleView = z.output<typeof scheduleView>;
export const listSchedulesInput = listInput;
export const scheduleList = listOutput(scheduleView);
