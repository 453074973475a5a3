import { buffer } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import type { Actor } from "../../platform/actor.ts";
import { newId } from "../../shared/ids.ts";
import { changeReach } from "./edits/change-reach.ts";
import { editPriorityMatrix } from "./edit-priority-matrix.ts";
import { plannedOutageStates } from "./contract.ts";
import { exportIncidents } from "./export-incidents.ts";
import { openOverruns } from "./jobs.ts";
import { cancelPlannedOutage } from "./planned-outages/cancel-planned-outage.ts";
import { completePlannedOutage } from "./planned-outages/complete-planned-outage.ts";
import { editPlannedOutage } from "./planned-outages/edit-planned-outage.ts";
import { planOutage } from "./planned-outages/plan-outage.ts";
import { readPlannedOutage, readPlannedOutages } from "./planned-outages/read-planned-outages.ts";
import { startPlannedOutage } from "./planned-outages/start-planned-outage.ts";
import { readPriorityMatrix } from "./priority-matrix.ts";
import { proposeIncident } from "./propose.ts";
import { readReach } from "./read-reach.ts";
import { reportIncident } from "./report-incident.ts";
import { readServiceStatuses } from "./service-status.ts";
import { restoreIncident } from "./steps/restore.ts";

const house = useHouse();
let admin: Actor;
const mail = newId();
const login = newId();

beforeAll(async () => {
  admin = await house.actor("administrator");
  const node = { unit_id: house.units.north, updated_at: house.clock.now() };
  await house.db
    .insertInto("service")
    .values({ ...node, id: mail, name: "E-post", vital: true, promised_restore_minutes: 60 })
    .execute();
  await house.db
    .insertInto("system")
    .values({ ...node, id: login, name: "Katalogtjänsten" })
    .execute();
  await house.db
    .insertInto("dependency")
    .values({
      id: newId(),
      dependent_id: mail,
      dependency_id: login,
      mode: "all",
      updated_at: house.clock.now(),
    })
    .execute();
  await house.db.insertInto("service_use").values({ service_id: mail, unit_id: house.units.south }).execute();
});

const since = { at: "2023-04-12T10:00:00Z" };
const report = (more: object) =>
  reportIncident.call(
    house.runtime,
    admin,
    { title: "Avbrott", started: since, unitId: house.units.north, ...more },
    house.call(),
  );
async function statusOf(serviceId: string): Promise<string | undefined> {
  const { items } = await readServiceStatuses.call(house.runtime, admin, {});
  return items.find((item) => item.serviceId === serviceId)?.status;
}

describe("what follows from an incident", () => {
  test("is derived from the graph: the service falls with its system, and stands again with it", async () => {
    expect(await statusOf(mail)).toBe("operational");
    const incident = await report({ systemIds: [login], effect: "down" });
    expect(await statusOf(mail)).toBe("down");
    const reach = await readReach.call(house.runtime, admin, { incidentId: incident.id });
    expect(reach.services.items).toMatchObject([{ name: "E-post", effect: "fallen", origin: "derived" }]);
    expect(reach.units.items.map(({ name }) => name)).toEqual(["Södra förvaltningen"]);
    const changed = { targetKind: "unit" as const, targetId: house.units.south, change: "narrowed" as const };
    const narrowing = { incidentId: incident.id, version: 1, ...changed, reason: "Kör lokalt." };
    await changeReach.call(house.runtime, admin, narrowing, house.call());
    const after = await readReach.call(house.runtime, admin, { incidentId: incident.id });
    expect(after.units).toMatchObject({ count: 0, narrowed: [{ reason: "Kör lokalt." }] });
    await restoreIncident.call(house.runtime, admin, { incidentId: incident.id, version: 2 }, house.call());
    expect(await statusOf(mail)).toBe("operational");
  });

  test("a service taken out of one incident's reach still falls with another", async () => {
    const narrow = (incidentId: string) => {
      const target = { targetKind: "service" as const, targetId: mail, change: "narrowed" as const };
      const input = { incidentId, version: 1, ...target, reason: "Kör på reserven." };
      return changeReach.call(house.runtime, admin, input, house.call());
    };
    const [one, other] = [
      await report({ systemIds: [login], effect: "down" }),
      await report({ systemIds: [login], effect: "degraded" }),
    ];
    expect(await statusOf(mail)).toBe("down");
    await narrow(one.id);
    expect(await statusOf(mail)).toBe("degraded");
    await narrow(other.id);
    expect(await statusOf(mail)).toBe("operational");
    for (const { id } of [one, other])
      await restoreIncident.call(house.runtime, admin, { incidentId: id, version: 2 }, house.call());
  });

  test("a service's promise stands on the incident that names it", async () => {
    const incident = await report({ serviceIds: [mail], effect: "degraded" });
    const promise = { minutes: 60, dueAt: "2023-04-12T13:00:00Z", kept: null, late: false };
    expect(incident.promise).toEqual(promise);
    expect(await statusOf(mail)).toBe("degraded");
  });
});

