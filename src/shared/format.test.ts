import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { createFormat, formatIsoWeek } from "./format.ts";
import { precisions } from "./time.ts";

const sv = createFormat({ language: "sv", timeZone: "Europe/Stockholm" });
const en = createFormat({ language: "en", timeZone: "Europe/Stockholm" });

const instants = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));

describe("numbers", () => {
  test("are grouped by a no-break space in Swedish", () => {
    expect(sv.number(1003)).toBe("1\u00a0003");
    expect(sv.number(1234567.891, 1)).toBe("1\u00a0234\u00a0567,9");
    expect(en.number(1003)).toBe("1,003");
  });

  test("keep their digits whatever their size", () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        const digits = sv
          .number(value)
          .replace(/\u00a0/gu, "")
          .replace("−", "-");
        expect(Number(digits)).toBe(value);
      }),
    );
  });

  test("never show a signed zero", () => {
    expect(sv.number(-0.2)).toBe("0");
    expect(sv.change(0)).toBe("0");
    expect(sv.change(-0.4)).toBe("0");
    expect(sv.change(0.4)).toBe("0");
    expect(sv.percentChange(0.001)).toBe("0\u00a0%");
  });

  test("of change carry their sign, with a true minus", () => {
    expect(sv.change(12)).toBe("+12");
    expect(sv.change(-12)).toBe("−12");
    expect(sv.percentChange(1003 / 756 - 1)).toBe("+33\u00a0%");
    expect(en.percentChange(-0.5)).toBe("−50%");
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (value) => {
        expect(sv.change(value)).toBe(`+${sv.number(value)}`);
        expect(sv.change(-value)).toBe(`−${sv.number(value)}`);
      }),
    );
  });
});

describe("lengths of time", () => {
  test("show their two largest units", () => {
    expect(sv.duration(0)).toBe("0\u00a0min");
    expect(sv.duration(45)).toBe("45\u00a0s");
    expect(sv.duration(125 * 60)).toBe("2\u00a0h 5\u00a0min");
    expect(sv.duration(120 * 60)).toBe("2\u00a0h");
    expect(sv.duration(27 * 3600)).toBe("1\u00a0d 3\u00a0h");
    expect(sv.duration(-90 * 60)).toBe("−1\u00a0h 30\u00a0min");
  });

  test("carry over instead of showing 60 min or 24 h", () => {
    expect(sv.duration(59 * 60 + 59)).toBe("1\u00a0h");
    expect(sv.duration(2 * 86_400 - 1)).toBe("2\u00a0d");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seconds) => {
        const text = sv.duration(seconds);
        expect(text).not.toMatch(/(^|\s)60\u00a0(s|min)/u);
        expect(text).not.toMatch(/(^|\s)24\u00a0h/u);
      }),
    );
  });
});

describe("times", () => {
  test("are shown in the organisation's zone, as precisely as they are known", () => {
    const at = "2023-04-12T12:05:00Z";
    expect(sv.instant(at)).toBe("2023-04-12 14:05");
    expect(sv.instant(at, "hour")).toBe("2023-04-12 omkring kl.\u00a014");
    expect(en.instant(at, "hour")).toBe("2023-04-12 around 14:00");
    expect(sv.instant(at, "day")).toBe("2023-04-12");
    expect(sv.instant("2017-03-08T12:00:00Z", "week")).toBe("vecka\u00a010 2017");
  });

  test("of a night belong to the morning it leads to, from either side of midnight", () => {
    expect(sv.instant("2017-02-23T22:00:00Z", "night")).toBe("natten mot 24 februari 2017");
    expect(sv.instant("2017-02-24T03:00:00Z", "night")).toBe("natten mot 24 februari 2017");
    expect(en.instant("2017-02-24T03:00:00Z", "night")).toBe("the night before 24 February 2017");
  });

  test("rounded to the hour move the date with them", () => {
    expect(sv.instant("2023-04-12T21:40:00Z", "hour")).toBe("2023-04-13 omkring kl.\u00a000");
  });

  test("to the minute are the wall clock of the zone on every day, clock changes included", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const wall = instant.toZonedDateTimeISO("Europe/Stockholm").toPlainDateTime();
        const shown = Temporal.PlainDateTime.from(sv.instant(instant).replace(" ", "T"));
        expect(shown.equals(wall.round({ smallestUnit: "minute", roundingMode: "floor" }))).toBe(true);
      }),
    );
  });

  test("have words for every precision in both languages", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...precisions), (instant, precision) => {
        expect(sv.instant(instant, precision)).not.toMatch(/[{}]|undefined|NaN/u);
        expect(en.instant(instant, precision)).not.toMatch(/[{}]|undefined|NaN/u);
      }),
    );
  });

  test("belong to the ISO week of the zone, not of UTC", () => {
    expect(sv.isoWeek("2017-03-12T22:59:00Z")).toBe("2017-W10");
    expect(sv.isoWeek("2017-03-12T23:00:00Z")).toBe("2017-W11");
    expect(sv.isoWeek("2021-01-01T12:00:00Z")).toBe("2020-W53");
    expect(formatIsoWeek("2020-W53", "sv")).toBe("vecka\u00a053 2020");
  });
});

describe("order", () => {
  test("has å, ä and ö last, and counts numbers in names", () => {
    const names = ["Örby", "Ärla", "Åby", "zoo", "Skola 10", "Skola 2", "Alby", "äpple"];
    expect(names.toSorted(sv.compare)).toEqual([
      "Alby",
      "Skola 2",
      "Skola 10",
      "zoo",
      "Åby",
      "äpple",
      "Ärla",
      "Örby",
    ]);
  });
});
