import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import type { Actor } from "../../platform/actor.ts";
import { addAction } from "./add-action.ts";
import { addDeviation } from "./add-deviation.ts";
import { editAction, linkAction, moveAction } from "./edit-action.ts";
import { editDeviation, judgeDeviation, linkDeviation } from "./edit-deviation.ts";
import { readAction, readActions } from "./read-actions.ts";
import { readDeviation, readDeviations } from "./read-deviations.ts";
import { addBreachRow, addIncident, addService, type Ground } from "./test/ground.ts";

const house = useHouse();
let author: Actor;
let southern: Actor;
let reader: Actor;
let ground: Ground;

const refused = { code: "access.refused" };
const notFound = { code: "record.not-found" };

beforeAll(async () => {
  ground = { db: house.db, units: house.units };
  author = await house.actor("author");
  southern = await house.actor("author", house.units.south);
  reader = await house.actor("reader");
});

async function deviation(actor = author, more: object = {}) {
  const serviceId = await addService(ground, house.units.north);
  const input = {
    kind: "incident" as const,
    title: "Export tappar rader",
    serviceId,
    found: { at: "2023-03-01T10:00:00Z" },
    ...more,
  };
  return addDeviation.call(house.runtime, actor, input, house.call());
}
const read = (actor: Actor, deviationId: string) => readDeviation.call(house.runtime, actor, { deviationId });

describe("adding a deviation", () => {
  test("gives it the service's unit, a number of its year, and derives its severity from its incidents", async () => {
    const incident = await addIncident(ground, { major: true });
    const added = await deviation(author, { incidents: [incident.number] });
    expect(added).toMatchObject({ severity: "major", derivedSeverity: "major", severityReason: null });
    expect(added.unit.id).toBe(house.units.north);
    expect(added.number).toMatch(/^AVV-2023-\d{4}$/u);
    expect(added.grounds).toEqual([{ kind: "major-incident", severity: "major", number: incident.number }]);
    const entries = await house.journalOf(added.id);
    expect(entries.map((entry) => entry.kind)).toEqual(["deviation.added"]);
  });

  test("is refused to readers and to the author of another unit", async () => {
    for (const actor of [reader, southern]) await expect(deviation(actor)).rejects.toMatchObject(refused);
  });

  test("one that rests on nothing is not assessed", async () => {
    expect((await deviation(author, { kind: "need" })).severity).toBeNull();
  });
});

describe("reading deviations", () => {
  test("another unit's is neither listed nor found, and readers without the permission are refused", async () => {
    const added = await deviation();
    await expect(read(southern, added.id)).rejects.toMatchObject(notFound);
    await expect(read(reader, added.id)).rejects.toMatchObject(refused);
    const listed = await readDeviations.call(house.runtime, southern, { limit: 500 });
    expect(listed.items.map((item) => item.id)).not.toContain(added.id);
    const all = await readDeviations.call(house.runtime, author, { limit: 500, q: added.number });
    expect(all.items.map((item) => item.id)).toEqual([added.id]);
  });
});

describe("a deviation that rests on a breach", () => {
  test("is as grave as the breach to those who may see it, and says nothing of it to others", async () => {
    const added = await deviation();
    const breach = await addBreachRow(ground, { risk: "high" });
    const both = await house.actor("breach-handler");
    const permissions = new Map([...both.permissions, ...author.permissions]);
    const handler: Actor = { ...both, permissions };
    const linked = await linkDeviation.call(
      house.runtime,
      handler,
      { deviationId: added.id, version: 1, type: "breach", ref: breach.number },
      house.call(),
    );
    expect(linked).toMatchObject({ severity: "major", breaches: [{ number: breach.number }] });
    const unseen = { severity: null, severityWithheld: true, grounds: [], breaches: null };
    expect(await read(author, added.id)).toMatchObject(unseen);
    const entry = (await house.journalOf(added.id)).find(({ kind }) => kind === "deviation.linked");
    expect(entry?.unitId).toBe(house.units.root);
    const byNumber = { deviationId: added.id, version: 2, type: "breach" as const, ref: breach.number };
    await expect(linkDeviation.call(house.runtime, author, byNumber, house.call())).rejects.toMatchObject(
      notFound,
    );
  });
});

