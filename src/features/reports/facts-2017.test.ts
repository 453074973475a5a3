import { Temporal } from "temporal-polyfill";
import { beforeAll, describe, expect, test } from "vitest";
import { useExample } from "../../../test/example.ts";
import { system } from "../../platform/actor.ts";
import { readImpact } from "../catalogue/graph/read-graph.ts";
import { readSystems } from "../catalogue/systems/read-systems.ts";
import { readActions } from "../deviations/read-actions.ts";
import { readDeviations } from "../deviations/read-deviations.ts";
import type { IncidentView } from "../incidents/contract.ts";
import { listIncidents } from "../incidents/list-incidents.ts";
import { readPlannedOutages } from "../incidents/planned-outages/read-planned-outages.ts";
import { readIncident } from "../incidents/read-incident.ts";
import { readNetworks, readSites } from "../organisation/read-sites.ts";
import { readUnits } from "../organisation/read-units.ts";
import { readFigures } from "../statistics/read-figures.ts";

// The facts of the source about 2017 (N2–N12), counted from the records that the ordinary imports made.

const example = useExample("2023-06-01T08:00:00Z");
let outages: IncidentView[];

beforeAll(async () => {
  const found = await listIncidents.call(example.runtime, system, {
    openedFrom: "2017-01-01",
    openedBefore: "2018-01-01",
    sort: "opened",
  });
  outages = await Promise.all(
    found.items.map(({ id }) => readIncident.call(example.runtime, system, { incidentId: id })),
  );
});

const outage = (sourceNumber: string) => outages.find((one) => one.sourceNumber === sourceNumber);

/** A time with the day it names in the organisation's zone, and how exactly it is known. */
function told(time: { at: string; precision: string } | null | undefined) {
  if (time === null || time === undefined) return null;
  const at = Temporal.Instant.from(time.at).toZonedDateTimeISO("Europe/Stockholm");
  return { day: at.toPlainDate().toString(), week: at.weekOfYear, precision: time.precision };
}

const impactOf = async (name: string) => {
  const { items } = await readSystems.call(example.runtime, system, { q: name });
  return readImpact.call(example.runtime, system, { nodeId: items.map(({ id }) => id) });
};

test("the ordinary imports take every row of the example", () => {
  expect(example.loaded.files).toBe(17);
  expect(example.loaded.rejected).toBe(0);
});

describe("what was moved", () => {
  test("146 sites, each with networks of the four that are named (N5)", async () => {
    const sites = await readSites.call(example.runtime, system, { limit: 200 });
    expect(sites.total).toEqual({ count: 146, more: false });
    expect(sites.items).toHaveLength(146);
    expect(sites.items.every(({ networks }) => networks.length > 0)).toBe(true);
    const networks = await readNetworks.call(example.runtime, system, { limit: 200 });
    const names = new Set([...sites.items.flatMap((site) => site.networks), ...networks.items].map(nameOf));
    expect([...names].toSorted()).toEqual(["Admin", "BYOD", "Elev", "Guest"]);
  });

  test("19 000 accounts, as one number over the whole organisation (N2, N4)", async () => {
    const { items } = await readUnits.call(example.runtime, system, { limit: 200 });
    const parentOf = new Map(items.map(({ id, parentId }) => [id, parentId]));
    const counted = new Set(items.filter(({ peopleCount }) => peopleCount !== null).map(({ id }) => id));
    const underCounted = (id: string): boolean => {
      const parent = parentOf.get(id) ?? null;
      return parent !== null && (counted.has(parent) || underCounted(parent));
    };
    const top = items.filter(({ id }) => counted.has(id) && !underCounted(id));
    expect(top.reduce((sum, { peopleCount }) => sum + (peopleCount ?? 0), 0)).toBe(19_000);
    expect((await impactOf("Katalogtjänst")).people).toEqual({ count: 19_000, fallen: 19_000 });
  });
});

