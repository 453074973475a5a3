import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { DateColumn, formatInstant, LocalZone, momentReader, readAs } from "../dates.ts";
import { dateOfDay, dayNumber } from "./civil.ts";

const stockholm = new LocalZone("Europe/Stockholm");

function finding(...values: string[]) {
  const column = new DateColumn();
  for (const value of values) column.add(value);
  return column.finding();
}

function readBack(...values: string[]) {
  const read = momentReader(
    finding(...values).patterns.map(({ pattern }) => pattern),
    stockholm,
  );
  return values.map((value) => {
    const moment = read(value);
    return moment === null ? null : `${formatInstant(moment.ms)} ${moment.precision}`;
  });
}

describe("calendar and zone", () => {
  it("counts days and prints instants as Temporal does", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000_000, max: 7_000_000_000_000 }), (ms) => {
        const instant = Temporal.Instant.fromEpochMilliseconds(ms);
        expect(formatInstant(ms)).toBe(instant.toString());
        const { year, month, day } = instant.toZonedDateTimeISO("UTC");
        const days = Math.floor(ms / 86_400_000);
        expect(dateOfDay(days)).toEqual({ year, month, day });
        expect(dayNumber(year, month, day)).toBe(days);
      }),
    );
  });

  it.each([
    "Europe/Stockholm",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Havana",
    "Pacific/Apia",
    "UTC",
  ])("resolves local times in %s as Temporal does, and doubts those that a clock change touches", (id) => {
    const zone = new LocalZone(id);
    const minute = fc.integer({ min: 0, max: 50 * 366 * 1440 });
    fc.assert(
      fc.property(minute, fc.boolean(), (minutes, near) => {
        let ms = minutes * 60_000;
        if (near) {
          const change = Temporal.Instant.fromEpochMilliseconds(ms)
            .toZonedDateTimeISO(id)
            .getTimeZoneTransition("next");
          if (change !== null)
            ms =
              change.toPlainDateTime().toZonedDateTime("UTC").epochMilliseconds +
              ((minutes % 240) - 120) * 60_000;
        }
        const plain = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO("UTC").toPlainDateTime();
        const earlier = plain.toZonedDateTime(id, { disambiguation: "earlier" }).epochMilliseconds;
        const later = plain.toZonedDateTime(id, { disambiguation: "later" }).epochMilliseconds;
        const kept = plain.toZonedDateTime(id).toPlainDateTime().equals(plain);
        expect(zone.toInstant(ms)).toBe(plain.toZonedDateTime(id).epochMilliseconds);
        expect(zone.doubt(ms)).toBe(earlier === later ? null : kept ? "repeated" : "skipped");
      }),
      { numRuns: 300 },
    );
  });
});

describe("DateColumn", () => {
  it("lets one value decide the order of day and month for the whole column, in all its forms", () => {
    const values = Array.from({ length: 5_000 }, (_, i) => `${(i % 12) + 1}/${(i % 7) + 1}/2016 08:00`);
    expect(finding(...values)).toMatchObject({ order: "ambiguous", evidence: ["1/1/2016 08:00"] });
    expect(finding(...values, "13/1/2016")).toMatchObject({
      order: "decided",
      reading: "day-first",
      evidence: ["13/1/2016"],
    });
    expect(finding(...values, "1/13/2016 9:00")).toMatchObject({ order: "decided", reading: "month-first" });
    expect(finding(...values, "1/13/2016", "13/1/2016").order).toBe("contradictory");
  });

  it("reads the forms that programs write, several in one column", () => {
    expect(readBack("2016-02-29 10:11:12", "2016-02-29T10:11", "2016-02-29", "20160229")).toEqual([
      "2016-02-29T09:11:12Z minute",
      "2016-02-29T09:11:00Z minute",
      "2016-02-28T23:00:00Z day",
      "2016-02-28T23:00:00Z day",
    ]);
    expect(readBack("29 feb 2016 14.05", "2 mars 2016 kl. 14.05", "29.2.2016 kl. 14")).toEqual([
      "2016-02-29T13:05:00Z minute",
      "2016-03-02T13:05:00Z minute",
      "2016-02-29T13:00:00Z hour",
    ]);
    expect(readBack("2/29/2016 5:00 PM", "2/29/2016 12:00 AM")).toEqual([
      "2016-02-29T16:00:00Z minute",
      "2016-02-28T23:00:00Z minute",
    ]);
    expect(readBack("2016-07-01T10:00:00.5+02:00", "1456704000")).toEqual([
      "2016-07-01T08:00:00.5Z minute",
      "2016-02-29T00:00:00Z minute",
    ]);
  });

  it("takes no version, score or day that never was for a date", () => {
    expect(finding("1.2.3", "42", "INC0001", "abc", "31/31/2016").patterns).toEqual([]);
    expect(momentReader(["d/M/yyyy"], stockholm)("30/2/2016")).toBeNull();
  });

  it("lets a person answer the order", () => {
    expect(readAs("d/M/yyyy H:mm", "month-first")).toBe("M/d/yyyy H:mm");
    expect(readAs("yy-M-d", "day-first")).toBe("d-M-yy");
    expect(readAs("yyyy-M-d", "day-first")).toBe("yyyy-M-d");
  });

  it("doubts the hour that a clock change repeats and the one it skips, and never a day", () => {
    const read = momentReader(["yyyy-M-d H:mm", "yyyy-M-d"], stockholm);
    expect(read("2023-10-29 02:30")).toMatchObject({ doubt: "repeated" });
    expect(read("2023-03-26 02:30")).toMatchObject({ doubt: "skipped" });
    expect(read("2023-03-26 03:00")).toMatchObject({ doubt: null });
    expect(read("2023-10-29")).toMatchObject({ doubt: null, precision: "day" });
  });
});

