import { Temporal } from "temporal-polyfill";
import { msPerDay } from "./civil.ts";

/** A local time that a clock change makes twice, or leaves out. */
export type TimeDoubt = "repeated" | "skipped";

type Day = { before: number; after: number; change: number };

const hour = 3_600_000;

/**
 * Local times to instants. Temporal knows the zone's rules; its answer is kept per local day, so
 * that a column of times costs one addition a value instead of some ten microseconds.
 */
export class LocalZone {
  readonly id: string;
  readonly #days = new Map<number, Day>();
  #lastNumber = Number.NaN;
  #last: Day = { before: 0, after: 0, change: Number.NaN };

  constructor(id: string) {
    this.id = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(id).timeZoneId;
  }

  /** Of a repeated time the earlier, of a skipped one the later, as Temporal's `compatible`; `doubt` tells. */
  toInstant(localMs: number): number {
    const day = this.#day(localMs);
    const early = localMs - day.before;
    if (Number.isNaN(day.change) || early < day.change) return early;
    const late = localMs - day.after;
    return late >= day.change ? late : early;
  }

  doubt(localMs: number): TimeDoubt | null {
    const day = this.#day(localMs);
    if (Number.isNaN(day.change)) return null;
    const before = localMs - day.before < day.change;
    const after = localMs - day.after >= day.change;
    if (before && after) return "repeated";
    return before || after ? null : "skipped";
  }

  #day(localMs: number): Day {
    const number = Math.floor(localMs / msPerDay);
    if (number === this.#lastNumber) return this.#last;
    let day = this.#days.get(number);
    if (day === undefined) {
      // Bounded, so that a column of nonsense years cannot fill the memory.
      if (this.#days.size > 40_000) this.#days.clear();
      day = this.#ask(number);
      this.#days.set(number, day);
    }
    this.#lastNumber = number;
    this.#last = day;
    return day;
  }

  // Offsets run from −14 to +14 hours, so the window holds every instant that the local day can mean.
  #ask(number: number): Day {
    const from = this.#at(number * msPerDay - 15 * hour);
    const to = this.#at((number + 1) * msPerDay + 15 * hour);
    const before = from.offsetNanoseconds / 1e6;
    const after = to.offsetNanoseconds / 1e6;
    if (before === after) return { before, after, change: Number.NaN };
    const change = from.getTimeZoneTransition("next")?.epochMilliseconds;
    return { before, after, change: change ?? Number.NaN };
  }

  #at(ms: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(this.id);
  }
}
