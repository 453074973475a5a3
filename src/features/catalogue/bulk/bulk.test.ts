import { describe, expect, test } from "vitest";
import { system } from "../../../platform/actor.ts";
import { bulkWrite } from "../../../platform/verb/bulk.ts";
import type { Storing } from "../../../platform/verb/storing.ts";
import type { Upserted } from "../../../platform/verb/upsert.ts";
import { useHouse } from "../../../../test/house.ts";
import {
  resolveServices,
  upsertActivities,
  upsertAgreements,
  upsertAreas,
  upsertDependencies,
  upsertServices,
  upsertSuppliers,
  upsertSystems,
  upsertUses,
} from "../index.ts";
import { readDependencies } from "../graph/read-graph.ts";
import { readServices } from "../services/read-services.ts";
import { readAgreements } from "../suppliers/read-suppliers.ts";
import { readSystems } from "../systems/read-systems.ts";

const house = useHouse();

function bulk<T>(work: (context: Storing) => Promise<T>): Promise<T> {
  const write = { verb: "catalogue.import", needs: "catalogue:edit", requestId: "test" } as const;
  return bulkWrite(house.runtime, system, write, (context) => work({ actor: system, ...context }));
}

async function entries(): Promise<number> {
  const row = await house.db
    .selectFrom("journal")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return row.n;
}

const outcomes = (stored: Upserted) => stored.outcomes.map((row) => row.outcome);

interface Door {
  first: (context: Storing) => Promise<Upserted>;
  newer: (context: Storing) => Promise<Upserted>;
}

/** Each door, with a file and a newer one in which one row of two differs. */
const doors: Record<string, Door> = {
  areas: {
    first: (context) => upsertAreas(context, [{ name: "HR" }, { name: "Ekonomi" }]),
    newer: (context) => upsertAreas(context, [{ name: "HR" }, { name: "Ekonomi", position: 2 }]),
  },
  suppliers: {
    first: (context) => upsertSuppliers(context, [{ name: "Driftbolaget" }, { name: "Nätbolaget" }]),
    newer: (context) =>
      upsertSuppliers(context, [{ name: "Driftbolaget", supportRoute: "Portalen" }, { name: "Nätbolaget" }]),
  },
  services: {
    first: (context) =>
      upsertServices(context, [
        { name: "Lön", area: "HR", kind: "base", unit: "Norra förvaltningen", vital: true },
        { name: "Passersystem", area: "Säkerhet" },
      ]),
    newer: (context) =>
      upsertServices(context, [{ name: "Lön", promisedRestoreMinutes: 240 }, { name: "Passersystem" }]),
  },
  systems: {
    first: (context) =>
      upsertSystems(context, [
        { name: "Personec P", supplier: "Visma", validFrom: "2020-01-01" },
        { name: "Agresso", maker: "Unit4" },
      ]),
    newer: (context) =>
      upsertSystems(context, [
        { name: "Personec P", supplier: "Visma", validFrom: "2020-01-01", validTo: "2023-12-31" },
        { name: "Agresso" },
      ]),
  },
  agreements: {
    first: (context) =>
      upsertAgreements(context, [
        { supplier: "Visma", name: "Lönedrift", systems: ["Personec P"], processorAgreement: true },
        { supplier: "Visma", name: "Support" },
      ]),
    newer: (context) =>
      upsertAgreements(context, [
        { supplier: "Visma", name: "Lönedrift", systems: ["Personec F"] },
        { supplier: "Visma", name: "Support" },
      ]),
  },
  dependencies: {
    first: (context) =>
      upsertDependencies(context, [
        { dependent: "Lön", dependency: "Personec P", mode: "all" },
        { dependent: "Lön", dependency: "Katalogtjänsten", mode: "degrades" },
      ]),
    newer: (context) =>
      upsertDependencies(context, [
        { dependent: "lön", dependency: "personec p" },
        { dependent: "Lön", dependency: "Katalogtjänsten", mode: "all" },
      ]),
  },
  activities: {
    first: (context) =>
      upsertActivities(context, [
        { name: "Löneutbetalning", unit: "Norra förvaltningen", services: ["Lön"] },
        { name: "Hemtjänst", unit: "Södra förvaltningen" },
      ]),
    newer: (context) =>
      upsertActivities(context, [
        { name: "Löneutbetalning", unit: "Norra förvaltningen", services: ["lön"] },
        { name: "Hemtjänst", unit: "Södra förvaltningen", services: ["Passersystem"] },
      ]),
  },
};

