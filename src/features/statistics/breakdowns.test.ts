import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { registry } from "../../house.ts";
import { system } from "../../platform/actor.ts";
import { readBreakdown, readFigures } from "./read-figures.ts";
import { addQuarter } from "./test/ground.ts";

const house = useHouse();
beforeAll(async () => {
  house.clock.set("2023-06-15T12:00:00Z");
  await addQuarter(house.db, house.units);
});

const byText = (a: readonly unknown[], b: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);

describe("a split by any dimension", () => {
  test.each([
    [
      "service",
      [
        ["E-post", 3],
        ["Lön", 3],
      ],
    ],
    [
      "area",
      [
        [null, 3],
        ["HR", 3],
      ],
    ],
    [
      "category",
      [
        [null, 4],
        [null, 1],
      ],
    ],
    [
      "state",
      [
        [null, 2],
        [null, 2],
        [null, 1],
      ],
    ],
  ] as const)("%s", async (by, rows) => {
    const split = await readBreakdown.call(house.runtime, system, { period: "2023-Q1", by });
    expect(split.rows.map((row) => [row.label, row.now.value]).toSorted(byText)).toEqual(
      [...rows].toSorted(byText),
    );
  });

  test.each(["system", "supplier", "priority", "cause", "source", "assignmentGroup", "unit"] as const)(
    "%s covers every incident",
    async (by) => {
      const split = await readBreakdown.call(house.runtime, system, { period: "2023-Q1", by });
      expect(split.rows.reduce((sum, row) => sum + (row.now.value ?? 0), 0)).toBe(5);
    },
  );

  test("of what only the other period had stands with nothing now", async () => {
    const split = await readBreakdown.call(house.runtime, system, {
      period: "2022-10",
      against: "2023-02",
      by: "service",
    });
    expect(split.rows.map((row) => [row.label, row.now.value, row.against?.value]).toSorted(byText)).toEqual([
      ["E-post", 0, 2],
      ["Lön", 0, 1],
    ]);
  });
});

test("every figure leads to exactly its records in the list", async () => {
  const all = await readFigures.call(house.runtime, system, { period: "2023-Q1" });
  const list = registry.operations.find((operation) => operation.name === "incident.list");
  const wanted = [
    ["incidents", 5],
    ["majorIncidents", 1],
    ["closed", 1],
    ["backlog", 2],
    ["timeToRestore", 3],
    ["reopenRate", 1],
    ["restoredWithinPromise", 1],
    ["outageMinutes", 4],
  ] as const;
  for (const [key, count] of wanted) {
    const records = all.figures.find((one) => one.key === key)?.now.records;
    const address = new URL(records ?? "", "http://x.example");
    expect(address.pathname).toBe("/incidents");
    const answer = await list?.execute(
      house.runtime,
      system,
      { ...Object.fromEntries(address.searchParams), limit: 100 },
      house.call(),
    );
    expect(answer).toMatchObject({ total: { count, more: false } });
  }
});
