import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import type { Actor } from "../../platform/actor.ts";
import type { AnyVerb } from "../../platform/verb/verb.ts";
import type { IncidentView } from "./contract.ts";
import { changeReach } from "./edits/change-reach.ts";
import { classifyIncident } from "./edits/classify.ts";
import { correctIncident } from "./edits/correct.ts";
import { linkIncident } from "./edits/link.ts";
import { nameHits } from "./edits/name-hits.ts";
import { strikeOut } from "./edits/strike-out.ts";
import { unlinkIncident } from "./edits/unlink.ts";
import { updateIncident } from "./edits/update.ts";
import { listIncidents } from "./list-incidents.ts";
import { declareMajor } from "./major/declare-major.ts";
import { withdrawMajor } from "./major/withdraw-major.ts";
import { readIncident } from "./read-incident.ts";
import { reportIncident } from "./report-incident.ts";
import { acknowledgeIncident } from "./steps/acknowledge.ts";
import { cancelIncident } from "./steps/cancel.ts";
import { closeIncident } from "./steps/close.ts";
import { reopenIncident } from "./steps/reopen.ts";
import { restoreIncident } from "./steps/restore.ts";
import { startWork } from "./steps/start-work.ts";
import { waitWithIncident } from "./steps/wait.ts";
import { readIncidentTimeline } from "./timeline.ts";

const house = useHouse();
let lead: Actor;

beforeAll(async () => {
  lead = await house.actor("lead", house.units.north);
});

async function report(more: Record<string, unknown> = {}): Promise<IncidentView> {
  const input = {
    title: "Avbrott",
    started: { at: "2023-04-12T10:00:00Z" },
    unitId: house.units.north,
    ...more,
  };
  return reportIncident.call(house.runtime, lead, input, house.call());
}

async function act(
  verb: AnyVerb,
  incident: { id: string; version: number },
  more: object = {},
  actor = lead,
) {
  const input = { incidentId: incident.id, version: incident.version, ...more };
  return (await verb.execute(house.runtime, actor, input, house.call())) as IncidentView;
}

async function kinds(incidentId: string): Promise<string[]> {
  return (await house.journalOf(incidentId)).map((entry) => entry.kind);
}

const reason = { reason: "Därför att det är så." };
/** Every verb on an incident: what it takes, from where, and what the journal says of it. */
const acts: [AnyVerb, string, object, (keyof typeof before)?][] = [
  [acknowledgeIncident, "incident.acknowledged", {}],
  [startWork, "incident.work-started", {}],
  [waitWithIncident, "incident.waiting", reason],
  [restoreIncident, "incident.restored", {}],
  [closeIncident, "incident.closed", {}, "restored"],
  [reopenIncident, "incident.reopened", reason, "restored"],
  [cancelIncident, "incident.cancelled", reason],
  [classifyIncident, "incident.classified", { impact: 1 }],
  [correctIncident, "incident.corrected", { title: "Rättad" }],
  [updateIncident, "incident.updated", { text: "Reserven är inkopplad." }],
  [nameHits, "incident.hits-named", { serviceIds: [], systemIds: [] }],
  [linkIncident, "incident.linked", { kind: "change", reference: "CHG-1" }],
  [declareMajor, "incident.declared-major", { ground: "Vården hotas." }],
  [withdrawMajor, "incident.major-withdrawn", reason, "major"],
  [strikeOut, "incident.struck-out", reason],
];

const before = {
  restored: (incident: IncidentView) => act(restoreIncident, incident),
  major: (incident: IncidentView) => act(declareMajor, incident, { ground: "Vården hotas." }),
};

async function prepared(state: keyof typeof before | undefined): Promise<IncidentView> {
  const incident = await report();
  return state === undefined ? incident : before[state](incident);
}