describe("times that are not known to the minute", () => {
  // In Stockholm the days begin at 23:00 UTC the day before.
  it.each([
    ["2017-03-13", "2017-03-12T23:00:00Z day"],
    ["2017-03-13 14", "2017-03-13T13:00:00Z hour"],
    ["2017-03-13 kl 14", "2017-03-13T13:00:00Z hour"],
    ["2017-W10", "2017-03-05T23:00:00Z week"],
    ["2017W10", "2017-03-05T23:00:00Z week"],
    ["2017 v. 10", "2017-03-05T23:00:00Z week"],
    ["2017 vecka 10", "2017-03-05T23:00:00Z week"],
    ["vecka 10 2017", "2017-03-05T23:00:00Z week"],
    ["Vecka 10, 2017", "2017-03-05T23:00:00Z week"],
    ["v.10 2017", "2017-03-05T23:00:00Z week"],
    ["week 1 2017", "2017-01-01T23:00:00Z week"],
    ["2017-02-23 natt", "2017-02-22T23:00:00Z night"],
    ["natten den 23 februari 2017", "2017-02-22T23:00:00Z night"],
    ["natten till 2017-03-13", "2017-03-11T23:00:00Z night"],
    ["natten mot den 13 mars 2017", "2017-03-11T23:00:00Z night"],
    ["Natten till den 1 mars 2017", "2017-02-27T23:00:00Z night"],
    ["night before 2017-01-01", "2016-12-30T23:00:00Z night"],
  ])("%s is recognised by itself", (written, expected) => {
    expect(finding(written).others).toBe(0);
    expect(readBack(written)).toEqual([expected]);
  });

  it("several precisions in one column are each read as what they are", () => {
    const column = ["2017-03-13 08:15", "2017-03-14", "vecka 11 2017", "natten till 2017-03-17"];
    expect(readBack(...column)).toEqual([
      "2017-03-13T07:15:00Z minute",
      "2017-03-13T23:00:00Z day",
      "2017-03-12T23:00:00Z week",
      "2017-03-15T23:00:00Z night",
    ]);
  });

  it("a night's day and month are decided over the column, as any date's", () => {
    const found = finding("natten till 03/04/2017", "natten till 23/04/2017");
    expect(found).toMatchObject({ order: "decided", reading: "day-first" });
    expect(finding("natten till 03/04/2017").order).toBe("ambiguous");
    expect(readAs("BB d/M/yyyy", "month-first")).toBe("BB M/d/yyyy");
  });

  it("a week without its year is told apart from what cannot be read, and no year is guessed", () => {
    const found = finding("vecka 10", "v. 11", "nyss", "v. 54", "2017-W11");
    expect(found).toMatchObject({ others: 4, yearless: 2, yearlessExample: "vecka 10" });
    expect(readBack("vecka 10")).toEqual([null]);
  });

  it.each([
    "vecka 54 2017",
    "natten",
    "natten till jul",
    "natten till 2017-03-13 08:00",
    "W10",
    "version 10 2017",
  ])("%s is no time", (written) => {
    expect(readBack(written)).toEqual([null]);
  });
});
