import { expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import { bulkWrite } from "../../../platform/verb/bulk.ts";
import { importedIncident, type ImportedIncident, type ImportedOutcome } from "../contract.ts";
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

async function outcomeOf(record: ImportedIncident): Promise<ImportedOutcome | undefined> {
  const admin = await house.actor("administrator");
  const write = { verb: "incident.import", needs: "import:run", requestId: house.call().requestId } as const;
  const [outcome] = await bulkWrite(house.runtime, admin, write, (context) =>
    storeIncidents(context, [record]),
  );
  return outcome;
}

async function store(record: ImportedIncident): Promise<string> {
  const outcome = await outcomeOf(record);
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
  // Acknowledged after it had ended was no step of its life.
  expect(await stored(id)).toMatchObject({
    state: "closed",
    restored_at: restored.at,
    acknowledged_at: null,
  });
  expect(await lastOf(id)).toMatchObject({ changes: { acknowledged: { to: null } } });
});

test("a correction and a newer file that contradict each other are refused together, and what stood stays", async () => {
  const restored = minute("2022-03-01T10:00:00Z");
  const id = await store(told("5", { state: "restored", restored }));
  const lead = await house.actor("lead");
  const times = { detected: minute("2022-03-01T09:30:00Z") };
  await correctIncident.call(
    house.runtime,
    lead,
    { incidentId: id, version: 1, times, reason: "Loggen." },
    house.call(),
  );
  const before = await stored(id);

  const earlier = { state: "restored" as const, restored: minute("2022-03-01T09:00:00Z") };
  expect(await outcomeOf(told("5", { ...earlier, title: "Nytt" }))).toEqual({
    result: "refused",
    sourceNumber: "5",
    reason: "times-out-of-order",
    first: "detected",
    second: "restored",
  });
  expect(await stored(id)).toEqual(before);

  // With a reason given by the source it goes in, and the correction stands beside it.
  await store(told("5", { ...earlier, timesReason: "Enligt leverantören" }));
  expect(await stored(id)).toMatchObject({
    detected_at: times.detected.at,
    restored_at: earlier.restored.at,
  });
});

test("times that a person set in another order, with a reason, keep their reason when the source speaks again", async () => {
  const restored = minute("2022-03-01T10:00:00Z");
  const id = await store(told("6", { state: "restored", restored }));
  const lead = await house.actor("lead");
  const times = { detected: minute("2022-03-01T11:00:00Z") };
  const reasons = { reason: "Loggen.", timesReason: "Upptäckt i efterhand" };
  const correction = { incidentId: id, version: 1, times, ...reasons };
  await correctIncident.call(house.runtime, lead, correction, house.call());
  await store(told("6", { state: "restored", restored, category: "Nät" }));
  expect(await stored(id)).toMatchObject({ times_reason: "Upptäckt i efterhand", category: "Nät" });
});