describe("three larger unplanned outages", () => {
  test("they are three, and the planned work is not counted with them (N3)", async () => {
    expect(outages.map(({ sourceNumber }) => sourceNumber)).toEqual(["2017-0001", "2017-0002", "2017-0003"]);
    const { figures } = await readFigures.call(example.runtime, system, { period: "2017-Q1" });
    const counted = figures.find(({ key }) => key === "incidents");
    expect(counted?.now).toMatchObject({ value: 3 });
    const majors = figures.find(({ key }) => key === "majorIncidents");
    expect(majors?.now).toMatchObject({ value: null });
    const planned = await readPlannedOutages.call(example.runtime, system, { before: "2018-01-01" });
    expect(planned.total.count).toBe(3);
  });

  test("the first began in the night after 23 February and ended on Sunday, in no more exact a time (N4)", () => {
    const times = outage("2017-0001")?.times;
    expect(told(times?.started)).toMatchObject({ day: "2017-02-23", precision: "night" });
    expect(told(times?.detected)).toMatchObject({ day: "2017-02-24", precision: "day" });
    expect(told(times?.restored)).toMatchObject({ day: "2017-02-26", precision: "day" });
    expect([times?.acknowledged, times?.closed]).toEqual([null, null]);
    expect(outage("2017-0001")?.suppliers.map(nameOf)).toEqual(["Basefarm"]);
  });

  test("the second is known to its week alone, and its end is not told (N5)", async () => {
    const times = outage("2017-0002")?.times;
    expect(told(times?.started)).toMatchObject({ week: 10, precision: "week" });
    expect(times?.restored).toBeNull();
    const impact = await impactOf("Adresstjänst");
    expect(impact.sites).toMatchObject({ count: 146, fallen: 146 });
  });

  test("the third was known on 16 March, without a beginning or an end (N6)", () => {
    const third = outage("2017-0003");
    expect(third?.times).toMatchObject({ started: null, restored: null, closed: null });
    expect(told(third?.times.detected)).toMatchObject({ day: "2017-03-16", precision: "day" });
    expect(third?.suppliers.map(nameOf)).toContain("EPiServer");
  });

  test("children were hit by the accounts and by the addresses (N11)", async () => {
    for (const name of ["Kontosynkronisering", "Adresstjänst"]) {
      const hit = (await impactOf(name)).units.items.map((unit) => unit.name);
      expect(hit).toEqual(expect.arrayContaining(["Förskola", "Grundskola, elever", "Gymnasium, elever"]));
    }
  });
});

describe("what was done", () => {
  test("each outage is a deviation with its incident, and so is what they showed (N7–N9)", async () => {
    const found = { from: "2017-01-01", until: "2018-01-01" };
    const deviations = await readDeviations.call(example.runtime, system, found);
    const kinds = deviations.items.map(({ kind, incidents }) => `${kind} ${incidents.length}`);
    expect(kinds.toSorted((a, b) => a.localeCompare(b))).toEqual([
      "incident 1",
      "incident 1",
      "incident 1",
      "shortcoming 0",
    ]);
    const actions = await readActions.call(example.runtime, system, found);
    expect(actions.total.count).toBe(12);
    expect(actions.items.filter(({ state }) => state === "done")).toHaveLength(1);
  });

  test("three pieces of planned work fall in one ISO week (N12)", async () => {
    const week13 = { from: "2017-03-27", before: "2017-04-03" };
    const { items } = await readPlannedOutages.call(example.runtime, system, week13);
    const days = items.map(({ startsAt }) => told({ at: startsAt, precision: "day" }));
    expect(days.map((day) => day?.day ?? "").toSorted()).toEqual(["2017-03-27", "2017-03-27", "2017-04-01"]);
    expect(new Set(days.map((day) => day?.week))).toEqual(new Set([13]));
  });
});

function nameOf({ name }: { name: string }): string {
  return name;
}
