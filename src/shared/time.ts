import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** A moment in UTC, written as RFC 3339 with `Z`: `2023-04-12T12:05:00Z`. */
export type Instant = string;

/** How exactly a moment is known. `night` is the night that begins on that day, `week` the ISO week that holds it. */
export const precisions = ["minute", "hour", "day", "night", "week"] as const;
export type Precision = (typeof precisions)[number];

export const instantSchema = z.iso
  .datetime({ offset: true })
  .transform((text): Instant => normaliseInstant(text))
  .meta({
    description: "A moment, RFC 3339; any offset is accepted, UTC is returned.",
    example: "2023-04-12T12:05:00Z",
  });

/** For what leaves: already UTC, so nothing to transform. */
export const instantOut = z.string().meta({
  format: "date-time",
  description: "A moment in UTC, RFC 3339.",
  example: "2023-04-12T12:05:00Z",
});

export const dateSchema = z.iso.date().meta({ description: "A calendar day.", example: "2023-04-12" });

/** A moment and how exactly it is known. */
export const preciseInstant = z.object({
  at: instantSchema,
  precision: z
    .enum(precisions)
    .default("minute")
    .meta({ description: "How exactly the moment is known.", example: "minute" }),
});
export const preciseInstantOut = z.object({
  at: instantOut,
  precision: z.enum(precisions).meta({ description: "How exactly the moment is known.", example: "minute" }),
});
export type PreciseInstant = z.output<typeof preciseInstantOut>;

/** The same moment in UTC, fraction kept only when there is one. */
export function normaliseInstant(text: string): Instant {
  return Temporal.Instant.from(text).toString();
}

/** Negative when `a` is earlier, positive when later, 0 when they are the same moment. */
export function compareInstants(a: Instant, b: Instant): number {
  return Temporal.Instant.compare(a, b);
}
