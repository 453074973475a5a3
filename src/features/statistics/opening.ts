import { periodAt, previousPeriod, yearBefore, type Period } from "../../shared/periods.ts";
import { compareInstants, type Instant } from "../../shared/time.ts";
import type { Against } from "./contract.ts";

export interface Opening {
  period: Period;
  against: Against;
  /** False where nothing complete has incidents: then it is the quarter that goes on. */
  complete: boolean;
}

const isOver = (period: Period, today: Period): boolean => period.until <= today.from;

/**
 * The latest complete period with incidents: the month of the newest incident that lies in a month that is over, or
 * its quarter where that is over too. `newest` is the newest before the month that goes on; null where there is none.
 */
export function openingPeriod(newest: Instant | null, now: Instant, zone: string): Omit<Opening, "against"> {
  const today = periodAt(now, "day", zone);
  if (newest !== null && compareInstants(newest, now) < 0) {
    const complete = (["quarter", "month"] as const)
      .map((kind) => periodAt(newest, kind, zone))
      .find((period) => isOver(period, today));
    if (complete !== undefined) return { period: complete, complete: true };
  }
  return { period: periodAt(now, "quarter", zone), complete: false };
}

/** The same period the year before where it has incidents; else the one before, where that has; else the year before. */
export function openingAgainst(has: { yearBefore: boolean; previous: boolean }): Against {
  return !has.yearBefore && has.previous ? "previous" : "year-before";
}

export const comparedWith = (period: Period) => ({
  yearBefore: yearBefore(period),
  previous: previousPeriod(period),
});
