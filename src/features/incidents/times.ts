import { Temporal } from "temporal-polyfill";
import type { PreciseInstant } from "../../shared/time.ts";
import { timeNames, type IncidentTimes, type TimeName } from "./contract.ts";

/** The first and the last moment that a time may mean. */
export interface Span {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** `night` is the night that begins in the evening of the day, from 18 to 8; before noon it began the day before. */
function nightOf(zoned: Temporal.ZonedDateTime): Span {
  const evening = zoned.hour >= 12 ? zoned.toPlainDate() : zoned.toPlainDate().subtract({ days: 1 });
  const moment = (day: Temporal.PlainDate, hour: number) =>
    day.toZonedDateTime({ timeZone: zoned.timeZoneId, plainTime: new Temporal.PlainTime(hour) }).toInstant();
  return { from: moment(evening, 18), to: moment(evening.add({ days: 1 }), 8) };
}

function daysOf(zoned: Temporal.ZonedDateTime, first: Temporal.PlainDate, days: number): Span {
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zoned.timeZoneId).toInstant();
  return { from: start(first), to: start(first.add({ days })) };
}

export function spanOf({ at, precision }: PreciseInstant, timeZone: string): Span {
  const instant = Temporal.Instant.from(at);
  if (precision === "minute" || precision === "hour") {
    const from = instant.round({ smallestUnit: precision, roundingMode: "floor" });
    return { from, to: from.add(precision === "hour" ? { hours: 1 } : { minutes: 1 }) };
  }
  const zoned = instant.toZonedDateTimeISO(timeZone);
  const day = zoned.toPlainDate();
  switch (precision) {
    case "day":
      return daysOf(zoned, day, 1);
    case "night":
      return nightOf(zoned);
    case "week":
      return daysOf(zoned, day.subtract({ days: day.dayOfWeek - 1 }), 7);
  }
}

export interface OutOfOrder {
  earlier: TimeName;
  later: TimeName;
}

/**
 * The first two times that certainly contradict each other: the one that comes first by nature lies, whatever its
 * precision leaves open, wholly after the other. Null when the order can hold.
 */
export function contradiction(times: IncidentTimes, timeZone: string): OutOfOrder | null {
  const known = timeNames.flatMap((name) => {
    const time = times[name];
    return time === null ? [] : [{ name, span: spanOf(time, timeZone) }];
  });
  for (const [index, first] of known.entries()) {
    for (const second of known.slice(index + 1)) {
      if (Temporal.Instant.compare(first.span.from, second.span.to) >= 0) {
        return { earlier: first.name, later: second.name };
      }
    }
  }
  return null;
}

/** Cheaply, for thousands: whether all are to the minute and in order, so that nothing needs to be looked at. */
export function plainlyInOrder(times: IncidentTimes): boolean {
  let last = "";
  for (const name of timeNames) {
    const time = times[name];
    if (time === null) continue;
    // RFC 3339 in UTC without fractions sorts as text.
    if (time.precision !== "minute" || time.at.length !== 20 || time.at < last) return false;
    last = time.at;
  }
  return true;
}
