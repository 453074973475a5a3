import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { useHouse, type TestHouse } from "../../../test/house.ts";
import { system } from "../../platform/actor.ts";
import { readSites } from "../organisation/read-sites.ts";
import { importFile } from "./import-file.ts";
import { proposeFor } from "./propose-file.ts";
import type { RunOutcome } from "./run/queries-outcome.ts";
import { sharedData, sharedDataIsHere } from "./test/real-log.ts";

const { signal } = new AbortController();

/** A file as somebody brings it for the first time: through what is proposed for it. */
async function bring(house: TestHouse, name: string): Promise<RunOutcome> {
  const path = join(sharedData, "sweden", name);
  const { profile, questions } = await proposeFor(house.db, { path });
  if (profile === null) throw new Error(JSON.stringify(questions));
  const given = { path, profile, source: name, dry: false, requestId: name, signal };
  return importFile(house.runtime, system, given);
}

/** Counties have two digits, municipalities four. */
const municipalitiesOf = ({ db }: TestHouse) =>
  db
    .selectFrom("unit as u")
    .innerJoin("unit as parent", "parent.id", "u.parent_id")
    .select(["u.code", "u.name", "parent.code as county"])
    .where("u.code", "like", "____")
    .orderBy("u.code")
    .execute();

describe.skipIf(!sharedDataIsHere)("a country's municipalities and schools", () => {
  const semicolons = useHouse();
  const commas = useHouse();
  let outcome: RunOutcome;
  let other: RunOutcome;

  beforeAll(async () => {
    outcome = await bring(semicolons, "kommuner.csv");
    // The other dialect names the county that each lies in: that must be there before.
    await bring(commas, "counties.csv");
    other = await bring(commas, "municipalities.csv");
  });

  test("290 municipalities become units, from either dialect", async () => {
    for (const one of [outcome, other])
      expect(one).toMatchObject({ state: "done", target: "units", rowsRead: 290, recordsAdded: 290 });
    const [first, second] = [await municipalitiesOf(semicolons), await municipalitiesOf(commas)];
    expect(first).toHaveLength(290);
    expect(second.map(({ code }) => code)).toEqual(first.map(({ code }) => code));
    expect(first.find(({ code }) => code === "0182")?.name).toBe("Nacka");
    expect(second.find(({ code }) => code === "0182")).toEqual({
      code: "0182",
      name: "Nacka kommun",
      county: "01",
    });
  });

  test("7 594 school units become sites of their municipalities; the same file again changes nothing", async () => {
    const schools = await bring(semicolons, "skolverksamhet.csv");
    expect(schools).toMatchObject({
      state: "done",
      target: "sites",
      rowsRead: 7_594,
      rowsRejected: 0,
    });
    const { total } = await readSites.call(semicolons.runtime, system, { limit: 1 });
    const { rows } = await semicolons.owner.query<{ sites: number; towns: number }>(
      "select count(*)::int as sites, count(distinct unit_id)::int as towns from site",
    );
    expect(rows[0]).toEqual({ sites: schools.recordsAdded, towns: 290 });
    expect(total.count).toBe(schools.recordsAdded);
    const again = await bring(semicolons, "skolverksamhet.csv");
    expect(again).toMatchObject({ rowsUnchanged: 7_594, recordsAdded: 0, recordsChanged: 0 });
  });
});
