import { Temporal } from "temporal-polyfill";
import { localMs } from "./civil.ts";
import { DatePattern, type Precision } from "./pattern.ts";
import { LocalZone, type TimeDoubt } from "./zone.ts";

/** A point in time out of a file: milliseconds since 1970 in UTC, how exactly, and what is doubtful about it. */
export type Moment = {
  readonly ms: number;
  readonly precision: Precision;
  readonly doubt: TimeDoubt | null;
};

export function instantOf(moment: Moment): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(moment.ms);
}

export type MomentReader = (text: string) => Moment | null;

const remembered = 20_000;

/**
 * Reads the times of a column: the first pattern that fits a value wins, so ambiguous patterns must
 * have been decided before (`DateColumn`). Values recur in event logs, so the last ones are kept.
 */
export function momentReader(patterns: readonly string[], zone: LocalZone): MomentReader {
  const compiled = patterns.map((pattern) => new DatePattern(pattern));
  const known = new Map<string, Moment | null>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= remembered) known.clear();
    const moment = readMoment(text, compiled, zone);
    known.set(text, moment);
    return moment;
  };
}

function readMoment(text: string, patterns: readonly DatePattern[], zone: LocalZone): Moment | null {
  for (const pattern of patterns) {
    const civil = pattern.parse(text);
    if (civil === null) continue;
    const local = localMs(civil);
    const { precision } = pattern;
    if (!Number.isNaN(civil.offset)) return { ms: local - civil.offset * 60_000, precision, doubt: null };
    // A day is a day whatever its midnight does; only a time of day can be doubtful.
    const ofClock = precision === "minute" || precision === "hour";
    const doubt = ofClock ? zone.doubt(local) : null;
    return { ms: zone.toInstant(local), precision, doubt };
  }
  return null;
}