test("what and since when propose the rest: who is hit, how badly, and what may be the same", async () => {
  const open = await report({ title: "E-posten nere", serviceIds: [mail] });
  const proposal = await proposeIncident.call(house.runtime, admin, { what: "e-post nere" });
  expect(proposal).toMatchObject({
    services: [{ id: mail }],
    effect: "down",
    impact: 1,
    urgency: 1,
    priority: 1,
  });
  expect(proposal.unit?.id).toBe(house.units.north);
  expect(proposal.similar.map(({ id }) => id)).toContain(open.id);
  const southern = await house.actor("service-desk", house.units.south);
  const seen = await proposeIncident.call(house.runtime, southern, { what: "e-post nere" });
  expect(seen.similar).toEqual([]);
});

describe("planned outages", () => {
  const window = { startsAt: "2023-04-12T11:00:00Z", endsAt: "2023-04-12T11:30:00Z" };
  /** Written down while it is still to come. */
  const ahead = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const start = house.clock.now();
    house.clock.set("2023-04-12T10:30:00Z");
    const result = await work();
    house.clock.set(start);
    return result;
  };
  const plan = (more: object = {}) =>
    planOutage.call(
      house.runtime,
      admin,
      { title: "Byte", unitId: house.units.north, ...window, ...more },
      house.call(),
    );
  const on = (outage: { id: string; version: number }) => ({
    plannedOutageId: outage.id,
    version: outage.version,
  });

  test("one that overruns its window opens one incident, however often the clock looks", async () => {
    const planned = await ahead(() => plan({ serviceIds: [mail] }));
    const started = await startPlannedOutage.call(house.runtime, admin, on(planned), house.call());
    await Promise.all([openOverruns(house.runtime), openOverruns(house.runtime)]);
    await openOverruns(house.runtime);
    const outage = await readPlannedOutage.call(house.runtime, admin, { plannedOutageId: started.id });
    const opened = await house.db.selectFrom("incident").selectAll().where("title", "=", "Byte").execute();
    expect(opened).toHaveLength(1);
    expect(outage.overrunIncident?.id).toBe(opened[0]?.id);
    expect(opened[0]).toMatchObject({ started_at: "2023-04-12T11:30:00Z", effect: "down" });
    expect((await house.journalOf(started.id)).map((entry) => entry.kind)).toEqual([
      "planned-outage.planned",
      "planned-outage.started",
      "planned-outage.overran",
    ]);
  });

  test("one that nobody marked overruns too, once; one written down afterwards does not", async () => {
    const planned = await plan({
      title: "Omärkt",
      startsAt: "2023-04-12T12:10:00Z",
      endsAt: "2023-04-12T12:20:00Z",
    });
    await plan({ title: "Efterhandsnoterad" });
    const start = house.clock.now();
    house.clock.set("2023-04-12T12:21:00Z");
    await Promise.all([openOverruns(house.runtime), openOverruns(house.runtime)]);
    await openOverruns(house.runtime);
    house.clock.set(start);
    const outage = await readPlannedOutage.call(house.runtime, admin, { plannedOutageId: planned.id });
    expect(outage).toMatchObject({ state: "ongoing", overrunIncident: {} });
    const opened = await house.db
      .selectFrom("incident")
      .select(["id", "title"])
      .where("title", "in", ["Omärkt", "Efterhandsnoterad"])
      .execute();
    expect(opened).toEqual([{ id: outage.overrunIncident?.id, title: "Omärkt" }]);
  });

  test("one that nobody marked goes on while its window lasts, in the list and by its filter", async () => {
    const ongoing = await ahead(() => plan({ title: "Omärkt", endsAt: "2023-04-12T13:00:00Z" }));
    expect(ongoing).toMatchObject({ state: "planned", status: "planned" });
    const history = await plan({ title: "I efterhand" });
    expect(history).toMatchObject({ state: "planned", status: "completed" });
    const { items } = await readPlannedOutages.call(house.runtime, admin, { limit: 100 });
    for (const status of plannedOutageStates) {
      const found = await readPlannedOutages.call(house.runtime, admin, { limit: 100, status: [status] });
      const expected = items.filter((one) => one.status === status);
      expect(found.items.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    }
    expect(items.find(({ id }) => id === ongoing.id)?.status).toBe("ongoing");
    await cancelPlannedOutage.call(house.runtime, admin, { ...on(ongoing), reason: "Provat" }, house.call());
  });

  test("goes its way, refuses what does not fit, and says what holds now to whoever comes second", async () => {
    await expect(plan({ endsAt: "2023-04-12T10:00:00Z" })).rejects.toMatchObject({
      code: "planned-outage.window",
    });
    const outage = await plan();
    const edited = await editPlannedOutage.call(
      house.runtime,
      admin,
      { ...on(outage), title: "Byte av växel" },
      house.call(),
    );
    await expect(
      editPlannedOutage.call(house.runtime, admin, { ...on(outage), title: "X" }, house.call()),
    ).rejects.toMatchObject({ code: "record.stale", current: { title: "Byte av växel" } });
    const done = await completePlannedOutage.call(house.runtime, admin, on(edited), house.call());
    expect(done.state).toBe("completed");
    const late = cancelPlannedOutage.call(
      house.runtime,
      admin,
      { ...on(done), reason: "För sent" },
      house.call(),
    );
    await expect(late).rejects.toMatchObject({ code: "planned-outage.not-in-state" });
    expect((await house.journalOf(outage.id)).map((entry) => entry.kind)).toEqual([
      "planned-outage.planned",
      "planned-outage.edited",
      "planned-outage.completed",
    ]);
  });

  test("is planned by those who may, and seen by those it is for", async () => {
    const southern = await house.actor("lead", house.units.south);
    const input = { title: "Byte", unitId: house.units.north, ...window };
    await expect(planOutage.call(house.runtime, southern, input, house.call())).rejects.toMatchObject({
      code: "access.refused",
    });
    const hidden = await plan({ title: "Bara norr" });
    const shared = await plan({ title: "Också söder", unitIds: [house.units.south] });
    const { items } = await readPlannedOutages.call(house.runtime, southern, { limit: 100 });
    expect(items.map(({ id }) => id)).toContain(shared.id);
    expect(items.map(({ id }) => id)).not.toContain(hidden.id);
  });
});

