import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { minuteOf, momentOf, parseClock, parseDate, wallOf } from "./local-time.ts";

const zone = "Europe/Stockholm";

describe("dates and times as people write them", () => {
  test("are understood in their usual forms", () => {
    for (const text of ["2023-04-12", "20230412", "230412", " 2023-4-12 "]) {
      expect(parseDate(text)?.toString()).toBe("2023-04-12");
    }
    for (const text of ["14:05", "14.05", "1405"]) {
      expect(parseClock(text)?.toString()).toBe("14:05:00");
    }
    expect(parseClock("9")?.toString()).toBe("09:00:00");
  });

  test("are refused when no calendar or clock has them", () => {
    for (const text of ["2023-02-29", "2023-13-01", "12/4", "", "i går"]) {
      expect(parseDate(text)).toBeNull();
    }
    for (const text of ["24:00", "12:60", "kl 12", "", "-1"]) expect(parseClock(text)).toBeNull();
  });
});

describe("the moment of a wall clock", () => {
  const moment = (date: string, clock: string) =>
    momentOf(Temporal.PlainDate.from(date), Temporal.PlainTime.from(clock), zone);

  test("says when the clocks were changed", () => {
    expect(moment("2023-10-29", "02:30")).toEqual({ at: "2023-10-29T00:30:00Z", oddity: "twice" });
    expect(moment("2023-03-26", "02:30")).toEqual({ at: "2023-03-26T01:30:00Z", oddity: "skipped" });
    expect(moment("2023-04-12", "14:05")).toEqual({ at: "2023-04-12T12:05:00Z", oddity: "none" });
  });

  test("is read back as it was written, except where the clock skipped it", () => {
    const minutes = fc.integer({ min: 0, max: 40 * 366 * 24 * 60 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const wall = Temporal.PlainDateTime.from("2000-01-01T00:00").add({ minutes: minute });
        const { at, oddity } = momentOf(wall.toPlainDate(), wall.toPlainTime(), zone);
        fc.pre(oddity !== "skipped");
        const { date, clock } = wallOf(at, zone);
        expect(`${date}T${clock}:00`).toBe(wall.toString());
      }),
    );
  });
});

test("what happens now lies in its minute, never in the next", () => {
  expect(minuteOf(Temporal.Instant.from("2023-04-12T12:05:59.999Z"))).toBe("2023-04-12T12:05:00Z");
  expect(minuteOf(Temporal.Instant.from("2023-04-12T12:05:00Z"))).toBe("2023-04-12T12:05:00Z");
});
