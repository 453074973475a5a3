import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { parsePeriod } from "./period-parser.ts";
import { periodWords } from "./period-words.ts";
import {
  boundsOf,
  periodAt,
  periodOf,
  previousPeriod,
  splitPeriod,
  stepFor,
  weeksIn,
  yearBefore,
  type Period,
} from "./periods.ts";

const zone = "Europe/Stockholm";

function read(text: string, today?: string): Period {
  const parsed = parsePeriod(text, today);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.said.en}`);
  return parsed.period;
}

const written: [text: string, code: string, from: string, until: string][] = [
  ["2023-Q1", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["2023Q1", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["Q1 2023", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["q1-2023", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["Q1 23", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["kvartal 1 2023", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["Första kvartalet 2023", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["first quarter of 2023", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["Q1–Q2 2023", "2023-H1", "2023-01-01", "2023-07-01"],
  ["2301-2305", "2023-01--2023-05", "2023-01-01", "2023-06-01"],
  ["2301–2305", "2023-01--2023-05", "2023-01-01", "2023-06-01"],
  ["202301-202305", "2023-01--2023-05", "2023-01-01", "2023-06-01"],
  ["2023-01--2023-05", "2023-01--2023-05", "2023-01-01", "2023-06-01"],
  ["januari–maj 2023", "2023-01--2023-05", "2023-01-01", "2023-06-01"],
  ["jan till maj 2023", "2023-01--2023-05", "2023-01-01", "2023-06-01"],
  ["2305", "2023-05", "2023-05-01", "2023-06-01"],
  ["2017-W10", "2017-W10", "2017-03-06", "2017-03-13"],
  ["vecka 10 2017", "2017-W10", "2017-03-06", "2017-03-13"],
  ["v. 10 2017", "2017-W10", "2017-03-06", "2017-03-13"],
  ["v10, 2017", "2017-W10", "2017-03-06", "2017-03-13"],
  ["week 10 2017", "2017-W10", "2017-03-06", "2017-03-13"],
  ["2017 vecka 10", "2017-W10", "2017-03-06", "2017-03-13"],
  ["vecka 10–13 2017", "2017-W10--2017-W13", "2017-03-06", "2017-04-03"],
  ["2017-W10 – 2017-W13", "2017-W10--2017-W13", "2017-03-06", "2017-04-03"],
  ["2023-04", "2023-04", "2023-04-01", "2023-05-01"],
  ["202304", "2023-04", "2023-04-01", "2023-05-01"],
  ["april 2023", "2023-04", "2023-04-01", "2023-05-01"],
  ["2023", "2023", "2023-01-01", "2024-01-01"],
  ["2012", "2012", "2012-01-01", "2013-01-01"],
  ["2022-2023", "2022--2023", "2022-01-01", "2024-01-01"],
  ["H2 2023", "2023-H2", "2023-07-01", "2024-01-01"],
  ["andra halvåret 2023", "2023-H2", "2023-07-01", "2024-01-01"],
  ["tertial 2 2023", "2023-T2", "2023-05-01", "2023-09-01"],
  ["2023-01-01--2023-03-31", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["20230101-20230331", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["230101-230331", "2023-Q1", "2023-01-01", "2023-04-01"],
  ["1 mars 2023 till 12 mars 2023", "2023-03-01--2023-03-12", "2023-03-01", "2023-03-13"],
  ["2023-04-12", "2023-04-12", "2023-04-12", "2023-04-13"],
  ["2024-02-29", "2024-02-29", "2024-02-29", "2024-03-01"],
  ["2020-W53", "2020-W53", "2020-12-28", "2021-01-04"],
];

describe("a period as people write it", () => {
  test.each(written)("%s", (text, code, from, until) => {
    expect(read(text)).toEqual({ code, from, until });
  });

  test("without a year is the latest that has begun", () => {
    expect(read("vecka 10", "2017-03-08").code).toBe("2017-W10");
    expect(read("vecka 50", "2017-03-08").code).toBe("2016-W50");
    expect(read("Q4", "2023-04-12").code).toBe("2022-Q4");
    expect(parsePeriod("vecka 10").ok).toBe(false);
  });

  test.each([
    ["", "unreadable"],
    ["snart", "unreadable"],
    ["2023-Q5", "no-such-day"],
    ["2023-13", "no-such-day"],
    ["2023-02-30", "no-such-day"],
    ["2021-W53", "no-such-day"],
    ["2305-2301", "backwards"],
    ["2001-2012", "ambiguous"],
    ["1850-01--1850-05", "out-of-range"],
    ["9".repeat(81), "unreadable"],
  ])("%s is refused: %s", (text, fault) => {
    expect(parsePeriod(text)).toMatchObject({ ok: false, fault });
  });

  test("what can be read in two ways names both", () => {
    const parsed = parsePeriod("2001-2012");
    expect(parsed.ok ? "" : parsed.said.sv).toContain("2001--2012");
    expect(parsed.ok ? "" : parsed.said.sv).toContain("2020-01--2020-12");
  });
});

const anyDay = fc
  .integer({ min: 0, max: 73_000 })
  .map((days) => Temporal.PlainDate.from("1950-01-01").add({ days }));
const anyPeriod = fc
  .tuple(anyDay, fc.integer({ min: 1, max: 800 }))
  .map(([day, days]) => periodOf(day, day.add({ days })));
const anyWhole = fc
  .tuple(anyDay, fc.constantFrom("week", "month", "quarter", "year"))
  .map(([day, kind]) =>
    periodAt(day.toZonedDateTime({ timeZone: zone, plainTime: "12:00" }).toInstant().toString(), kind, zone),
  );
const either = fc.oneof(anyPeriod, anyWhole);

test("the code of any period reads back as the same period", () => {
  fc.assert(
    fc.property(either, (period) => {
      expect(read(period.code)).toEqual(period);
    }),
  );
});

test("days, weeks and months split a period without gap or overlap, and only its ends are cut", () => {
  fc.assert(
    fc.property(either, fc.constantFrom("day", "week", "month"), (period, step) => {
      const split = splitPeriod(period, step);
      expect(split[0]?.from).toBe(period.from);
      expect(split.at(-1)?.until).toBe(period.until);
      split.slice(1).forEach((part, index) => expect(part.from).toBe(split[index]?.until));
      split.slice(1, -1).forEach((part) => expect(part.whole).toBe(true));
      split.filter((part) => part.whole).forEach((part) => expect(part.code).toBe(part.of));
    }),
  );
});

test("the period before ends where this one begins", () => {
  fc.assert(
    fc.property(either, (period) => {
      expect(previousPeriod(period).until).toBe(period.from);
    }),
  );
});

test("a whole month, quarter or year before and a year before keep their kind", () => {
  const kindOf = (code: string) => code.replace(/\d+/gu, (digits) => (digits.length === 4 ? "y" : "n"));
  const quarters = anyWhole.filter((period) => !period.code.includes("W"));
  fc.assert(
    fc.property(quarters, (period) => {
      expect(kindOf(previousPeriod(period).code)).toBe(kindOf(period.code));
      expect(kindOf(yearBefore(period).code)).toBe(kindOf(period.code));
      expect(yearBefore(period).code.slice(4)).toBe(period.code.slice(4));
    }),
  );
});

test("a week a year before is the week of the same number, or the year's last", () => {
  expect(yearBefore(read("2017-W10")).code).toBe("2016-W10");
  expect(yearBefore(read("2020-W53")).code).toBe("2019-W52");
  expect(yearBefore(read("2015-W53")).code).toBe("2014-W52");
  expect(weeksIn(2020)).toBe(53);
  expect(weeksIn(2021)).toBe(52);
  fc.assert(
    fc.property(anyDay, (day) => {
      const week = periodAt(`${day.toString()}T10:00:00Z`, "week", zone);
      expect(yearBefore(week).code).toMatch(/^\d{4}-W\d{2}$/u);
    }),
  );
});

test("29 February meets 28 February, and nothing is empty", () => {
  expect(yearBefore(read("2024-02-29"))).toEqual(read("2023-02-28"));
  fc.assert(
    fc.property(either, (period) => {
      const before = yearBefore(period);
      expect(before.from < before.until && before.until <= period.until).toBe(true);
    }),
  );
});

test("bounds are midnights of the zone, also where the clocks change within the period", () => {
  expect(boundsOf(read("2023-Q1"), zone)).toEqual({
    start: "2022-12-31T23:00:00Z",
    end: "2023-03-31T22:00:00Z",
  });
  expect(boundsOf(read("2023-03-26"), zone)).toEqual({
    start: "2023-03-25T23:00:00Z",
    end: "2023-03-26T22:00:00Z",
  });
  fc.assert(
    fc.property(either, (period) => {
      const parts = splitPeriod(period, "day").map((part) => boundsOf(part, zone));
      parts.slice(1).forEach((part, index) => expect(part.start).toBe(parts[index]?.end));
      for (const { start, end } of parts) {
        const hours = Temporal.Instant.from(start).until(end).total("hours");
        expect(hours).toBeGreaterThanOrEqual(23);
        expect(hours).toBeLessThanOrEqual(25);
      }
    }),
    { numRuns: 30 },
  );
});

test("where a day begins after midnight the period begins with the day", () => {
  // São Paulo 2018-11-04: the clocks went from 00:00 to 01:00.
  expect(boundsOf(read("2018-11-04"), "America/Sao_Paulo").start).toBe("2018-11-04T03:00:00Z");
});

test("the moment decides its period in the organisation's zone, not in UTC", () => {
  expect(periodAt("2023-03-31T22:30:00Z", "quarter", zone).code).toBe("2023-Q2");
  expect(periodAt("2021-01-03T22:30:00Z", "week", zone).code).toBe("2020-W53");
  expect(periodAt("2021-01-03T23:30:00Z", "week", zone).code).toBe("2021-W01");
});

test("a series is read in days, weeks or months by its length", () => {
  expect(
    ["2023-04", "2023-T1", "2023-Q1", "2023-01-01--2023-03-05", "2023"].map((text) => stepFor(read(text))),
  ).toEqual(["day", "month", "month", "week", "month"]);
});

test("is said as in the middle of a sentence", () => {
  expect(periodWords(read("2023-Q1"), "sv")).toBe("första kvartalet 2023");
  expect(periodWords(read("2301-2305"), "sv")).toBe("januari–maj 2023");
  expect(periodWords(read("2017-W10"), "sv")).toBe("vecka\u00a010 2017");
  expect(periodWords(read("2023-H2"), "en")).toBe("the second half of 2023");
});
