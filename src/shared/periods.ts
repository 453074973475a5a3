import { Temporal } from "temporal-polyfill";
import type { Instant } from "./time.ts";

/**
 * A stretch of whole days. Its code says the same as its bounds, so equal periods have equal codes however they
 * were written: `2023-Q1`, `2023-01--2023-05`, `2017-W10`.
 */
export interface Period {
  readonly code: string;
  /** The first day. */
  readonly from: string;
  /** The first day after it. */
  readonly until: string;
}

/** A part of a period: a whole month, week or day, or what of it lies within the period. */
export interface PeriodPart extends Period {
  /** The code of the whole month, week or day that this is, or is a part of. */
  readonly of: string;
  readonly whole: boolean;
}

export const steps = ["day", "week", "month"] as const;
export type Step = (typeof steps)[number];

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

type Day = Temporal.PlainDate;

const pad = (value: number, width = 2) => String(value).padStart(width, "0");
const dayOf = (text: string): Day => Temporal.PlainDate.from(text);

/** Throws for bounds that are no period: a fault of ours, since what people write goes through the parser. */
export function periodOf(from: string | Day, until: string | Day): Period {
  const first = Temporal.PlainDate.from(from);
  const after = Temporal.PlainDate.from(until);
  if (Temporal.PlainDate.compare(first, after) >= 0)
    throw new RangeError(`No period: ${first.toString()} to ${after.toString()}.`);
  return { code: codeOf(first, after), from: first.toString(), until: after.toString() };
}

/** How many whole calendar months lie between the bounds; 0 when they are not at the turn of months. */
function wholeMonths(from: Day, until: Day): number {
  if (from.day !== 1 || until.day !== 1) return 0;
  return (until.year - from.year) * 12 + until.month - from.month;
}

/** How many whole ISO weeks; 0 when the bounds are no Mondays. */
function wholeWeeks(from: Day, until: Day): number {
  if (from.dayOfWeek !== 1 || until.dayOfWeek !== 1) return 0;
  return from.until(until, { largestUnit: "days" }).days / 7;
}

const parts = [
  { months: 6, letter: "H" },
  { months: 4, letter: "T" },
  { months: 3, letter: "Q" },
] as const;

function codeOf(from: Day, until: Day): string {
  const months = wholeMonths(from, until);
  if (months > 0) return monthsCode(from, until, months);
  const last = until.subtract({ days: 1 });
  const weeks = wholeWeeks(from, until);
  if (weeks === 1) return weekCode(from);
  if (weeks > 1) return `${weekCode(from)}--${weekCode(last)}`;
  return from.equals(last) ? from.toString() : `${from.toString()}--${last.toString()}`;
}

function monthsCode(from: Day, until: Day, months: number): string {
  const last = until.subtract({ days: 1 });
  const year = pad(from.year, 4);
  if (months % 12 === 0 && from.month === 1) return months === 12 ? year : `${year}--${pad(last.year, 4)}`;
  const part = parts.find((one) => one.months === months && from.month % months === 1);
  if (part !== undefined) return `${year}-${part.letter}${Math.ceil(from.month / months)}`;
  return months === 1 ? monthCode(from) : `${monthCode(from)}--${monthCode(last)}`;
}

const monthCode = (day: Day) => `${pad(day.year, 4)}-${pad(day.month)}`;
const weekCode = (day: Day) => `${pad(day.yearOfWeek ?? day.year, 4)}-W${pad(day.weekOfYear ?? 1)}`;

/** The moments that bound the period in a zone: from the first, up to but without the second. */
export function boundsOf(period: Period, timeZone: string): { start: Instant; end: Instant } {
  return { start: startOfDay(period.from, timeZone), end: startOfDay(period.until, timeZone) };
}

/** Where the clocks change at midnight the day begins later, and Temporal knows it. */
function startOfDay(day: string, timeZone: string): Instant {
  return dayOf(day).toZonedDateTime(timeZone).toInstant().toString();
}

