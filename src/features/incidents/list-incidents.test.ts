import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import type { Actor } from "../../platform/actor.ts";
import { listIncidents } from "./list-incidents.ts";
import { readIncident } from "./read-incident.ts";
import { reportIncident } from "./report-incident.ts";

const house = useHouse();
let admin: Actor;

async function report(title: string, more: Record<string, unknown> = {}) {
  const input = { title, started: { at: "2023-04-12T10:00:00Z" }, unitId: house.units.north, ...more };
  return reportIncident.call(house.runtime, admin, input, house.call());
}

async function titles(input: Parameters<typeof listIncidents.call>[2], actor = admin): Promise<string[]> {
  const { items } = await listIncidents.call(house.runtime, actor, { limit: 100, ...input });
  return items.map((item) => item.title);
}

beforeAll(async () => {
  admin = await house.actor("administrator");
});

describe("reporting", () => {
  test("takes what and since when, and no more", async () => {
    const desk = await house.actor("service-desk", house.units.north);
    const incident = await reportIncident.call(
      house.runtime,
      desk,
      { title: "Citrix nere", started: { at: "2023-04-12T13:30:00+02:00", precision: "hour" } },
      house.call(),
    );
    expect(incident).toMatchObject({
      number: "INC-2023-0001",
      state: "new",
      unit: { id: house.units.north },
      times: {
        started: { at: "2023-04-12T11:30:00Z", precision: "hour" },
        detected: { at: house.clock.now() },
      },
      openedAt: house.clock.now(),
    });
    const entries = await house.journalOf(incident.id);
    expect(entries.map((entry) => [entry.kind, entry.actorId])).toEqual([["incident.reported", desk.id]]);
  });

  test("is refused to a reader, and over a unit that is not one's own", async () => {
    const reader = await house.actor("reader");
    const southern = await house.actor("service-desk", house.units.south);
    for (const actor of [reader, southern]) {
      const input = {
        title: "Citrix nere",
        started: { at: "2023-04-12T10:00:00Z" },
        unitId: house.units.north,
      };
      await expect(reportIncident.call(house.runtime, actor, input, house.call())).rejects.toMatchObject({
        code: "access.refused",
      });
    }
  });

  test("of something that began after it was noticed is refused with both times named", async () => {
    await expect(report("Framtid", { started: { at: "2023-04-12T12:30:00Z" } })).rejects.toMatchObject({
      code: "incident.times-out-of-order",
      params: {
        earlier: "started",
        earlierAt: "2023-04-12 14:30",
        later: "detected",
        laterAt: "2023-04-12 14:00",
      },
    });
    await expect(
      report("Framtid", { started: { at: "2023-04-12T12:30:00Z", precision: "day" } }),
    ).resolves.toMatchObject({ title: "Framtid" });
  });

  test("proposes the priority of the matrix; another takes a reason", async () => {
    const proposed = await report("A", { impact: 1, urgency: 2 });
    expect(proposed).toMatchObject({ priority: 2, priorityReason: null });
    await expect(report("B", { impact: 1, urgency: 2, priority: 1 })).rejects.toMatchObject({
      code: "incident.priority-needs-reason",
    });
    const overridden = await report("C", {
      impact: 1,
      urgency: 2,
      priority: 1,
      priorityReason: "Val pågår.",
    });
    expect(overridden).toMatchObject({ priority: 1, proposedPriority: 2, priorityReason: "Val pågår." });
  });
});

test("an incident of another unit is neither read nor listed nor counted nor found", async () => {
  const incident = await report("Hemligt haveri i norr");
  const southern = await house.actor("reader", house.units.south);
  await expect(readIncident.call(house.runtime, southern, { incidentId: incident.id })).rejects.toMatchObject(
    { code: "record.not-found" },
  );
  const { items, total } = await listIncidents.call(house.runtime, southern, { q: "haveri" });
  expect(items).toEqual([]);
  expect(total).toEqual({ count: 0, more: false });
});