describe.each(Object.entries(doors))("%s from a file", (_name, { first, newer }) => {
  test("come in once, change when a newer file says so, and otherwise change nothing", async () => {
    expect(outcomes(await bulk(first))).toEqual(["added", "added"]);
    const after = await entries();
    expect(outcomes(await bulk(first))).toEqual(["unchanged", "unchanged"]);
    expect(await entries()).toBe(after);
    const changed = outcomes(await bulk(newer)).toSorted();
    expect(changed).toEqual(["unchanged", "updated"]);
    expect(outcomes(await bulk(newer))).toEqual(["unchanged", "unchanged"]);
  });
});

test("what a file leaves out stays, and names grow the catalogue with an entry each", async () => {
  const { items } = await readServices.call(house.runtime, system, { q: "Lön" });
  expect(items[0]).toMatchObject({ kind: "base", vital: true, areaName: "HR", promisedRestoreMinutes: 240 });
  const systems = await readSystems.call(house.runtime, system, { q: "Personec" });
  expect(systems.items.map((item) => item.name)).toEqual(["Personec F", "Personec P"]);
  expect((await house.journalOf(systems.items[0]?.id ?? "")).map((entry) => entry.kind)).toEqual([
    "system.added",
  ]);
  const agreements = await readAgreements.call(house.runtime, system, { q: "Lönedrift" });
  expect(agreements.items[0]?.systems.map((item) => item.name)).toEqual(["Personec F", "Personec P"]);
});

test("uses of services by units come in once", async () => {
  const rows = [
    { service: "Lön", unit: "Testkommun" },
    { service: "Nytt schema", unit: "Södra förvaltningen" },
    { service: "Lön", unit: "Ingenstans" },
  ];
  expect(outcomes(await bulk((context) => upsertUses(context, rows)))).toEqual(["added", "added", "refused"]);
  expect(outcomes(await bulk((context) => upsertUses(context, rows)))).toEqual([
    "unchanged",
    "unchanged",
    "refused",
  ]);
});

test("a dependency that would close a cycle is refused alone, with the cycle named", async () => {
  const answer = await bulk((context) =>
    upsertDependencies(context, [
      { dependent: "A", dependency: "B", dependentKind: "system" },
      { dependent: "B", dependency: "C", dependentKind: "system" },
      { dependent: "C", dependency: "A", dependentKind: "system" },
      { dependent: "C", dependency: "C", dependentKind: "system" },
      { dependent: "C", dependency: "D", dependentKind: "system" },
    ]),
  );
  expect(outcomes(answer)).toEqual(["added", "added", "refused", "refused", "added"]);
  expect(answer.refused.map((row) => row.faults[0]?.sv)).toEqual([
    "Beroendet skulle gå i cirkel: C → A → B → C.",
    "Kan inte bero på sig själv.",
  ]);
});

test("a new name that is needed in one row and needs something in another is one system", async () => {
  await bulk((context) =>
    upsertDependencies(context, [
      { dependent: "E-postservern", dependency: "Lagringen" },
      { dependent: "E-posten", dependency: "E-postservern" },
    ]),
  );
  const { items } = await readDependencies.call(house.runtime, system, { limit: 500 });
  const own = items.filter((item) => item.dependent.name.startsWith("E-post"));
  expect(own.map((item) => [item.dependent.kind, item.dependent.name])).toEqual([
    ["service", "E-posten"],
    ["system", "E-postservern"],
  ]);
});

test("of a service and a system of one name, the service needs and the system is needed", async () => {
  await bulk((context) => upsertDependencies(context, [{ dependent: "Citrix", dependency: "Citrix" }]));
  const { items } = await readDependencies.call(house.runtime, system, { limit: 500 });
  const own = items.filter((item) => item.dependent.name === "Citrix");
  expect(own.map((item) => [item.dependent.kind, item.dependency.kind])).toEqual([["service", "system"]]);
});

test("rows without a name are refused, the others go in", async () => {
  const answer = await bulk((context) => upsertServices(context, [{ name: "  " }, { name: "Telefoni" }]));
  expect(outcomes(answer)).toEqual(["refused", "added"]);
  expect(answer.refused).toEqual([
    { index: 0, faults: [{ path: "name", sv: "Måste fyllas i.", en: "Must be filled in." }] },
  ]);
});

test("a service is found whatever its letters and spaces, and unknown ones are added once", async () => {
  const ids = await bulk(async (context) => {
    const idOf = await resolveServices(context, ["Ärende  portal", "ärende portal ", null, "", "TELEFONI"]);
    return [idOf("ÄRENDE PORTAL"), idOf("Ärende portal"), idOf(""), idOf("telefoni")];
  });
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).toBeNull();
  const found = await readServices.call(house.runtime, system, { q: "portal" });
  expect(found.items.map((item) => item.name)).toEqual(["Ärende portal"]);
  const telephony = await readServices.call(house.runtime, system, { q: "telefoni" });
  expect(telephony.items.map((item) => item.id)).toEqual([ids[3]]);
});