describe.each(acts)("%o", (verb, kind, more, state) => {
  test(`${verb.name} changes the incident and is noted once, by whom`, async () => {
    const incident = await prepared(state);
    const known = await kinds(incident.id);
    house.clock.set("2023-04-12T12:10:00Z");
    const after = await act(verb, incident, more);
    house.clock.set("2023-04-12T12:00:00Z");
    expect(after).not.toEqual(incident);
    const entries = await house.journalOf(incident.id);
    expect(entries.slice(known.length).map((entry) => [entry.kind, entry.actorId])).toEqual([
      [kind, lead.id],
    ]);
  });

  test(`${verb.name} is refused to a reader and to another unit's lead, and nothing changes`, async () => {
    const incident = await prepared(state);
    const strangers = [await house.actor("reader"), await house.actor("lead", house.units.south)];
    for (const actor of strangers) {
      await expect(act(verb, incident, more, actor)).rejects.toMatchObject({ code: "access.refused" });
    }
    expect(await readIncident.call(house.runtime, lead, { incidentId: incident.id })).toEqual(incident);
  });
});

describe("two people at once", () => {
  test("one edit is taken, the other is refused with the incident as it is now", async () => {
    const incident = await report();
    const answers = await Promise.allSettled([
      act(correctIncident, incident, { title: "Ena" }),
      act(correctIncident, incident, { title: "Andra" }),
    ]);
    const taken = answers.filter((answer) => answer.status === "fulfilled");
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect([taken.length, refused.length]).toEqual([1, 1]);
    const now = await readIncident.call(house.runtime, lead, { incidentId: incident.id });
    expect(refused[0]?.reason).toMatchObject({
      code: "record.stale",
      current: { title: now.title, version: 2 },
    });
    expect(await kinds(incident.id)).toEqual(["incident.reported", "incident.corrected"]);
  });

  test("saying what one knows takes no version: neither line is lost", async () => {
    const incident = await report();
    const lines = ["Ena raden", "Andra raden"];
    await Promise.all(lines.map((text) => act(updateIncident, incident, { text })));
    const { entries } = await readIncidentTimeline.call(house.runtime, lead, { incidentId: incident.id });
    const said = entries.flatMap((entry) =>
      entry.kind === "incident.updated" ? [entry.body?.["text"]] : [],
    );
    expect(new Set(said)).toEqual(new Set(lines));
    expect(said).toHaveLength(2);
  });
});

describe("the life of an incident", () => {
  test("goes its way, and the times are those of what happened", async () => {
    const at = (time: string) => ({ at: { at: `2023-04-12T${time}:00Z` } });
    let incident = await report();
    incident = await act(acknowledgeIncident, incident, at("12:01"));
    incident = await act(startWork, incident, at("12:05"));
    incident = await act(restoreIncident, incident, at("13:00"));
    incident = await act(closeIncident, incident, at("14:00"));
    expect(incident).toMatchObject({ state: "closed", acts: ["reopen", "declare-major"] });
    expect(incident.times.acknowledged?.at).toBe("2023-04-12T12:01:00Z");
    incident = await act(reopenIncident, incident, reason);
    expect(incident).toMatchObject({ state: "in-progress", reopenedCount: 1 });
    expect([incident.times.restored, incident.times.closed]).toEqual([null, null]);
  });

  test("cannot be closed before it is restored, nor restored before it began", async () => {
    const incident = await report();
    await expect(act(closeIncident, incident)).rejects.toMatchObject({
      code: "incident.not-in-state",
      params: { state: "new" },
    });
    await expect(
      act(restoreIncident, incident, { at: { at: "2023-04-12T09:00:00Z" } }),
    ).rejects.toMatchObject({
      code: "incident.times-out-of-order",
      params: { earlier: "started", later: "restored" },
    });
    const overridden = await act(restoreIncident, incident, {
      at: { at: "2023-04-12T09:00:00Z" },
      timesReason: "Källans klocka gick fel.",
    });
    expect(overridden).toMatchObject({ state: "restored", timesReason: "Källans klocka gick fel." });
  });

  test("a cancelled one that is opened again was never reopened", async () => {
    const cancelled = await act(cancelIncident, await report(), reason);
    expect((await act(reopenIncident, cancelled, reason)).reopenedCount).toBe(0);
  });

  test("a known time is changed with a reason only, and both stand in the journal", async () => {
    const incident = await report();
    const times = { started: { at: "2023-04-12T08:00:00Z", precision: "hour" } };
    await expect(act(correctIncident, incident, { times })).rejects.toMatchObject({
      code: "incident.reason-needed",
    });
    await act(correctIncident, incident, { times, reason: "Loggen visar det." });
    const entry = (await house.journalOf(incident.id)).at(-1);
    expect(entry?.body).toMatchObject({
      reason: "Loggen visar det.",
      changes: { started: { from: { at: "2023-04-12T10:00:00Z" }, to: { at: "2023-04-12T08:00:00Z" } } },
    });
  });

  test("handing it to another unit takes the right to write in both", async () => {
    const incident = await report();
    const to = { unitId: house.units.south };
    await expect(act(correctIncident, incident, to)).rejects.toMatchObject({ code: "access.refused" });
    const everywhere = await house.actor("lead");
    expect((await act(correctIncident, incident, to, everywhere)).unit.id).toBe(house.units.south);
  });
});

