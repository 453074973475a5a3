import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { AppError } from "../../shared/errors.ts";
import { plannedOutageStates } from "./contract.ts";
import { precisions } from "../../shared/time.ts";
import { incidentStates, timeNames, type IncidentTimes } from "./contract.ts";
import {
  actsOf,
  decidePriority,
  isOpen,
  promisedMinutes,
  isLate,
  plannedOutageStatus,
  promiseKept,
  proposedPriority,
  serviceStatus,
  stateAfter,
  type Hit,
  type Marked,
} from "./rules.ts";
import { contradiction, plainlyInOrder, spanOf } from "./times.ts";

describe("a promise is judged", () => {
  const dueAt = "2023-04-12T12:00:00Z";
  const after = "2023-04-12T12:00:01Z";
  test.each([
    ["kept when it was restored in time", dueAt, false, after, true, false],
    ["broken when it was restored late", after, false, after, false, false],
    ["broken and late already when the time is out and it is still open", null, true, after, false, true],
    ["not yet, while it is open and there is time", null, true, dueAt, null, false],
    ["never, where it is over and nobody knows when", null, false, after, null, false],
  ])("%s", (_name, restoredAt, open, now, kept, late) => {
    expect(promiseKept({ dueAt, restoredAt, open }, now)).toBe(kept);
    expect(isLate({ dueAt, restoredAt, open }, now)).toBe(late);
  });

  test("never where nothing was promised", () => {
    expect(promiseKept({ dueAt: null, restoredAt: null, open: true }, after)).toBeNull();
    expect(isLate({ dueAt: null, restoredAt: null, open: true }, after)).toBe(false);
  });
});

/** What the rule says, or the code of its refusal. */
function outcome<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

const zone = "Europe/Stockholm";
const instant = fc
  .integer({ min: 1_400_000_000, max: 1_800_000_000 })
  .map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString());
const time = fc.record({ at: instant, precision: fc.constantFrom(...precisions) });
const maybe = fc.option(time, { nil: null });
const times = fc.record({
  started: maybe,
  detected: maybe,
  acknowledged: maybe,
  restored: maybe,
  closed: maybe,
});
const empty: IncidentTimes = {
  started: null,
  detected: null,
  acknowledged: null,
  restored: null,
  closed: null,
};

describe("the states", () => {
  const state = fc.constantFrom(...incidentStates);

  test("every act that is offered leads somewhere else, and one that is not offered is refused", () => {
    const steps = ["acknowledge", "start", "wait", "restore", "close", "reopen", "cancel"] as const;
    fc.assert(
      fc.property(state, fc.constantFrom(...steps), (from, step) => {
        const offered = actsOf({ state: from, major: false, struckOut: false }).includes(step);
        const led = outcome(() => stateAfter(from, step));
        expect(led === "incident.not-in-state").toBe(!offered);
        expect(led).not.toBe(from);
      }),
    );
  });

  test("from every state one comes back to an open one, and a struck-out one goes nowhere", () => {
    fc.assert(
      fc.property(state, (from) => {
        expect(isOpen(from) || isOpen(stateAfter(from, "reopen"))).toBe(true);
        expect(actsOf({ state: from, major: true, struckOut: true })).toEqual([]);
      }),
    );
  });
});

describe("the order of the times", () => {
  test("a time lies within what it may mean", () => {
    fc.assert(
      fc.property(
        time.filter(({ precision }) => precision !== "night"),
        (one) => {
          const { from, to } = spanOf(one, zone);
          const at = Temporal.Instant.from(one.at);
          expect(Temporal.Instant.compare(from, at)).toBeLessThanOrEqual(0);
          expect(Temporal.Instant.compare(at, to)).toBeLessThan(0);
        },
      ),
    );
  });

  test("times that are really in order are never refused, however imprecisely they are known", () => {
    const inOrder = fc.tuple(
      fc.array(instant, { minLength: 5, maxLength: 5 }),
      fc.array(fc.constantFrom(...precisions.filter((one) => one !== "night")), {
        minLength: 5,
        maxLength: 5,
      }),
    );
    fc.assert(
      fc.property(inOrder, ([moments, exact]) => {
        const sorted = moments.toSorted((a, b) => Date.parse(a) - Date.parse(b));
        const known = Object.fromEntries(
          timeNames.map((name, index) => [
            name,
            { at: sorted[index] ?? "", precision: exact[index] ?? "minute" },
          ]),
        );
        expect(contradiction({ ...empty, ...known }, zone)).toBeNull();
      }),
    );
  });

  test("what is plainly in order holds no contradiction", () => {
    fc.assert(
      fc.property(times.filter(plainlyInOrder), (one) => {
        expect(contradiction(one, zone)).toBeNull();
      }),
    );
  });

  test("a contradiction names the two, and another order of the same two is none", () => {
    const early = { at: "2023-04-12T08:00:00Z", precision: "minute" as const };
    const late = { at: "2023-04-12T09:00:00Z", precision: "minute" as const };
    expect(contradiction({ ...empty, started: late, restored: early }, zone)).toEqual({
      earlier: "started",
      later: "restored",
    });
    expect(contradiction({ ...empty, started: early, restored: late }, zone)).toBeNull();
  });

  test("a night reaches from its evening to the morning after", () => {
    const night = { at: "2017-03-07T01:00:00Z", precision: "night" as const };
    const span = spanOf(night, zone);
    expect([span.from.toString(), span.to.toString()]).toEqual([
      "2017-03-06T17:00:00Z",
      "2017-03-07T07:00:00Z",
    ]);
  });
});