describe("the search box", () => {
  test("finds every form of a word and its compounds, the title before the text", async () => {
    await report("Servrarna svarar inte", { description: "Orsak okänd" });
    await report("Långsam inloggning", { description: "Filservern är överbelastad" });
    await report("Reservkraft provad", { description: "" });
    const found = await titles({ q: "server" });
    expect(found.slice(0, 2)).toEqual(["Servrarna svarar inte", "Långsam inloggning"]);
    expect(found).not.toContain("Reservkraft provad");
  });

  test("finds parts of hyphenated and slashed words", async () => {
    await report("E-tjänsten/bokningen nere");
    expect(await titles({ q: "tjänst" })).toContain("E-tjänsten/bokningen nere");
    expect(await titles({ q: "bokning" })).toContain("E-tjänsten/bokningen nere");
  });

  test("finds what begins so, and what is spelt nearly so, when nothing else does", async () => {
    await report("Procapita utan kontakt");
    expect(await titles({ q: "procap" })).toEqual(["Procapita utan kontakt"]);
    expect(await titles({ q: "prokapita" })).toEqual(["Procapita utan kontakt"]);
  });

  test("finds an incident by its number", async () => {
    const incident = await report("Nummersökt");
    expect(await titles({ q: incident.number.toLowerCase() })).toEqual(["Nummersökt"]);
  });

  test("asks for all the words, and takes quotes and operators as nothing but text", async () => {
    await report("Skrivarna i skolan");
    expect(await titles({ q: "skrivare skola" })).toEqual(["Skrivarna i skolan"]);
    expect(await titles({ q: "skrivare & !skola | (" })).toEqual(["Skrivarna i skolan"]);
    expect(await titles({ q: "' \\ :* <->" })).toEqual([]);
  });
});

describe("the list", () => {
  test("walks by cursor through every sort, each row once, in both orders", async () => {
    for (const name of ["opened", "priority", "number", "updated"] as const) {
      for (const sort of [name, `-${name}` as const]) {
        const whole = await listIncidents.call(house.runtime, admin, { limit: 500, sort });
        const walked: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await listIncidents.call(house.runtime, admin, {
            limit: 3,
            sort,
            ...(cursor !== undefined && { cursor }),
          });
          walked.push(...page.items.map((item) => item.id));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(walked).toEqual(whole.items.map((item) => item.id));
        expect(whole.total).toEqual({ count: walked.length, more: false });
      }
    }
  });

  test("narrows by what query parameters say, as text", async () => {
    await report("Filtrerad", { impact: 1, urgency: 1, category: "Nät" });
    const only = async (filter: Record<string, unknown>) =>
      (await listIncidents.call(house.runtime, admin, { limit: 100, ...filter })).items;
    expect(await titles({ category: ["Nät"] })).toEqual(["Filtrerad"]);
    const first = await only({ priority: "1", state: "new", open: "true", category: "Nät" });
    expect(first.map((item) => item.title)).toEqual(["Filtrerad"]);
    expect(await only({ priority: "1", open: "false" })).toEqual([]);
    expect(await only({ openedFrom: "2023-04-13" })).toEqual([]);
    expect(
      (await only({ openedFrom: "2023-04-12", openedBefore: "2023-04-13", unitId: house.units.root })).length,
    ).toBeGreaterThan(5);
    expect(await only({ unitId: house.units.south })).toEqual([]);
  });

  test("refuses a page beyond what page numbers reach, and a cursor that is none", async () => {
    const far = listIncidents.call(house.runtime, admin, { limit: 100, page: 101 });
    await expect(far).rejects.toMatchObject({ code: "list.too-deep" });
    const bad = listIncidents.call(house.runtime, admin, { cursor: "not-one" });
    await expect(bad).rejects.toMatchObject({ code: "input.invalid" });
  });
});