describe("tying a deviation to an incident", () => {
  test("changes its severity, is noted, and is undone by untying", async () => {
    const added = await deviation();
    const incident = await addIncident(ground, { minutes: 90, promisedMinutes: 60 });
    const tie = { deviationId: added.id, type: "incident" as const, ref: incident.number };
    const tied = await linkDeviation.call(house.runtime, author, { ...tie, version: 1 }, house.call());
    expect(tied).toMatchObject({ severity: "minor", incidents: [{ number: incident.number }] });
    await expect(
      linkDeviation.call(house.runtime, southern, { ...tie, version: 2 }, house.call()),
    ).rejects.toMatchObject(notFound);
    await expect(
      linkDeviation.call(house.runtime, reader, { ...tie, version: 2 }, house.call()),
    ).rejects.toMatchObject(refused);
    const untied = await linkDeviation.call(
      house.runtime,
      author,
      { ...tie, version: 2, linked: false },
      house.call(),
    );
    expect(untied).toMatchObject({ severity: null, incidents: [] });
    const kinds = (await house.journalOf(added.id)).map((entry) => entry.kind);
    expect(kinds).toEqual(["deviation.added", "deviation.linked", "deviation.unlinked"]);
  });
});

describe("judging a deviation", () => {
  test("a person's verdict stands beside the derived one with its reason, until it is taken back", async () => {
    const incident = await addIncident(ground, { major: true });
    const added = await deviation(author, { incidents: [incident.number] });
    const judge = { deviationId: added.id, severity: "minor" as const, reason: "Bara en användare." };
    const judged = await judgeDeviation.call(house.runtime, author, { ...judge, version: 1 }, house.call());
    expect(judged).toMatchObject({
      severity: "minor",
      derivedSeverity: "major",
      severityReason: "Bara en användare.",
    });
    const back = await judgeDeviation.call(
      house.runtime,
      author,
      { ...judge, severity: null, version: 2 },
      house.call(),
    );
    expect(back).toMatchObject({ severity: "major", severityReason: null });
    expect((await house.journalOf(added.id)).at(-1)?.kind).toBe("deviation.judged");
  });

  test("needs a reason, the permission and the unit", async () => {
    const added = await deviation();
    const judge = { deviationId: added.id, version: 1, severity: "major" as const, reason: "Därför." };
    const call = (actor: Actor, input = judge) =>
      judgeDeviation.call(house.runtime, actor, input, house.call());
    await expect(call(author, { ...judge, reason: "" })).rejects.toMatchObject({ code: "input.invalid" });
    await expect(call(reader)).rejects.toMatchObject(refused);
    await expect(call(southern)).rejects.toMatchObject(notFound);
  });
});

describe("editing a deviation", () => {
  test("changes what is given, notes it, and refuses the stale, the reader and the stranger", async () => {
    const added = await deviation();
    const edit = { deviationId: added.id, version: 1, settledAt: "2023-04-01T00:00:00Z", title: "Nytt" };
    const call = (actor: Actor) => editDeviation.call(house.runtime, actor, edit, house.call());
    await expect(call(reader)).rejects.toMatchObject(refused);
    await expect(call(southern)).rejects.toMatchObject(notFound);
    expect(await call(author)).toMatchObject({ title: "Nytt", settledAt: "2023-04-01T00:00:00Z" });
    await expect(call(author)).rejects.toMatchObject({ code: "record.stale", current: { title: "Nytt" } });
    expect((await house.journalOf(added.id)).at(-1)?.kind).toBe("deviation.edited");
  });
});

