import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import type { Actor } from "../../platform/actor.ts";
import { bulkWrite } from "../../platform/verb/bulk.ts";
import { newId } from "../../shared/ids.ts";
import { addBreach } from "./add-breach.ts";
import { editBreach, linkBreach } from "./edit-breach.ts";
import { storeBreaches, type BreachRow } from "./index.ts";
import { readBreach, readBreaches } from "./read-breaches.ts";

const house = useHouse();
let handler: Actor;
let incident: { id: string; number: string };

const leak = { title: "Uppgifter synliga", discovered: { at: "2023-02-14T09:30:00Z" } };
const add = (unitId: string, more: object = {}) =>
  addBreach.call(house.runtime, handler, { ...leak, unitId, ...more }, house.call());

beforeAll(async () => {
  handler = await house.actor("breach-handler");
  incident = { id: newId(), number: "INC-2023-7001" };
  await house.db
    .insertInto("incident")
    .values({
      ...incident,
      unit_id: house.units.south,
      title: "Portalen",
      state: "closed",
      recorded_at: "2023-02-14T09:00:00Z",
      updated_at: "2023-02-14T09:00:00Z",
      source: "annat",
      source_number: "A-1",
    })
    .execute();
});

describe("recording a breach", () => {
  test("numbers it by the year of its discovery and notes it where only handlers read", async () => {
    const breach = await add(house.units.north, {
      risk: "risk",
      peopleCount: 140,
      incident: incident.number,
    });
    expect(breach).toMatchObject({ state: "suspected", risk: "risk", peopleCount: 140, recordCount: null });
    expect(breach.number).toMatch(/^PUI-2023-\d{4}$/u);
    expect(breach.incident?.number).toBe(incident.number);
    const [entry] = await house.journalOf(breach.id);
    expect(entry).toMatchObject({ kind: "breach.added", happenedAt: "2023-02-14T09:30:00Z" });
  });

  test("is refused to administrators, authors and to the handler of another unit", async () => {
    for (const actor of [
      await house.actor("administrator"),
      await house.actor("author"),
      await house.actor("breach-handler", house.units.south),
      await house.actor("data-protection-officer"),
    ]) {
      const call = addBreach.call(house.runtime, actor, { ...leak, unitId: house.units.north }, house.call());
      await expect(call).rejects.toMatchObject({ code: "access.refused" });
    }
  });

  test("an incident that the handler may not see cannot be tied to it", async () => {
    const northern = await house.actor("breach-handler", house.units.north);
    const input = { ...leak, unitId: house.units.north, incident: incident.number };
    await expect(addBreach.call(house.runtime, northern, input, house.call())).rejects.toMatchObject({
      code: "record.not-found",
    });
  });
});

describe("reading breaches", () => {
  test("is for those whose work they are: administrators are refused, another unit's handler finds none", async () => {
    const breach = await add(house.units.north);
    const admin = await house.actor("administrator");
    await expect(readBreaches.call(house.runtime, admin, {})).rejects.toMatchObject({
      code: "access.refused",
    });
    await expect(readBreach.call(house.runtime, admin, { breachId: breach.id })).rejects.toMatchObject({
      code: "access.refused",
    });
    const southern = await house.actor("breach-handler", house.units.south);
    await expect(readBreach.call(house.runtime, southern, { breachId: breach.id })).rejects.toMatchObject({
      code: "record.not-found",
    });
    const listed = await readBreaches.call(house.runtime, southern, { limit: 500 });
    expect(listed.items.map((item) => item.id)).not.toContain(breach.id);
    const officer = await house.actor("data-protection-officer");
    expect((await readBreach.call(house.runtime, officer, { breachId: breach.id })).id).toBe(breach.id);
  });

  test("shows the tied incident only to those who may see it", async () => {
    const breach = await add(house.units.north, { incident: incident.number });
    const northern = await house.actor("breach-handler", house.units.north);
    expect((await readBreach.call(house.runtime, northern, { breachId: breach.id })).incident).toBeNull();
  });

  test("is narrowed by day in the organisation's zone and by words", async () => {
    const late = await add(house.units.north, {
      title: "Sent på nyår",
      discovered: { at: "2021-12-31T23:30:00Z" },
    });
    expect(late.number).toMatch(/^PUI-2022-/u);
    const inYear = (from: string, until: string) =>
      readBreaches.call(house.runtime, handler, { from, until, q: "nyår" });
    expect((await inYear("2022-01-01", "2023-01-01")).total).toEqual({ count: 1, more: false });
    expect((await inYear("2021-01-01", "2022-01-01")).total.count).toBe(0);
  });
});

