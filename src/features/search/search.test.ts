import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { nobody, type Actor } from "../../platform/actor.ts";
import { inTransaction } from "../../platform/database/transaction.ts";
import { newId } from "../../shared/ids.ts";
import { insertUnit } from "../organisation/index.ts";
import { foundTypes, type Found, type FoundType } from "./contract.ts";
import { find } from "./find.ts";

const house = useHouse();
const AT = "2023-04-01T08:00:00Z";
const LATER = "2023-04-01T12:00:00Z";

/** One of every kind called Orion, over one unit. */
async function fill(unitId: string, place: string, last: string): Promise<void> {
  const { db } = house;
  const title = `Orion ${place}`;
  const made = { unit_id: unitId, title, recorded_at: AT, updated_at: AT };
  const named = { unit_id: unitId, name: title, updated_at: AT };
  const service = newId();
  await db
    .insertInto("service")
    .values({ ...named, id: service, kind: "base" })
    .execute();
  await db
    .insertInto("system")
    .values({ ...named, id: newId() })
    .execute();
  await db
    .insertInto("site")
    .values({ ...named, id: newId() })
    .execute();
  const unit = { parentId: unitId, name: title, kind: "department", code: null, peopleCount: null };
  await inTransaction(db, (tx) => insertUnit(tx, unit, AT));
  await db
    .insertInto("incident")
    .values({ ...made, id: newId(), number: `INC-2023-${last}`, state: "new" })
    .execute();
  await db
    .insertInto("planned_outage")
    .values({ ...made, id: newId(), number: `PLA-2023-${last}`, starts_at: AT, ends_at: LATER })
    .execute();
  await db
    .insertInto("deviation")
    .values({
      ...made,
      id: newId(),
      number: `AVV-2023-${last}`,
      kind: "shortcoming",
      service_id: service,
      found_at: AT,
      found_precision: "minute",
    })
    .execute();
  await db
    .insertInto("action")
    .values({ ...made, id: newId(), number: `ATG-2023-${last}` })
    .execute();
  await db
    .insertInto("breach")
    .values({
      ...made,
      id: newId(),
      number: `PUI-2023-${last}`,
      state: "suspected",
      discovered_at: AT,
      discovered_precision: "minute",
    })
    .execute();
  const report = { unit_id: unitId, title, created_at: AT, updated_at: AT, language: "sv" };
  const period = { period_from: "2023-01-01", period_until: "2023-04-01", period_written: "Q1 2023" };
  await db
    .insertInto("report")
    .values({ ...report, ...period, id: newId(), number: `RAP-2023-${last}` })
    .execute();
}

const ask = (actor: Actor, q: string, limit = 5) => find.call(house.runtime, actor, { q, limit });
const typesOf = (answer: Found) => answer.groups.map(({ type }) => type);
const namesOf = (answer: Found, type: FoundType) =>
  answer.groups.find((group) => group.type === type)?.items.map(({ name }) => name) ?? [];

beforeAll(async () => {
  await fill(house.units.north, "norr", "0412");
  await fill(house.units.south, "söder", "0413");
  await house.db
    .insertInto("supplier")
    .values({ id: newId(), name: "Orion drift", updated_at: AT })
    .execute();
});

describe("one search", () => {
  test("finds every type of record for whoever may see them all", async () => {
    const admin = await ask(await house.actor("administrator"), "orion");
    const handler = await ask(await house.actor("breach-handler"), "orion");
    const all = new Set([...typesOf(admin), ...typesOf(handler)]);
    expect([...all].toSorted()).toEqual([...foundTypes].toSorted());
    for (const { type, items, total } of admin.groups) {
      const expected = type === "supplier" ? 1 : 2;
      expect([type, items.length, total]).toEqual([type, expected, { count: expected, more: false }]);
    }
  });

  test("shows no breach, and not that there is one, but to those whose work they are", async () => {
    for (const role of ["administrator", "author", "lead", "service-desk", "reader"] as const) {
      const actor = await house.actor(role);
      expect(typesOf(await ask(actor, "orion"))).not.toContain("breach");
      expect(await ask(actor, "PUI-2023-0412")).toEqual({ record: null, groups: [] });
    }
    const handler = await house.actor("breach-handler", house.units.north);
    expect(namesOf(await ask(handler, "orion"), "breach")).toEqual(["Orion norr"]);
    expect((await ask(handler, "PUI-2023-0412")).record?.type).toBe("breach");
    expect((await ask(handler, "PUI-2023-0413")).record).toBeNull();
  });

  test("shows no record of another unit, and counts none", async () => {
    const author = await house.actor("author", house.units.north);
    const { groups } = await ask(author, "orion");
    expect(groups.length).toBe(foundTypes.length - 1);
    for (const { type, items, total } of groups) {
      expect([type, total.count]).toEqual([type, 1]);
      expect(items.map(({ name }) => name)).not.toContain("Orion söder");
    }
  });

  test("a draft report is found by those who write, not by readers", async () => {
    expect(namesOf(await ask(await house.actor("reader"), "orion"), "report")).toEqual([]);
    expect(namesOf(await ask(await house.actor("author"), "orion"), "report").length).toBe(2);
  });

  test("a number goes straight to its record, and nowhere when it is another unit's", async () => {
    const lead = await house.actor("lead", house.units.north);
    const own = await ask(lead, "inc-2023-0412");
    expect(own.record).toEqual({ type: "incident", id: own.groups[0]?.items[0]?.id });
    expect(await ask(lead, "INC-2023-0413")).toEqual({ record: null, groups: [] });
    for (const [number, type] of [
      ["PLA-2023-0412", "planned-outage"],
      ["AVV-2023-0412", "deviation"],
      ["ATG-2023-0412", "action"],
    ] as const)
      expect((await ask(lead, number)).record?.type).toBe(type);
  });

  test("shows the few best, and tells how many there are", async () => {
    const answer = await ask(await house.actor("administrator"), "orion", 1);
    const services = answer.groups.find(({ type }) => type === "service");
    expect([services?.items.length, services?.total.count]).toEqual([1, 2]);
  });

  test("tells where in its texts an incident was found, when its title does not", async () => {
    await house.db
      .updateTable("incident")
      .set({ description: "Lamporna på kontrollpanelen blinkar." })
      .where("number", "=", "INC-2023-0412")
      .execute();
    const answer = await ask(await house.actor("lead", house.units.north), "kontrollpanel");
    const passages = answer.groups.flatMap(({ items }) => items.map(({ passage }) => passage));
    expect(passages).toEqual([{ before: "Lamporna på ", word: "kontrollpanelen", after: " blinkar." }]);
  });

  test("signs of patterns mean themselves, and nothing found is nothing", async () => {
    const admin = await house.actor("administrator");
    for (const q of ["%", "_rion", "\\", "' or 1=1 --", "zzzz"])
      expect(await ask(admin, q)).toEqual({ record: null, groups: [] });
  });

  test("somebody who is not signed in is told nothing", async () => {
    await expect(ask(nobody, "orion")).rejects.toMatchObject({ code: "session.required" });
  });
});
