import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { system } from "../../platform/actor.ts";
import { bulkWrite } from "../../platform/verb/bulk.ts";
import type { Storing } from "../../platform/verb/storing.ts";
import { useHouse } from "../../../test/house.ts";
import { readSites } from "./read-sites.ts";
import { readUnits } from "./read-units.ts";
import { upsertNetworks, upsertSites, type SiteRow } from "./upsert-sites.ts";
import { upsertUnits, type UnitRow } from "./upsert-units.ts";

const house = useHouse();

function bulk<T>(work: (context: Storing) => Promise<T>): Promise<T> {
  const write = { verb: "organisation.import", needs: "organisation:edit", requestId: "test" } as const;
  return bulkWrite(house.runtime, system, write, (context) => work({ actor: system, ...context }));
}
const units = (rows: UnitRow[]) => bulk((context) => upsertUnits(context, rows));
const sites = (rows: SiteRow[]) => bulk((context) => upsertSites(context, rows));

async function entries(kind: string): Promise<number> {
  const row = await house.db
    .selectFrom("journal")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where("kind", "=", kind)
    .executeTakeFirstOrThrow();
  return row.n;
}

describe("units from a file", () => {
  const rows: UnitRow[] = [
    { code: "EK", name: "Ekskolan", parent: "SKOLA", peopleCount: 240 },
    { code: "SKOLA", name: "Skolområdet", parent: "Norra förvaltningen", kind: "department" },
    { name: "Köket", parent: "Skolområdet / Ekskolan" },
  ];

  test("come in whatever their order, and the same file again changes nothing", async () => {
    expect(await units(rows)).toMatchObject({ added: 3, updated: 0, unchanged: 0, refused: [] });
    const listed = await readUnits.call(house.runtime, system, { q: "Köket" });
    expect(listed.items[0]?.path).toEqual([
      "Testkommun",
      "Norra förvaltningen",
      "Skolområdet",
      "Ekskolan",
      "Köket",
    ]);
    const before = [await entries("unit.added"), await entries("unit.edited")];
    expect(before[0]).toBe(3);
    expect(await units(rows)).toMatchObject({ added: 0, updated: 0, unchanged: 3 });
    expect([await entries("unit.added"), await entries("unit.edited")]).toEqual(before);
  });

  test("with a newer file one changed record has one entry, and what is left out stays", async () => {
    const answer = await units([{ code: "ek", name: "Ekskolan F–6", parent: "SKOLA" }]);
    expect(answer).toMatchObject({ updated: 1 });
    const [outcome] = answer.outcomes;
    const id = outcome?.outcome === "updated" ? outcome.id : "";
    expect((await house.journalOf(id)).at(-1)?.body).toEqual({
      changes: { name: { from: "Ekskolan", to: "Ekskolan F–6" }, code: { from: "EK", to: "ek" } },
    });
    const listed = await readUnits.call(house.runtime, system, { q: "Ekskolan" });
    expect(listed.items[0]).toMatchObject({ peopleCount: 240 });
  });

  test("move with all under them, but never under themselves", async () => {
    expect(
      await units([{ code: "SKOLA", name: "Skolområdet", parent: "Södra förvaltningen" }]),
    ).toMatchObject({ updated: 1 });
    const listed = await readUnits.call(house.runtime, system, { q: "Köket" });
    expect(listed.items[0]?.path[1]).toBe("Södra förvaltningen");
    const refused = await units([
      { code: "SKOLA", name: "Skolområdet", parent: "Köket" },
      { code: "NY", name: "Nya", parent: "SKOLA" },
    ]);
    expect(refused).toMatchObject({ added: 1, refused: [{ index: 0, faults: [{ path: "parent" }] }] });
  });

  test("with an unknown or ambiguous parent are refused alone, and say so", async () => {
    await units([
      { name: "Lager", parent: "Norra förvaltningen" },
      { name: "Lager", parent: "Södra förvaltningen" },
    ]);
    const answer = await units([
      { name: "Hylla", parent: "Lager" },
      { name: "Hylla", parent: "Ingenstans" },
      { name: "Hylla", parent: "Södra förvaltningen / Lager" },
    ]);
    expect(answer.outcomes.map((row) => row.outcome)).toEqual(["refused", "refused", "added"]);
    expect(answer.refused[0]?.faults[0]?.sv).toBe(
      'Flera enheter heter "Lager". Skriv koden eller hela sökvägen.',
    );
    expect(answer.refused[1]?.faults[0]?.en).toBe('No unit has the code, path or name "Ingenstans".');
  });

  test("may state facts of the topmost unit", async () => {
    expect(await units([{ name: "testkommun", peopleCount: 19_000 }])).toMatchObject({ updated: 1 });
  });
});