describe("editing a breach", () => {
  test("changes only what is given, notes from and to, and refuses a stale version", async () => {
    const breach = await add(house.units.north, { description: "Första ordet", peopleCount: 3 });
    const edit = { breachId: breach.id, version: 1, state: "confirmed" as const, risk: "high" as const };
    const edited = await editBreach.call(house.runtime, handler, edit, house.call());
    expect(edited).toMatchObject({
      state: "confirmed",
      risk: "high",
      description: "Första ordet",
      version: 2,
    });
    const entries = await house.journalOf(breach.id);
    expect(entries.at(-1)?.body).toEqual({
      changes: { state: { from: "suspected", to: "confirmed" }, risk: { from: null, to: "high" } },
    });
    await expect(editBreach.call(house.runtime, handler, edit, house.call())).rejects.toMatchObject({
      code: "record.stale",
      current: { version: 2 },
    });
  });

  test("is refused to a reader of breaches, and another unit's is not found", async () => {
    const breach = await add(house.units.north);
    const edit = { breachId: breach.id, version: 1, title: "Annat" };
    const officer = await house.actor("data-protection-officer");
    await expect(editBreach.call(house.runtime, officer, edit, house.call())).rejects.toMatchObject({
      code: "access.refused",
    });
    const southern = await house.actor("breach-handler", house.units.south);
    await expect(editBreach.call(house.runtime, southern, edit, house.call())).rejects.toMatchObject({
      code: "record.not-found",
    });
  });
});

test("a breach is tied to an incident and untied again, each noted; strangers find nothing", async () => {
  const breach = await add(house.units.north);
  const tied = await linkBreach.call(
    house.runtime,
    handler,
    { breachId: breach.id, version: 1, incident: incident.id },
    house.call(),
  );
  expect(tied.incident?.number).toBe(incident.number);
  const untie = { breachId: breach.id, version: 2, incident: null };
  const southern = await house.actor("breach-handler", house.units.south);
  await expect(linkBreach.call(house.runtime, southern, untie, house.call())).rejects.toMatchObject({
    code: "record.not-found",
  });
  const admin = await house.actor("administrator");
  await expect(linkBreach.call(house.runtime, admin, untie, house.call())).rejects.toMatchObject({
    code: "access.refused",
  });
  expect((await linkBreach.call(house.runtime, handler, untie, house.call())).incident).toBeNull();
  const kinds = (await house.journalOf(breach.id)).map((entry) => entry.kind);
  expect(kinds).toEqual(["breach.added", "breach.linked", "breach.unlinked"]);
});

describe("breaches from a file", () => {
  const rows: BreachRow[] = [
    { source: "fil", sourceNumber: "1", title: "Ett", discoveredAt: "2020-03-01T08:00:00Z", incident: "A-1" },
    {
      source: "fil",
      sourceNumber: "2",
      title: "Två",
      discoveredAt: "2020-03-02T08:00:00Z",
      unit: "norra förvaltningen",
    },
    {
      source: "fil",
      sourceNumber: "3",
      title: "Tre",
      discoveredAt: "2020-03-03T08:00:00Z",
      service: "Finns inte",
    },
    { source: "fil", sourceNumber: "2", title: "Två igen", discoveredAt: "2020-03-02T08:00:00Z" },
  ];
  const store = async (actor: Actor, given: BreachRow[]) =>
    bulkWrite(
      house.runtime,
      actor,
      { verb: "test.import", needs: "breach:edit", requestId: newId() },
      (context) => storeBreaches({ ...context, actor }, given),
    );

  test("are added once, updated when the file changes, and a bad row is refused without the others", async () => {
    const first = await store(handler, rows);
    expect(first).toMatchObject({ added: 2, updated: 0, unchanged: 0 });
    expect(first.refused.map((row) => [row.index, row.faults[0]?.path])).toEqual([
      [2, "service"],
      [3, "sourceNumber"],
    ]);
    expect(await store(handler, rows)).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
    const changed = rows.slice(0, 2).map((row) => ({ ...row, risk: "high" as const }));
    expect(await store(handler, changed)).toMatchObject({ added: 0, updated: 2 });
    const listed = await readBreaches.call(house.runtime, handler, { until: "2020-12-31", sort: "number" });
    expect(
      listed.items.map((item) => [item.title, item.number, item.unit.id, item.incident?.id, item.risk]),
    ).toEqual([
      ["Ett", "PUI-2020-0001", house.units.root, incident.id, "high"],
      ["Två", "PUI-2020-0002", house.units.north, undefined, "high"],
    ]);
    const [breach] = listed.items;
    const kinds = (await house.journalOf(breach?.id ?? "")).map((entry) => entry.kind);
    expect(kinds).toEqual(["breach.added", "breach.edited"]);
  });

  test("are refused to whoever may not edit breaches everywhere", async () => {
    const admin = await house.actor("administrator");
    const inside = bulkWrite(
      house.runtime,
      admin,
      { verb: "test.import", needs: "import:run", requestId: newId() },
      (context) => storeBreaches({ ...context, actor: admin }, rows),
    );
    await expect(inside).rejects.toMatchObject({ code: "access.refused" });
  });
});
