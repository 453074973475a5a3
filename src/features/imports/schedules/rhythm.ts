import { Temporal } from "temporal-polyfill";
import type { Rhythm } from "../contract/schedules.ts";
import type { Instant } from "../../../shared/time.ts";

/** The next moment after this one, by the clock of the zone; a time that the clocks leap over comes an hour later. */
export function nextDue(rhythm: Rhythm, after: Instant, zone: string): Instant {
  const now = Temporal.Instant.from(after).toZonedDateTimeISO(zone);
  if (rhythm.kind === "hourly") {
    const hour = now.round({ smallestUnit: "hour", roundingMode: "floor" });
    let due = hour.add({ minutes: rhythm.minute });
    while (Temporal.ZonedDateTime.compare(due, now) <= 0) due = due.add({ hours: 1 });
    return due.toInstant().toString();
  }
  const time = Temporal.PlainTime.from(rhythm.at);
  let day = now.toPlainDate();
  for (;;) {
    const due = day.toZonedDateTime({ timeZone: zone, plainTime: time });
    const fits = rhythm.kind === "nightly" || day.dayOfWeek === rhythm.weekday;
    if (fits && Temporal.ZonedDateTime.compare(due, now) > 0) return due.toInstant().toString();
    day = day.add({ days: 1 });
  }
}
