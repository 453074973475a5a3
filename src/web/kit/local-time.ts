import { Temporal } from "temporal-polyfill";

/** A date as people write it: `2023-04-12`, `20230412`, `230412`. Null when it is none. */
export function parseDate(text: string): Temporal.PlainDate | null {
  const match = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4}|\d{2})(\d{2})(\d{2}))$/u.exec(text.trim());
  if (match === null) return null;
  const written = match[1] ?? match[4] ?? "";
  const year = Number(written) + (written.length === 2 ? 2000 : 0);
  try {
    return Temporal.PlainDate.from(
      { year, month: Number(match[2] ?? match[5]), day: Number(match[3] ?? match[6]) },
      { overflow: "reject" },
    );
  } catch {
    return null;
  }
}

/** A time of day as people write it: `14:05`, `14.05`, `1405`, `14`. Null when it is none. */
export function parseClock(text: string): Temporal.PlainTime | null {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?$/u.exec(text.trim());
  if (match === null) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? "0");
  return hour > 23 || minute > 59 ? null : Temporal.PlainTime.from({ hour, minute });
}

export type Oddity = "none" | "twice" | "skipped";

export interface LocalMoment {
  /** UTC, RFC 3339. */
  readonly at: string;
  /** Whether the clocks were changed at that time, which the person should know. */
  readonly oddity: Oddity;
}

/** The moment of a wall clock. Of an hour that came twice the first is taken, and it is said. */
export function momentOf(date: Temporal.PlainDate, clock: Temporal.PlainTime, timeZone: string): LocalMoment {
  const wall = date.toPlainDateTime(clock);
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  const later = wall.toZonedDateTime(timeZone, { disambiguation: "later" });
  const chosen = wall.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  const at = chosen.toInstant().toString();
  if (earlier.equals(later)) return { at, oddity: "none" };
  return { at, oddity: earlier.toPlainDateTime().equals(wall) ? "twice" : "skipped" };
}

/** Times that are not known to the minute stand for a part of the day; this is the wall clock they get. */
export const clockOfPrecision = {
  day: Temporal.PlainTime.from("00:00"),
  // The night before a day is kept by an early hour of that day.
  night: Temporal.PlainTime.from("02:00"),
  week: Temporal.PlainTime.from("00:00"),
} as const;

export function wallOf(at: string, timeZone: string): { date: string; clock: string } {
  const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  return {
    date: zoned.toPlainDate().toString(),
    clock: zoned.toPlainTime().toString({ smallestUnit: "minute" }),
  };
}

/** The minute that an instant lies in: rounded to the nearest one it would lie in the future every other time. */
export function minuteOf(instant: Temporal.Instant): string {
  return instant.round({ smallestUnit: "minute", roundingMode: "floor" }).toString();
}

export function now(): string {
  return minuteOf(Temporal.Now.instant());
}