describe("the priority", () => {
  const level = fc.integer({ min: 1, max: 3 });
  const priority = fc.integer({ min: 1, max: 5 });
  const matrix = fc.array(priority, { minLength: 9, maxLength: 9 }).map((cells) =>
    cells.map((value, index) => ({
      impact: 1 + Math.floor(index / 3),
      urgency: 1 + (index % 3),
      priority: value,
    })),
  );

  test("is what the matrix says, and nothing where one of the two is unknown", () => {
    fc.assert(
      fc.property(matrix, level, level, (cells, impact, urgency) => {
        const found = proposedPriority(cells, impact, urgency);
        expect(cells).toContainEqual({ impact, urgency, priority: found });
        expect(proposedPriority(cells, null, urgency)).toBeNull();
      }),
    );
  });

  test("goes against the matrix with a reason only, and keeps the reason", () => {
    fc.assert(
      fc.property(priority, priority, (proposed, asked) => {
        const without = outcome(() => decidePriority(proposed, asked, null).priority);
        expect(without).toBe(asked === proposed ? proposed : "incident.priority-needs-reason");
        const reasoned = decidePriority(proposed, asked, "skäl");
        expect(reasoned).toEqual({ priority: asked, priorityReason: asked === proposed ? null : "skäl" });
      }),
    );
  });
});

test("a service's promise goes before an agreement's, and that before the priority's; the strictest of equals", () => {
  expect(promisedMinutes({ services: [240, 60, null], agreements: [30], priority: 15 })).toBe(60);
  expect(promisedMinutes({ services: [null], agreements: [480, 30], priority: 15 })).toBe(30);
  expect(promisedMinutes({ services: [], agreements: [], priority: 15 })).toBe(15);
  expect(promisedMinutes({ services: [], agreements: [], priority: null })).toBeNull();
});

test("another hit never makes a service better, and what is down is said before what is planned", () => {
  const rank = ["operational", "degraded", "planned", "down"];
  const hit: fc.Arbitrary<Hit> = fc.record({
    effect: fc.constantFrom("down" as const, "degraded" as const),
    reach: fc.constantFrom("falls" as const, "degrades" as const),
  });
  fc.assert(
    fc.property(fc.array(hit), hit, fc.boolean(), (hits, more, planned) => {
      const before = rank.indexOf(serviceStatus(hits, planned));
      expect(rank.indexOf(serviceStatus([...hits, more], planned))).toBeGreaterThanOrEqual(before);
    }),
  );
  expect(serviceStatus([{ effect: "down", reach: "falls" }], true)).toBe("down");
});

describe("a planned outage", () => {
  const at = (minute: number) => `2023-04-12T12:${String(minute).padStart(2, "0")}:00Z`;
  const minute = fc.integer({ min: 0, max: 59 });
  const marked: fc.Arbitrary<Marked> = fc
    .record({
      state: fc.constantFrom(...plannedOutageStates),
      window: fc.tuple(minute, minute).filter(([from, to]) => from < to),
      recordedAt: minute.map(at),
    })
    .map(({ window: [from, to], ...rest }) => ({ ...rest, startsAt: at(from), endsAt: at(to) }));

  test("is what somebody marked, whatever the clock says", () => {
    fc.assert(
      fc.property(marked, minute, (outage, now) => {
        fc.pre(outage.state !== "planned");
        expect(plannedOutageStatus(outage, at(now))).toBe(outage.state);
      }),
    );
  });

  test("goes on from its beginning where nobody marked it, and time never takes it back to planned", () => {
    fc.assert(
      fc.property(marked, minute, minute, (outage, a, b) => {
        const order = ["planned", "ongoing", "completed"];
        const unmarked: Marked = { ...outage, state: "planned" };
        const [early, late] = [at(Math.min(a, b)), at(Math.max(a, b))];
        const then = order.indexOf(plannedOutageStatus(unmarked, early));
        expect(order.indexOf(plannedOutageStatus(unmarked, late))).toBeGreaterThanOrEqual(then);
        expect(then > 0).toBe(early >= unmarked.startsAt);
      }),
    );
  });

  test("is over by itself only where it was written down after its window", () => {
    fc.assert(
      fc.property(marked, minute, (outage, now) => {
        const over = plannedOutageStatus({ ...outage, state: "planned" }, at(now)) === "completed";
        expect(over).toBe(at(now) >= outage.endsAt && outage.recordedAt >= outage.endsAt);
      }),
    );
  });
});
