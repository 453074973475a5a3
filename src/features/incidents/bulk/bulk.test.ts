import { describe, expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import { bulkWrite } from "../../../platform/verb/bulk.ts";
import type { Actor } from "../../../platform/actor.ts";
import type { ImportedIncident } from "../contract.ts";
import { readIncidentTimeline } from "../timeline.ts";
import { storeIncidents, storePlannedOutages } from "./index.ts";

const house = useHouse();

const minute = (at: string) => ({ at, precision: "minute" as const });

function record(source: string, index: number, changes: Partial<ImportedIncident> = {}): ImportedIncident {
  return {
    source,
    sourceNumber: `T${index}`,
    unitId: house.units.north,
    title: `Avbrott i nätverket ${index}`,
    description: "",
    state: "closed",
    effect: null,
    impact: 2,
    urgency: 2,
    priority: 3,
    started: null,
    detected: minute("2022-03-01T08:00:00Z"),
    acknowledged: null,
    restored: minute("2022-03-01T10:00:00Z"),
    closed: minute("2022-03-02T10:00:00Z"),
    timesReason: null,
    reopenedCount: 0,
    category: null,
    cause: null,
    assignmentGroup: "Grupp 1",
    serviceIds: [],
    systemIds: [],
    majorGround: null,
    supplierCase: null,
    problem: null,
    change: null,
    sourcePromiseKept: true,
    extra: { kanal: "telefon" },
    history: [{ at: "2022-03-01T09:00:00Z", field: "state", from: "new", to: "restored" }],
    ...changes,
  };
}

async function store(actor: Actor, records: ImportedIncident[]) {
  const write = { verb: "incident.import", needs: "import:run", requestId: house.call().requestId } as const;
  return bulkWrite(house.runtime, actor, write, (context) => storeIncidents(context, records));
}

async function stored(id: string) {
  return house.db.selectFrom("incident").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

describe("incidents that another system tells of", () => {
  test("are stored whole, numbered by the year they were opened in, and noted once each", async () => {
    const admin = await house.actor("administrator");
    const [a, b] = await store(admin, [
      record("one", 1, { detected: minute("2021-06-01T08:00:00Z") }),
      record("one", 2, { supplierCase: { supplierId: null, reference: "S-17" }, problem: "PRB1" }),
    ]);
    expect(a).toMatchObject({ result: "created", number: "INC-2021-0001" });
    expect(b).toMatchObject({ result: "created", number: "INC-2022-0001" });
    if (b?.result !== "created") throw new Error("not created");
    expect(await stored(b.id)).toMatchObject({
      title: "Avbrott i nätverket 2",
      opened_at: "2022-03-01T08:00:00Z",
      restored_precision: "minute",
      source_extra: { kanal: "telefon" },
    });
    const links = await house.db
      .selectFrom("incident_link")
      .selectAll()
      .where("incident_id", "=", b.id)
      .execute();
    expect(links.map((link) => `${link.kind} ${link.reference}`).toSorted()).toEqual([
      "problem PRB1",
      "supplier-case S-17",
    ]);
    const entries = await house.journalOf(b.id);
    expect(entries.map((entry) => entry.kind)).toEqual(["incident.imported"]);
    expect(entries[0]?.body).toMatchObject({ history: [{ field: "state", to: "restored" }] });
    expect(entries[0]?.actorId).toBe(admin.id);
  });

  test("told the same again change nothing, and note nothing", async () => {
    const admin = await house.actor("administrator");
    const [first] = await store(admin, [record("same", 1)]);
    const [again] = await store(admin, [record("same", 1)]);
    expect(again).toEqual({ ...first, result: "unchanged" });
    if (first?.result !== "created") throw new Error("not created");
    expect((await stored(first.id)).version).toBe(1);
    expect(await house.journalOf(first.id)).toHaveLength(1);
  });

  test("told anew are updated; a major incident declared here stays one", async () => {
    const admin = await house.actor("administrator");
    const [first] = await store(admin, [record("newer", 1, { state: "new", restored: null, closed: null })]);
    if (first?.result !== "created") throw new Error("not created");
    await house.db
      .updateTable("incident")
      .set({ major: true, major_ground: "Vården hotas", version: 2 })
      .where("id", "=", first.id)
      .execute();
    const [second] = await store(admin, [record("newer", 1, { priority: 1 })]);
    expect(second).toEqual({ ...first, result: "updated" });
    expect(await stored(first.id)).toMatchObject({ state: "closed", priority: 1, major: true, version: 3 });
    expect((await house.journalOf(first.id)).map((entry) => entry.kind)).toEqual([
      "incident.imported",
      "incident.import-updated",
    ]);
  });

  test("whose times contradict each other are refused unless somebody says why", async () => {
    const admin = await house.actor("administrator");
    const odd = { restored: minute("2022-02-01T10:00:00Z") };
    const [refused, taken] = await store(admin, [
      record("odd", 1, odd),
      record("odd", 2, { ...odd, timesReason: "So it stands in the source." }),
    ]);
    expect(refused).toMatchObject({ result: "refused", first: "detected", second: "restored" });
    expect(taken).toMatchObject({ result: "created" });
  });

  test("are refused to somebody who runs imports in one unit only", async () => {
    const northern = await house.actor("administrator", house.units.north);
    await expect(store(northern, [record("refused", 1)])).rejects.toMatchObject({ code: "access.refused" });
  });

  test("graded without a priority get ours, as a derived fact, and the same again changes nothing", async () => {
    const admin = await house.actor("administrator");
    const given = [
      record("graded", 1, { priority: null, impact: 1, urgency: 1 }),
      record("graded", 2, { priority: null, impact: null, urgency: 1 }),
      record("graded", 3, { priority: 4, impact: 1, urgency: 1 }),
    ];
    const outcomes = await store(admin, given);
    const rows = await Promise.all(outcomes.map((one) => stored(one.result === "created" ? one.id : "")));
    const cell = await house.db
      .selectFrom("priority_matrix")
      .select("priority")
      .where("impact", "=", 1)
      .where("urgency", "=", 1)
      .executeTakeFirstOrThrow();
    expect(rows.map((row) => row.priority)).toEqual([cell.priority, null, 4]);
    const [first, , third] = await Promise.all(rows.map((row) => house.journalOf(row.id)));
    expect(first?.[0]?.body).toMatchObject({ priority: cell.priority, priorityDerived: true });
    expect(third?.[0]?.body).not.toHaveProperty("priorityDerived");
    expect((await store(admin, given)).every((one) => one.result === "unchanged")).toBe(true);
  });

  test("told as one record are one line on the timeline, as exactly as the time is known", async () => {
    const admin = await house.actor("administrator");
    const change = (field: string, to: string | number) => ({ at: null, field, from: null, to });
    const [outcome] = await store(admin, [
      record("line", 1, {
        detected: { at: "2022-02-28T23:00:00Z", precision: "week" },
        history: [change("state", "closed"), change("impact", 2), change("service", "Nät")],
      }),
    ]);
    if (outcome?.result !== "created") throw new Error("not created");
    const { entries } = await readIncidentTimeline.call(house.runtime, admin, { incidentId: outcome.id });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      kind: "incident.imported",
      precision: "week",
      body: { first: { state: "closed", impact: 2, service: "Nät" } },
    });
  });

  test("told event by event are one line for what was said first, and one for each change after it", async () => {
    const admin = await house.actor("administrator");
    const at = "2022-03-01T08:00:00Z";
    const later = "2022-03-01T09:00:00Z";
    const [outcome] = await store(admin, [
      record("events", 1, {
        history: [
          { at, field: "state", from: null, to: "new" },
          { at, field: "impact", from: null, to: 2 },
          { at: later, field: "state", from: "new", to: "closed" },
          { at: later, field: "category", from: null, to: "Nät" },
        ],
      }),
    ]);
    if (outcome?.result !== "created") throw new Error("not created");
    const { entries } = await readIncidentTimeline.call(house.runtime, admin, { incidentId: outcome.id });
    expect(entries.map(({ kind, body }) => [kind, body?.["field"]])).toEqual([
      ["incident.imported", undefined],
      ["incident.source-changed", "state"],
      ["incident.source-changed", "category"],
    ]);
  });

  test("come by thousands: none is lost, none twice, and numbers have no gap", async () => {
    const admin = await house.actor("administrator");
    const records = Array.from({ length: 5_000 }, (_, index) =>
      record("many", index, { detected: minute("2019-03-01T08:00:00Z") }),
    );
    const outcomes = await store(admin, records);
    const numbers = new Set(outcomes.map((outcome) => (outcome.result === "created" ? outcome.number : "")));
    expect(numbers.size).toBe(5_000);
    expect(numbers).toContain("INC-2019-0001");
    expect(numbers).toContain("INC-2019-5000");
    const again = await store(admin, records);
    expect(again.every((outcome) => outcome.result === "unchanged")).toBe(true);
  });
});

test("a planned outage that another system tells of is stored once and updated by newer content", async () => {
  const admin = await house.actor("administrator");
  const outage = {
    source: "calendar",
    sourceNumber: "P1",
    unitId: house.units.north,
    title: "Byte av brandvägg",
    description: "",
    publicText: "",
    startsAt: "2022-05-01T20:00:00Z",
    endsAt: "2022-05-01T23:00:00Z",
    state: "planned" as const,
    completedAt: null,
    serviceIds: [],
    unitIds: [house.units.south],
  };
  const write = { verb: "planned-outage.import", needs: "import:run", requestId: "r" } as const;
  const run = (record: typeof outage) =>
    bulkWrite(house.runtime, admin, write, (context) => storePlannedOutages(context, [record]));
  const [first] = await run(outage);
  expect(first).toMatchObject({ result: "created", number: "PLA-2022-0001" });
  expect(await run(outage)).toEqual([{ ...first, result: "unchanged" }]);
  expect(await run({ ...outage, title: "Byte av brandväggar" })).toEqual([{ ...first, result: "updated" }]);
  expect((await house.journalOf(first?.id ?? "")).map((entry) => entry.kind)).toEqual([
    "planned-outage.imported",
    "planned-outage.import-updated",
  ]);
});
