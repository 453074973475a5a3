import fc from "fast-check";
import { expect, test } from "vitest";
import {
  FAR_BEYOND,
  severityOf,
  severityWithoutBreaches,
  type BreachFacts,
  type IncidentFacts,
} from "./rules.ts";

const incident = (more: Partial<IncidentFacts> = {}): IncidentFacts => ({
  number: "INC-2023-0001",
  major: false,
  minutes: 60,
  promisedMinutes: null,
  promiseKept: null,
  ...more,
});
const breach = (more: Partial<BreachFacts> = {}): BreachFacts => ({
  number: "PUI-2023-0001",
  risk: null,
  dismissed: false,
  ...more,
});

test("a deviation that rests on nothing is not assessed", () => {
  expect(severityOf([], [])).toEqual({ severity: null, grounds: [] });
  expect(severityOf([], [breach({ risk: "high", dismissed: true })]).severity).toBeNull();
});

test.each([
  ["a major incident makes it major", [incident({ major: true })], [], "major", "major-incident"],
  ["a breach with high risk makes it major", [], [breach({ risk: "high" })], "major", "high-risk-breach"],
  ["any other breach makes it minor", [], [breach({ risk: "none" })], "minor", "breach"],
  ["within the promise is none", [incident({ promisedMinutes: 60 })], [], "none", "within-promise"],
  ["beyond the promise is minor", [incident({ promisedMinutes: 59 })], [], "minor", "beyond-promise"],
  ["far beyond the promise is major", [incident({ promisedMinutes: 29 })], [], "major", "far-beyond-promise"],
  [
    "twice the promise is not yet far beyond",
    [incident({ promisedMinutes: 30 })],
    [],
    "minor",
    "beyond-promise",
  ],
  ["an incident with nothing promised is minor", [incident()], [], "minor", "without-promise"],
  [
    "the source's verdict stands where we have none",
    [incident({ promiseKept: false })],
    [],
    "minor",
    "beyond-promise",
  ],
  ["the source may say that it was kept", [incident({ promiseKept: true })], [], "none", "within-promise"],
] as const)("%s", (_, incidents, breaches, severity, kind) => {
  const found = severityOf(incidents, breaches);
  expect(found.severity).toBe(severity);
  expect(found.grounds.map((ground) => ground.kind)).toEqual([kind]);
});

const anyIncident = fc.record({
  number: fc.constant("INC-2023-0001"),
  major: fc.boolean(),
  minutes: fc.option(fc.integer({ min: 0, max: 20_000 })),
  promisedMinutes: fc.option(fc.integer({ min: 1, max: 5_000 })),
  promiseKept: fc.option(fc.boolean()),
});
const anyBreach = fc.record({
  number: fc.constant("PUI-2023-0001"),
  risk: fc.constantFrom("none", "risk", "high", null),
  dismissed: fc.boolean(),
});
const rank = { none: 0, minor: 1, major: 2 };

test("more to rest on never makes it less serious, and the order does not matter", () => {
  fc.assert(
    fc.property(fc.array(anyIncident), fc.array(anyBreach), anyIncident, (incidents, breaches, more) => {
      const before = severityOf(incidents, breaches).severity;
      const after = severityOf([...incidents, more], breaches).severity;
      expect(after === null ? -1 : rank[after]).toBeGreaterThanOrEqual(before === null ? -1 : rank[before]);
      expect(severityOf([more, ...incidents.toReversed()], breaches.toReversed()).severity).toBe(after);
    }),
  );
});

test("every ground told is as grave as the verdict", () => {
  fc.assert(
    fc.property(fc.array(anyIncident), fc.array(anyBreach), (incidents, breaches) => {
      const { severity, grounds } = severityOf(incidents, breaches);
      expect(grounds.every((ground) => ground.severity === severity)).toBe(true);
      expect(grounds.length > 0).toBe(severity !== null);
    }),
  );
});

test("a longer outage is never less serious", () => {
  fc.assert(
    fc.property(anyIncident, fc.integer({ min: 0, max: 10_000 }), (facts, longer) => {
      const minutes = facts.minutes ?? 0;
      const short = severityOf([{ ...facts, minutes }], []).severity ?? "none";
      const long = severityOf([{ ...facts, minutes: minutes + longer }], []).severity ?? "none";
      expect(rank[long]).toBeGreaterThanOrEqual(rank[short]);
    }),
  );
  expect(FAR_BEYOND).toBeGreaterThan(1);
});

test("one who may not see breaches is given no clean verdict, and is told the same whether there is one or not", () => {
  const kept = incident({ minutes: 30, promisedMinutes: 60 });
  const withheld = { severity: null, grounds: [], withheld: true };
  expect(severityWithoutBreaches([kept])).toEqual(withheld);
  expect(severityWithoutBreaches([])).toEqual(withheld);
  expect(severityWithoutBreaches([incident({ major: true })])).toMatchObject({
    severity: "major",
    withheld: false,
  });
});