describe("links", () => {
  test("a parent shows its child, and a circle is refused with the way named", async () => {
    const parent = await report();
    const child = await report();
    const linked = await act(linkIncident, child, { kind: "parent", otherIncidentId: parent.id });
    const seen = await readIncident.call(house.runtime, lead, { incidentId: parent.id });
    expect(seen.links).toMatchObject([
      { kind: "parent", direction: "in", incident: { number: child.number } },
    ]);
    await expect(
      act(linkIncident, parent, { kind: "parent", otherIncidentId: child.id }),
    ).rejects.toMatchObject({
      code: "incident.link-cycle",
      params: { path: `${parent.number} → ${child.number} → ${parent.number}` },
    });
    const linkId = linked.links[0]?.id;
    expect((await act(unlinkIncident, linked, { linkId })).links).toEqual([]);
  });

  test("to an incident that one may not see is refused, and one there is not named", async () => {
    const everywhere = await house.actor("lead");
    const input = { title: "I söder", started: { at: "2023-04-12T10:00:00Z" }, unitId: house.units.south };
    const southern = await reportIncident.call(house.runtime, everywhere, input, house.call());
    const northern = await report();
    const link = { kind: "duplicate", otherIncidentId: southern.id };
    await expect(act(linkIncident, northern, link)).rejects.toMatchObject({ code: "record.not-found" });
    await act(linkIncident, northern, link, everywhere);
    const seen = await readIncident.call(house.runtime, lead, { incidentId: northern.id });
    expect(seen.links).toMatchObject([{ kind: "duplicate", incident: null }]);
  });
});

test("the reach is widened with a reason, and taken back", async () => {
  const incident = await report();
  const target = { targetKind: "unit", targetId: house.units.south, reason: "De delar växel." };
  const widened = await act(changeReach, incident, { ...target, change: "widened" });
  expect(widened.reach).toMatchObject([
    { name: "Södra förvaltningen", change: "widened", reason: "De delar växel." },
  ]);
  expect((await act(changeReach, widened, { ...target, change: "derived" })).reach).toEqual([]);
  expect((await kinds(incident.id)).slice(1)).toEqual(["incident.reach-changed", "incident.reach-changed"]);
});

test("a struck-out incident is in no list and no fact, can be read, and cannot be changed", async () => {
  const incident = await report({ title: "Ska strykas" });
  const struck = await act(strikeOut, incident, reason);
  expect(struck).toMatchObject({ struckOut: reason, acts: [] });
  const { items } = await listIncidents.call(house.runtime, lead, { limit: 500 });
  expect(items.map((item) => item.id)).not.toContain(incident.id);
  const facts = await house.db
    .selectFrom("incident_fact")
    .select("id")
    .where("id", "=", incident.id)
    .execute();
  expect(facts).toEqual([]);
  await expect(act(correctIncident, struck, { title: "X" })).rejects.toMatchObject({
    code: "incident.struck-out",
  });
});