describe("actions", () => {
  const propose = async (actor: Actor, deviationId: string) =>
    addAction.call(
      house.runtime,
      actor,
      { title: "Mer minne", dueOn: "2023-04-11", about: [{ type: "deviation", ref: deviationId }] },
      house.call(),
    );

  test("are proposed about a deviation, in its unit, and shown with it", async () => {
    const added = await deviation();
    const action = await propose(author, added.id);
    expect(action).toMatchObject({ state: "proposed", unit: { id: house.units.north }, dueOn: "2023-04-11" });
    expect(action.about).toEqual([
      { type: "deviation", id: added.id, number: added.number, name: "Export tappar rader" },
    ]);
    expect((await read(author, added.id)).actions.map((one) => one.number)).toEqual([action.number]);
    expect((await house.journalOf(action.id)).map((entry) => entry.kind)).toEqual(["action.added"]);
    await expect(propose(reader, added.id)).rejects.toMatchObject(refused);
    await expect(propose(southern, added.id)).rejects.toMatchObject(notFound);
  });

  test("are accepted, declined with a reason, and done, each with its moment", async () => {
    const action = await propose(author, (await deviation()).id);
    const move = (actor: Actor, version: number, state: "declined" | "accepted" | "done", reason = "") =>
      moveAction.call(house.runtime, actor, { actionId: action.id, version, state, reason }, house.call());
    await expect(move(author, 1, "declined")).rejects.toMatchObject({ code: "input.invalid" });
    await expect(move(reader, 1, "accepted")).rejects.toMatchObject(refused);
    await expect(move(southern, 1, "accepted")).rejects.toMatchObject(notFound);
    const now = house.clock.now();
    expect(await move(author, 1, "accepted")).toMatchObject({
      state: "accepted",
      decidedAt: now,
      doneAt: null,
    });
    expect(await move(author, 2, "done")).toMatchObject({ state: "done", decidedAt: now, doneAt: now });
    const kinds = (await house.journalOf(action.id)).map((entry) => entry.kind);
    expect(kinds).toEqual(["action.added", "action.accepted", "action.done"]);
  });

  test("are edited on their version, by those who may", async () => {
    const action = await propose(author, (await deviation()).id);
    const edit = { actionId: action.id, version: 1, ownerRole: "Systemförvaltare" };
    const call = (actor: Actor) => editAction.call(house.runtime, actor, edit, house.call());
    await expect(call(reader)).rejects.toMatchObject(refused);
    await expect(call(southern)).rejects.toMatchObject(notFound);
    expect(await call(author)).toMatchObject({ ownerRole: "Systemförvaltare", dueOn: "2023-04-11" });
    await expect(call(author)).rejects.toMatchObject({ code: "record.stale" });
    expect((await house.journalOf(action.id)).at(-1)?.body).toEqual({
      changes: { ownerRole: { from: "", to: "Systemförvaltare" } },
    });
  });

  test("are tied to more than they were proposed for, and untied", async () => {
    const action = await propose(author, (await deviation()).id);
    const incident = await addIncident(ground, {});
    const tie = { actionId: action.id, type: "incident" as const, ref: incident.number };
    const call = (actor: Actor, input: object) =>
      linkAction.call(house.runtime, actor, { ...tie, version: 1, ...input }, house.call());
    await expect(call(reader, {})).rejects.toMatchObject(refused);
    await expect(call(southern, {})).rejects.toMatchObject(notFound);
    expect((await call(author, {})).about.map((one) => one.type)).toEqual(["deviation", "incident"]);
    expect((await call(author, { version: 2, linked: false })).about.map((one) => one.type)).toEqual([
      "deviation",
    ]);
    const kinds = (await house.journalOf(action.id)).map((entry) => entry.kind);
    expect(kinds).toEqual(["action.added", "action.linked", "action.unlinked"]);
  });

  test("whose day has passed undone are found, and another unit's are not shown", async () => {
    const action = await propose(author, (await deviation()).id);
    const overdue = await readActions.call(house.runtime, author, { overdue: "true", limit: 500 });
    expect(overdue.items.map((item) => item.id)).toContain(action.id);
    const theirs = await readActions.call(house.runtime, southern, { limit: 500 });
    expect(theirs.items.map((item) => item.id)).not.toContain(action.id);
    const one = { actionId: action.id };
    await expect(readAction.call(house.runtime, southern, one)).rejects.toMatchObject(notFound);
    await expect(readAction.call(house.runtime, reader, one)).rejects.toMatchObject(refused);
  });
});
