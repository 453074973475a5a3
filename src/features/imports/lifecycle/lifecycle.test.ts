import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMapping } from "../mapping/apply.ts";
import type { Profile } from "../mapping/profile.ts";
import type { MappedRow } from "../mapping/row.ts";
import { formatInstant } from "../read/dates.ts";
import { lifecycleOf } from "./lifecycle.ts";

const header = [
  "Nr",
  "Ordning",
  "Status",
  "Prio",
  "Anmäld",
  "Ändrad",
  "Skapad",
  "Löst",
  "Återöppnad",
  "Övrigt",
];
const profile: Profile = {
  format: 1,
  key: "prov",
  name: { sv: "Prov", en: "Trial" },
  target: "incidents",
  rows: { kind: "events", order: { column: "Ordning", as: "number" } },
  identify: ["number"],
  nulls: [],
  time: { zone: "UTC", formats: ["yyyy-M-d H:mm"] },
  columns: [
    { column: "Nr", field: "number" },
    { column: "Status", field: "state", otherwise: "note" },
    { column: "Prio", field: "priority" },
    { column: "Anmäld", field: "detected" },
    { column: "Ändrad", field: "changed" },
    { column: "Skapad", field: "created" },
    { column: "Löst", field: "restored" },
    { column: "Återöppnad", field: "reopenedCount" },
  ],
  unknown: "keep",
};

function lifecycle(cells: readonly (readonly string[])[], names: readonly string[] = header) {
  const mapping = compileMapping(profile, names);
  const rows = cells.map((row): MappedRow => {
    const result = mapping.map(row);
    if (!result.ok) throw new Error(JSON.stringify(result.reasons));
    return result.value;
  });
  const [first, ...rest] = rows;
  if (first === undefined) throw new Error("no rows");
  return lifecycleOf([first, ...rest]);
}

const day = (n: number) => `2024-01-0${n} 08:00`;
const row = (order: number, state: string, at: number, more: Partial<Record<string, string>> = {}) =>
  header.map(
    (name) =>
      ({
        Nr: "A1",
        Ordning: String(order),
        Status: state,
        Prio: "3",
        Anmäld: day(1),
        Ändrad: day(at),
        ...more,
      })[name] ?? "",
  );
const codes = (cells: readonly (readonly string[])[]) => lifecycle(cells).oddities.map(({ code }) => code);

describe("lifecycleOf", () => {
  it("makes one record and its history of events", () => {
    const made = lifecycle([
      row(0, "new", 1),
      row(1, "in-progress", 2),
      row(2, "in-progress", 3, { Prio: "1" }),
      row(3, "restored", 4, { Prio: "1" }),
      row(4, "closed", 5, { Prio: "1" }),
    ]);
    expect(made.record).toMatchObject({
      number: "A1",
      state: "closed",
      priority: 1,
      reopenedCount: 0,
      started: null,
    });
    const { detected, acknowledged, restored, closed } = made.record;
    expect(
      [detected, acknowledged, restored, closed].map((moment) => formatInstant(moment?.ms ?? 0).slice(8, 10)),
    ).toEqual(["01", "02", "04", "05"]);
    expect(
      made.history.filter(({ field }) => field === "priority").map(({ from, to }) => [from, to]),
    ).toEqual([
      [null, 3],
      [3, 1],
    ]);
    expect([made.events, made.oddities]).toEqual([5, []]);
  });

  it("counts what is reopened, and an incident open again is not restored", () => {
    const events = [row(0, "new", 1), row(1, "restored", 2), row(2, "in-progress", 3)];
    expect(lifecycle(events).record).toMatchObject({
      reopenedCount: 1,
      state: "in-progress",
      restored: null,
    });
    const counted = events.map((cells) => cells.with(8, "2"));
    expect(lifecycle(counted).record.reopenedCount).toBe(2);
    expect(codes(counted)).toEqual(["lifecycle-reopen-count-differs"]);
  });

  it("reports each oddity and drops no event", () => {
    expect(codes([row(0, "new", 3), row(1, "closed", 2)])).toContain("lifecycle-order-against-time");
    expect(codes([row(0, "new", 1), row(0, "in-progress", 2)])).toEqual(["lifecycle-order-doubled"]);
    expect(codes([row(0, "new", 1, { Skapad: "2023-12-31 08:00" })])).toEqual([
      "lifecycle-created-before-opened",
    ]);
    expect(codes([row(0, "restored", 2, { Löst: "2023-12-31 08:00" })])).toEqual([
      "lifecycle-restored-before-opened",
    ]);
    const unknown = lifecycle([row(0, "new", 1), row(1, "-100", 2)]);
    expect(unknown.oddities).toEqual([{ code: "lifecycle-state-unknown", params: { count: 1 } }]);
    expect([unknown.record.state, unknown.events]).toEqual(["new", 2]);
  });

  it("is the same whatever the order of rows and columns in the file", () => {
    const states = fc.constantFrom("new", "in-progress", "waiting", "restored", "closed", "-100", "");
    const event = fc.tuple(
      fc.integer({ min: 0, max: 5 }),
      states,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom("1", "2", "5"),
      fc.constantFrom("", "x", "y"),
    );
    const shuffledColumns = fc.shuffledSubarray(header, {
      minLength: header.length,
      maxLength: header.length,
    });
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        shuffledColumns,
        (events, random, names) => {
          const cells = events.map(([order, state, at, prio, other]) =>
            row(order, state, at, { Prio: prio, Övrigt: other }),
          );
          const mixed = cells
            .map((row_) => ({ row_, place: random.next().value ?? 0 }))
            .toSorted((a, b) => a.place - b.place);
          const moved = mixed.map(({ row_ }) => names.map((name) => row_[header.indexOf(name)] ?? ""));
          expect(lifecycle(moved, names)).toEqual(lifecycle(cells));
        },
      ),
    );
  });
});
