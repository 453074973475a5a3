import { expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import { bulkWrite } from "../../../platform/verb/bulk.ts";
import { importedIncident, type ImportedIncident } from "../contract.ts";
import { classifyIncident } from "../edits/classify.ts";
import { correctIncident } from "../edits/correct.ts";
import { acknowledgeIncident } from "../steps/acknowledge.ts";
import { storeIncidents } from "./index.ts";

const house = useHouse();

const minute = (at: string) => ({ at, precision: "minute" as const });

function told(sourceNumber: string, changes: Partial<ImportedIncident> = {}): ImportedIncident {
  return importedIncident.parse({
    source: "desk",
    sourceNumber,
    unitId: house.units.north,
    title: "Avbrott i nätverket",
    description: "",
    state: "new",
    impact: 2,
    urgency: 2,
    priority: 3,
    started: null,
    detected: minute("2022-03-01T08:00:00Z"),
    acknowledged: null,
    restored: null,
    closed: null,
    timesReason: null,
    reopenedCount: 0,
    category: null,
    cause: null,
    assignmentGroup: null,
    serviceIds: [],
    systemIds: [],
    sourcePromiseKept: null,
    extra: {},
    history: [],
    ...changes,
  });
}

async function store(record: ImportedIncident): Promise<string> {
  const admin = await house.actor("administrator");
  const write = { verb: "incident.import", needs: "import:run", requestId: house.call().requestId } as const;
  const [outcome] = await bulkWrite(house.runtime, admin, write, (context) =>
    storeIncidents(context, [record]),
  );
  if (outcome === undefined || outcome.result === "refused") throw new Error("The record was not stored.");
  return outcome.id;
}

const stored = (id: string) =>
  house.db.selectFrom("incident").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const lastOf = async (id: string) => (await house.journalOf(id)).at(-1)?.body;

test("what a person corrected stays when the source speaks again, texts, times and priority alike", async () => {
  const id = await store(told("1"));
  const lead = await house.actor("lead");
  const times = { detected: minute("2022-03-01T07:00:00Z") };
  const correction = { incidentId: id, version: 1, title: "Brandväggen nere", times, reason: "Loggen." };
  await correctIncident.call(house.runtime, lead, correction, house.call());
  const priority = { impact: 1 as const, priority: 1 as const, priorityReason: "Val." };
  await classifyIncident.call(house.runtime, lead, { incidentId: id, version: 2, ...priority }, house.call());

  await store(told("1", { category: "Nät" }));
  expect(await stored(id)).toMatchObject({
    title: "Brandväggen nere",
    detected_at: "2022-03-01T07:00:00Z",
    priority: 1,
    category: "Nät",
  });
  expect(await lastOf(id)).toMatchObject({ changes: { category: { from: null, to: "Nät" } }, kept: {} });

  const newer = { title: "Avbrott i hela nätet", priority: 2, detected: minute("2022-03-01T08:30:00Z") };
  await store(told("1", newer));
  expect(await stored(id)).toMatchObject({ title: "Brandväggen nere", priority: 1, impact: 1 });
  expect(await lastOf(id)).toMatchObject({
    kept: {
      title: { stands: "Brandväggen nere", said: "Avbrott i hela nätet" },
      priority: { stands: 1, said: 2 },
      detected: { stands: times.detected, said: newer.detected },
    },
    changes: { category: { from: "Nät", to: null } },
  });
});

test("what nobody corrected follows the source, and what stood before is in the entry", async () => {
  const id = await store(told("2", { serviceIds: [] }));
  await store(told("2", { title: "Avbrott i växeln", priority: 2 }));
  expect(await stored(id)).toMatchObject({ title: "Avbrott i växeln", priority: 2, source_said: null });
  expect(await lastOf(id)).toMatchObject({
    changes: {
      title: { from: "Avbrott i nätverket", to: "Avbrott i växeln" },
      priority: { from: 3, to: 2 },
    },
  });
});

test("once the source agrees with the person it is followed again", async () => {
  const id = await store(told("3"));
  const lead = await house.actor("lead");
  const correction = { incidentId: id, version: 1, title: "Växeln nere" };
  await correctIncident.call(house.runtime, lead, correction, house.call());
  await store(told("3", { title: "Växeln nere" }));
  await store(told("3", { title: "Växeln uppe igen" }));
  expect(await stored(id)).toMatchObject({ title: "Växeln uppe igen" });
});

test("a step taken here is no correction: what has come further in the source has come further here", async () => {
  const id = await store(told("4"));
  const lead = await house.actor("lead");
  await acknowledgeIncident.call(house.runtime, lead, { incidentId: id, version: 1 }, house.call());
  await store(told("4", { category: "Nät" }));
  expect(await stored(id)).toMatchObject({ state: "acknowledged", acknowledged_at: house.clock.now() });
  const restored = minute("2022-03-01T10:00:00Z");
  await store(told("4", { state: "closed", restored, closed: restored }));
  expect(await stored(id)).toMatchObject({ state: "closed", restored_at: restored.at });
});