/** The period of the same kind just before: the quarter before a quarter, the five months before five months. */
export function previousPeriod(period: Period): Period {
  const from = dayOf(period.from);
  const until = dayOf(period.until);
  const months = wholeMonths(from, until);
  if (months > 0) return periodOf(from.subtract({ months }), from);
  return periodOf(from.subtract(from.until(until, { largestUnit: "days" })), from);
}

/**
 * The same period the year before. Weeks meet the week of the same number; week 53, where the year before had
 * none, its last week. 29 February meets the 28th.
 */
export function yearBefore(period: Period): Period {
  const from = dayOf(period.from);
  const until = dayOf(period.until);
  const weeks = wholeMonths(from, until) > 0 ? 0 : wholeWeeks(from, until);
  if (weeks > 0) {
    const start = mondayOf((from.yearOfWeek ?? from.year) - 1, from.weekOfYear ?? 1);
    return periodOf(start, start.add({ weeks }));
  }
  const start = from.subtract({ years: 1 });
  const end = until.subtract({ years: 1 });
  // 28 and 29 February both meet the 28th: a period of the 29th alone still has a day.
  return periodOf(start, Temporal.PlainDate.compare(start, end) < 0 ? end : start.add({ days: 1 }));
}

/** The Monday of an ISO week; week 53 of a year that has only 52 is its last. */
export function mondayOf(isoYear: number, week: number): Day {
  return firstMonday(isoYear).add({ weeks: Math.min(week, weeksIn(isoYear)) - 1 });
}

/** 52 or 53. */
export function weeksIn(isoYear: number): number {
  // 28 December always lies in the last ISO week.
  return Temporal.PlainDate.from({ year: isoYear, month: 12, day: 28 }).weekOfYear ?? 52;
}

function firstMonday(isoYear: number): Day {
  const fourth = Temporal.PlainDate.from({ year: isoYear, month: 1, day: 4 });
  return fourth.subtract({ days: fourth.dayOfWeek - 1 });
}

function bucketStart(day: Day, step: Step): Day {
  if (step === "day") return day;
  return step === "month" ? day.with({ day: 1 }) : day.subtract({ days: day.dayOfWeek - 1 });
}

const oneStep: Record<Step, Temporal.DurationLike> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
};

/** The period in days, ISO weeks or months, in order, without a gap; those at its ends may be cut. */
export function splitPeriod(period: Period, step: Step): PeriodPart[] {
  const from = dayOf(period.from);
  const until = dayOf(period.until);
  const split: PeriodPart[] = [];
  for (let start = bucketStart(from, step); Temporal.PlainDate.compare(start, until) < 0;) {
    const end = start.add(oneStep[step]);
    const first = Temporal.PlainDate.compare(start, from) < 0 ? from : start;
    const after = Temporal.PlainDate.compare(end, until) > 0 ? until : end;
    const whole = first.equals(start) && after.equals(end);
    split.push({ ...periodOf(first, after), of: codeOf(start, end), whole });
    start = end;
  }
  return split;
}

export function daysIn(period: Period): number {
  return dayOf(period.from).until(dayOf(period.until), { largestUnit: "days" }).days;
}

/** The step in which a period of this length can be read: days to six weeks, weeks to a quarter, months beyond. */
export function stepFor(period: Period): Step {
  const days = daysIn(period);
  if (days <= 42) return "day";
  return days < 85 ? "week" : "month";
}

/** The month, ISO week, quarter or year that holds a moment, in a zone. */
export function periodAt(
  moment: Instant,
  kind: "day" | "week" | "month" | "quarter" | "year",
  timeZone: string,
): Period {
  const day = Temporal.Instant.from(moment).toZonedDateTimeISO(timeZone).toPlainDate();
  if (kind === "day" || kind === "week" || kind === "month") {
    const start = bucketStart(day, kind);
    return periodOf(start, start.add(oneStep[kind]));
  }
  const month = kind === "year" ? 1 : day.month - ((day.month - 1) % 3);
  const start = day.with({ month, day: 1 });
  return periodOf(start, start.add({ months: kind === "year" ? 12 : 3 }));
}