describe("the matrix of priorities", () => {
  test("is changed whole, with a reason, on the version that was seen", async () => {
    const before = await readPriorityMatrix.call(house.runtime, admin, {});
    const cells = before.cells.map((cell) => ({ ...cell, priority: 5 }));
    const input = { ...before, cells, reason: "Prov" };
    const after = await editPriorityMatrix.call(house.runtime, admin, input, house.call());
    expect(after.cells.every((cell) => cell.priority === 5)).toBe(true);
    expect(await report({ impact: 1, urgency: 1 })).toMatchObject({ priority: 5 });
    await expect(editPriorityMatrix.call(house.runtime, admin, input, house.call())).rejects.toMatchObject({
      code: "record.stale",
      current: { version: after.version },
    });
    const lead = await house.actor("lead");
    await expect(
      editPriorityMatrix.call(house.runtime, lead, { ...after, reason: "Prov" }, house.call()),
    ).rejects.toMatchObject({ code: "access.refused" });
  });
});

test("the list as a file holds what the reader sees, and no formula", async () => {
  await report({ title: "=cmd|calc" });
  const file = async (actor: Actor, format: "csv" | "xlsx") => {
    const { body } = await exportIncidents.call(house.runtime, actor, { format, q: "calc" });
    if (typeof body === "string" || Buffer.isBuffer(body)) return Buffer.from(body);
    return buffer(body);
  };
  const csv = (await file(admin, "csv")).toString("utf8");
  expect(csv.split("\r\n")[1]).toContain(";'=cmd|calc;Ny;");
  const southern = await house.actor("reader", house.units.south);
  expect((await file(southern, "csv")).toString("utf8").trim().split("\r\n")).toHaveLength(1);
  expect((await file(admin, "xlsx")).subarray(0, 2).toString()).toBe("PK");
});
