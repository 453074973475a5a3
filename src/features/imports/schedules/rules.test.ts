import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { afterAll, describe, expect, test } from "vitest";
import { allowedFolder, fits, newestFile } from "./folder.ts";
import { nextDue } from "./rhythm.ts";

const zone = "Europe/Stockholm";

describe("the next time", () => {
  test.each([
    ["nightly", { kind: "nightly", at: "02:30" }, "2023-04-12T00:30:00Z", "2023-04-13T00:30:00Z"],
    [
      "nightly over the leap",
      { kind: "nightly", at: "02:30" },
      "2023-03-25T12:00:00Z",
      "2023-03-26T01:30:00Z",
    ],
    ["weekly", { kind: "weekly", weekday: 1, at: "06:00" }, "2023-04-12T12:00:00Z", "2023-04-17T04:00:00Z"],
    ["hourly", { kind: "hourly", minute: 15 }, "2023-04-12T12:15:00Z", "2023-04-12T13:15:00Z"],
  ] as const)("is %s by the organisation's clock", (_name, rhythm, after, due) => {
    expect(nextDue(rhythm, after, zone)).toBe(due);
  });

  test("always comes, and never later than its rhythm", () => {
    const clock = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hour, minute]) => new Temporal.PlainTime(hour, minute).toString({ smallestUnit: "minute" }));
    const rhythm = fc.oneof(
      fc.record({ kind: fc.constant("hourly" as const), minute: fc.integer({ min: 0, max: 59 }) }),
      fc.record({ kind: fc.constant("nightly" as const), at: clock }),
      fc.record({ kind: fc.constant("weekly" as const), weekday: fc.integer({ min: 1, max: 7 }), at: clock }),
    );
    const longest = { hourly: 1, nightly: 25, weekly: 7 * 24 + 1 };
    fc.assert(
      fc.property(rhythm, fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }), (given, seconds) => {
        const after = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
        const due = Temporal.Instant.from(nextDue(given, after.toString(), zone));
        const hours = due.since(after).total("hours");
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual(longest[given.kind] + 1);
      }),
    );
  });
});

test("a pattern means itself but for * and ?", () => {
  expect(fits("export-*.csv", "export-2023.csv")).toBe(true);
  expect(fits("export-*.csv", "export-2023.csv.bak")).toBe(false);
  expect(fits("a?.csv", "a1.csv")).toBe(true);
  expect(fits("a.csv", "abcsv")).toBe(false);
  expect(fits("(a|b)[c].csv", "(a|b)[c].csv")).toBe(true);
});

test("a pattern says what its regular expression would, and many stars take no longer", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "B", "å"), maxLength: 8 });
  const patterns = fc.string({ unit: fc.constantFrom("a", "b", "Å", "*", "?"), maxLength: 6 });
  fc.assert(
    fc.property(patterns, letters, (pattern, name) => {
      const same = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`, "isu").test(name);
      expect(fits(pattern, name)).toBe(same);
    }),
    { numRuns: 2_000 },
  );
  // Hours by a regular expression that tries every way of sharing the name out.
  expect(fits(`${"*?".repeat(40)}x`, `incidenter-${"0".repeat(200)}.csv`)).toBe(false);
});

describe("a folder", () => {
  const base = mkdtempSync(join(tmpdir(), "beredd-folder-"));
  afterAll(() => rmSync(base, { recursive: true, force: true }));
  const inside = join(base, "in");
  mkdirSync(join(inside, "deeper"), { recursive: true });
  mkdirSync(join(base, "in-beside"));
  symlinkSync(base, join(inside, "out"));
  const refused = { code: "schedule.folder-refused" };

  test("is read within one that is allowed", async () => {
    expect(await allowedFolder(join(inside, "deeper"), [inside])).toMatch(/in\/deeper$/);
    expect(await allowedFolder(inside, [inside])).toMatch(/in$/);
  });

  test.each([
    ["beside it", join(base, "in-beside")],
    ["above it", base],
    ["by ..", `${inside}/../in-beside`],
    ["by .. that comes back", `${inside}/deeper/../deeper`],
    ["by a link out of it", join(inside, "out")],
    ["that is not there", join(inside, "nowhere")],
    ["named from nowhere", "in/deeper"],
  ])("is refused %s", async (_how, place) => {
    await expect(allowedFolder(place, [inside])).rejects.toMatchObject(refused);
  });

  test("gives the newest file that fits, and never follows a link", async () => {
    writeFileSync(join(base, "secret.csv"), "secret");
    const add = (name: string, at: number) => {
      writeFileSync(join(inside, name), name);
      utimesSync(join(inside, name), at, at);
    };
    add("b.csv", 2_000);
    add("a.csv", 3_000);
    add("newest.txt", 9_000);
    symlinkSync(join(base, "secret.csv"), join(inside, "z.csv"));
    const { name, handle } = await newestFile(inside, "*.csv");
    await handle.close();
    expect(name).toBe("a.csv");
    await expect(newestFile(inside, "*.xlsx")).rejects.toMatchObject({ code: "schedule.no-file" });
  });
});
