import { beforeAll, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { system, type Actor } from "../../platform/actor.ts";
import { bulkWrite } from "../../platform/verb/bulk.ts";
import { newId } from "../../shared/ids.ts";
import { storeActions, storeDeviations, type ActionRow, type DeviationRow } from "./index.ts";
import { readActions } from "./read-actions.ts";
import { readDeviations } from "./read-deviations.ts";
import { addBreachRow, addIncident, addService, type Ground } from "./test/ground.ts";

const house = useHouse();
let ground: Ground;

beforeAll(async () => {
  ground = { db: house.db, units: house.units };
  await addService(ground, house.units.north, "Lön");
  await addService(ground, house.units.south, "Ekonomi");
  await addIncident(ground, { major: true, sourceNumber: "I-1" });
  await addBreachRow(ground, { risk: "risk", sourceNumber: "P-1" });
  await house.db
    .insertInto("supplier")
    .values({ id: newId(), name: "Leverantören", updated_at: "2023-01-01T00:00:00Z" })
    .execute();
});

const bulk = <T>(actor: Actor, work: Parameters<typeof bulkWrite<T>>[3]) =>
  bulkWrite(house.runtime, actor, { verb: "test.import", needs: "import:run", requestId: newId() }, work);
const deviations = (rows: DeviationRow[], actor = system) =>
  bulk(actor, (context) => storeDeviations({ ...context, actor }, rows));
const actions = (rows: ActionRow[], actor = system) =>
  bulk(actor, (context) => storeActions({ ...context, actor }, rows));

const row = (sourceNumber: string, more: Partial<DeviationRow> = {}): DeviationRow => ({
  source: "fil",
  sourceNumber,
  kind: "incident",
  title: `Rad ${sourceNumber}`,
  service: "lön",
  foundAt: "2023-04-01T22:30:00Z",
  foundPrecision: "day",
  ...more,
});

test("deviations come in once, with their ties and a person's verdict kept", async () => {
  const rows = [
    row("1", { incidents: ["I-1"], breaches: ["P-1"] }),
    row("2", { service: "Ekonomi", severityOverride: "minor", severityReason: "Sagt av leverantören." }),
    row("3", { service: "Saknas" }),
    row("4", { incidents: ["I-404"] }),
    row("5", { severityOverride: "major" }),
  ];
  const first = await deviations(rows);
  expect(first).toMatchObject({ added: 2, updated: 0, unchanged: 0 });
  expect(first.refused.map(({ index, faults }) => [index, faults.map((fault) => fault.path)])).toEqual([
    [2, ["service"]],
    [3, ["incident"]],
    [4, ["severityReason"]],
  ]);
  expect(await deviations(rows)).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
  expect(await deviations([{ ...row("2", { service: "Ekonomi" }), title: "Ändrad" }])).toMatchObject({
    updated: 1,
  });
  const listed = await readDeviations.call(house.runtime, system, { sort: "number" });
  expect(
    listed.items.map((item) => [item.title, item.severity, item.unit.id, item.incidents.length]),
  ).toEqual([
    ["Rad 1", "major", house.units.north, 1],
    ["Ändrad", "minor", house.units.south, 0],
  ]);
  const kinds = (await house.journalOf(listed.items[1]?.id ?? "")).map((entry) => entry.kind);
  expect(kinds).toEqual(["deviation.added", "deviation.edited"]);
});

test("actions come in once, about records by number and name", async () => {
  const rows: ActionRow[] = [
    {
      source: "fil",
      sourceNumber: "A1",
      title: "Mer minne",
      supplier: "leverantören",
      recommended: true,
      about: { service: ["Lön"], incident: ["I-1"] },
    },
    { source: "fil", sourceNumber: "A2", title: "Klart", state: "done", doneAt: "2023-02-01T00:00:00Z" },
    { source: "fil", sourceNumber: "A3", title: "Fel", supplier: "Okänd", about: { system: ["Okänt"] } },
  ];
  const first = await actions(rows);
  expect(first).toMatchObject({ added: 2, unchanged: 0 });
  expect(first.refused[0]?.faults.map((fault) => fault.path)).toEqual(["system", "supplier"]);
  expect(await actions(rows)).toMatchObject({ added: 0, unchanged: 2 });
  const listed = await readActions.call(house.runtime, system, { recommended: "true" });
  expect(listed.items).toMatchObject([
    {
      title: "Mer minne",
      state: "proposed",
      supplier: { name: "Leverantören" },
      unit: { id: house.units.north },
    },
  ]);
  expect(listed.items[0]?.about.map((one) => one.type)).toEqual(["incident", "service"]);
});

test("an action without a date of its own is numbered in the year of the deviation that it is about", async () => {
  await deviations([row("20", { foundAt: "2019-05-02T08:00:00Z" })]);
  const about = { deviation: ["20"] };
  await actions([{ source: "fil", sourceNumber: "A20", title: "Efter ett fel 2019", about }]);
  const { items } = await readActions.call(house.runtime, system, { q: "Efter ett fel 2019" });
  expect(items.map(({ number }) => number.slice(0, 9))).toEqual(["ATG-2019-"]);
});

test("a file with breaches is refused to whoever may not edit breaches", async () => {
  const admin = await house.actor("administrator");
  await expect(deviations([row("9", { breaches: ["P-1"] })], admin)).rejects.toMatchObject({
    code: "access.refused",
  });
  const about = { breach: ["P-1"] };
  await expect(
    actions([{ source: "fil", sourceNumber: "B", title: "x", about }], admin),
  ).rejects.toMatchObject({
    code: "access.refused",
  });
  expect(await deviations([row("10")], admin)).toMatchObject({ added: 1 });
});