describe("sites from a file", () => {
  test("are known by code or by name within the unit, and keep what is not stated", async () => {
    const rows: SiteRow[] = [
      { code: "S1", name: "Biblioteket", unit: "Norra förvaltningen", networks: ["Admin", "Guest"] },
      { name: "Badhuset", unit: "Norra förvaltningen", peopleCount: 12 },
    ];
    expect(await sites(rows)).toMatchObject({ added: 2 });
    expect(await sites(rows)).toMatchObject({ unchanged: 2 });
    expect(
      await sites([
        { code: "s1", name: "Stadsbiblioteket" },
        { name: "badhuset", unit: "Norra förvaltningen", networks: ["Guest"] },
        { name: "Ishallen" },
      ]),
    ).toMatchObject({ updated: 2, refused: [{ index: 2, faults: [{ path: "unit" }] }] });
    const { items } = await readSites.call(house.runtime, system, { q: "bibliotek" });
    expect(items[0]).toMatchObject({ name: "Stadsbiblioteket", unitId: house.units.north });
    expect(items[0]?.networks.map((network) => network.name)).toEqual(["Admin", "Guest"]);
  });

  test("get networks by their code or by a name that is alone", async () => {
    await sites([
      { code: "N1", name: "Hallen", unit: "Norra förvaltningen" },
      { name: "Hallen", unit: "Södra förvaltningen" },
    ]);
    const networks = [
      { site: "N1", name: "Elev" },
      { site: "Hallen", name: "Elev" },
      { site: "Hallen", unit: "Södra förvaltningen", name: "Elev" },
      { site: "Okänd", name: "Elev" },
    ];
    const answer = await bulk((context) => upsertNetworks(context, networks));
    expect(answer.outcomes.map((row) => row.outcome)).toEqual(["added", "refused", "added", "refused"]);
    const again = await bulk((context) => upsertNetworks(context, networks));
    expect(again).toMatchObject({ added: 0, unchanged: 2 });
  });
});

const schools = process.env["BEREDD_SHARED_DATA"] ?? "../shared/data/sweden";

describe.skipIf(!existsSync(`${schools}/kommuner.csv`))("every municipality and school of a country", () => {
  const read = async (name: string) =>
    (await readFile(`${schools}/${name}`, "utf8"))
      .replace(/^\uFEFF/u, "")
      .split(/\r?\n/u)
      .slice(1)
      .filter(Boolean)
      .map((line) => line.split(";"));
  let municipalities: string[][];
  let rows: string[][];
  beforeAll(async () => {
    municipalities = await read("kommuner.csv");
    rows = await read("skolverksamhet.csv");
  });

  test("comes in, twice, and the second time nothing changes", async () => {
    const asUnits = municipalities.map(([code = "", name = ""]): UnitRow => ({ code, name, kind: "other" }));
    expect(await units(asUnits)).toMatchObject({ added: 290, refused: [] });
    const asSites = rows.map(([code = "", name = ""]): SiteRow => ({ name, unit: code, kind: "skola" }));
    // One pair of schools shares municipality and name: the second row says nothing new of the first.
    expect(await sites(asSites)).toMatchObject({ added: 7593, unchanged: 1, refused: [] });
    const before = await entries("site.added");
    expect(await sites(asSites)).toMatchObject({ added: 0, updated: 0, unchanged: 7594 });
    expect(await entries("site.added")).toBe(before);
  });
});
