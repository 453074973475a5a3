import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { system, type Actor } from "../../platform/actor.ts";
import { newId } from "../../shared/ids.ts";
import { parsePeriod } from "../../shared/period-parser.ts";
import { splitPeriod, type Period } from "../../shared/periods.ts";
import { ask, boundsIn, type Question } from "./asking.ts";
import { compareGroups } from "./breakdowns.ts";
import { splitKeys, type Dimension } from "./contract.ts";
import { compareSeries } from "./series.ts";
import { addArea, addService } from "./test/ground.ts";
import { factArbitrary, instantOf, secondsOf, storeFact, type Catalogue } from "./test/random.ts";
import { backlogAt, figures, isCounted, openedAt, outageOf, type Fact, type Span } from "./test/reference.ts";
import { compareTotals } from "./totals.ts";

const AT = "2022-06-01T00:00:00Z";
const house = useHouse();
const areaOf = ["north", "north", "south", null] as const;
/** Days of delivery: two agreements with one supplier that overlap, one that ended, and a system without any. */
const deliveries = [
  { system: 0, supplier: 0, from: null, to: "2023-01-31" },
  { system: 0, supplier: 0, from: "2023-01-15", to: null },
  { system: 0, supplier: 1, from: "2023-02-01", to: null },
  { system: 1, supplier: 1, from: null, to: null },
  { system: 2, supplier: 0, from: "2022-12-10", to: "2022-12-20" },
] as const;
let catalogue: Catalogue;
let areas: Record<"north" | "south", string>;
let suppliers: string[];

async function addSystems(unitId: string): Promise<string[]> {
  const systems = [newId(), newId(), newId(), newId()];
  suppliers = [newId(), newId()];
  await house.db
    .insertInto("system")
    .values(systems.map((id, place) => ({ id, name: `System ${place}`, unit_id: unitId, updated_at: AT })))
    .execute();
  await house.db
    .insertInto("supplier")
    .values(suppliers.map((id, place) => ({ id, name: `Leverantör ${place}`, updated_at: AT })))
    .execute();
  const rows = deliveries.map(({ system: place, supplier, from, to }) => ({
    id: newId(),
    system_id: systems[place] ?? "",
    supplier_id: suppliers[supplier] ?? "",
    valid_from: from,
    valid_to: to,
  }));
  await house.db.insertInto("system_supplier").values(rows).execute();
  return systems;
}

beforeAll(async () => {
  const { north, south } = house.units;
  areas = { north: await addArea(house.db, "Norra"), south: await addArea(house.db, "Södra") };
  const services: string[] = [];
  for (const [place, area] of areaOf.entries())
    services.push(await addService(house.db, north, `Tjänst ${place}`, area === null ? null : areas[area]));
  catalogue = { units: [north, south], services, systems: await addSystems(north) };
});

function periodNamed(text: string): Period {
  const parsed = parsePeriod(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.period;
}
const period = periodNamed("2023-Q1");
const against = periodNamed("2022-12");
const now = "2023-03-10T12:00:00Z";
const spanOf = (question: Question, of: Period): Span => {
  const { start, end } = boundsIn(question, of);
  return { start: secondsOf(start), end: secondsOf(end) };
};

/** What an incident is counted under, once for each. */
const targets: readonly [Dimension, (fact: Fact) => (string | null | undefined)[]][] = [
  ["service", ({ services }) => services.map((place) => catalogue.services[place])],
  ["area", ({ services }) => services.map((place) => areaIdOf(place))],
  ["system", ({ systems }) => systems.map((place) => catalogue.systems[place])],
  ["supplier", (fact) => deliveriesOf(fact).map(({ supplier }) => suppliers[supplier])],
  ["unit", ({ unit }) => [catalogue.units[unit]]],
  ["category", ({ category }) => [category]],
  ["state", ({ state }) => [state]],
];

function areaIdOf(service: number): string | null {
  const area = areaOf[service] ?? null;
  return area === null ? null : areas[area];
}

function deliveriesOf(fact: Fact) {
  const day = instantOf(openedAt(fact)).slice(0, 10);
  return deliveries.filter(
    ({ system: place, from, to }) =>
      fact.systems.some((one) => one === place) && (from ?? day) <= day && day <= (to ?? day),
  );
}

function expectValue(measured: object | undefined, wanted: object): void {
  expect(measured).toMatchObject(
    Object.fromEntries(
      Object.entries(wanted).map(([name, value]) => [
        name,
        typeof value === "number" ? expect.closeTo(value, 6) : value,
      ]),
    ),
  );
}

async function checkTotals(question: Question, facts: readonly Fact[]): Promise<void> {
  const totals = await compareTotals(question, period, against);
  for (const [of, pick] of [
    [period, "now"],
    [against, "against"],
  ] as const) {
    const at = spanOf(question, of);
    const stands = (key: string) => totals.find((figure) => figure.key === key)?.[pick] ?? undefined;
    for (const key of splitKeys) expectValue(stands(key), figures[key](facts, at));
    const closing = Math.min(at.end, secondsOf(now));
    expect(stands("backlog")?.value).toBe(backlogAt(facts, closing));
    const seconds = catalogue.services.map((_, place) => outageOf(facts, place, at, secondsOf(now)));
    expect(stands("outageMinutes")?.value).toBeCloseTo(seconds.reduce((sum, one) => sum + one, 0) / 60, 6);
  }
}

async function checkGroups(question: Question, facts: readonly Fact[]): Promise<void> {
  const at = spanOf(question, period);
  for (const [by, targetsOf] of targets) {
    for (const key of ["incidents", "timeToRestore"] as const) {
      const split = await compareGroups(question, { key, by }, period, null);
      const parts = new Map<string | null, Fact[]>();
      for (const fact of facts) {
        const under = targetsOf(fact).map((target) => target ?? null);
        for (const target of new Set(under.length === 0 ? [null] : under))
          parts.set(target, [...(parts.get(target) ?? []), fact]);
      }
      const wanted = [...parts]
        .map(([id, ofTarget]) => ({ id, ...figures[key](ofTarget, at) }))
        .filter(({ n }) => n > 0);
      expect(split.rows).toHaveLength(wanted.length);
      for (const { id, ...values } of wanted)
        expectValue(split.rows.find((row) => row.id === id)?.now, values);
    }
  }
}

async function checkSeries(question: Question, facts: readonly Fact[]): Promise<void> {
  const parts = splitPeriod(period, "week").map((part) => spanOf(question, part));
  const of = { period, against: null, step: "week" } as const;
  for (const key of ["incidents", "timeToRestore"] as const) {
    const series = await compareSeries(question, key, of);
    for (const [index, at] of parts.entries())
      expectValue(series.now[index], { value: figures[key](facts, at).value });
  }
  const backlog = await compareSeries(question, "backlog", of);
  expect(backlog.now.map((part) => part.value)).toEqual(
    parts.map(({ end }) => (end <= secondsOf(now) ? backlogAt(facts, end) : null)),
  );
}

async function expectFigures(actor: Actor, facts: readonly Fact[]): Promise<void> {
  const question = await ask({ db: house.db, actor, now }, {});
  await checkTotals(question, facts);
  await checkGroups(question, facts);
  await checkSeries(question, facts);
  const filtered = await ask({ db: house.db, actor, now }, { areaId: areas.north });
  const ofArea = facts.filter(({ services }) => services.some((place) => areaOf[place] === "north"));
  const totals = await compareTotals(filtered, period, null);
  expectValue(
    totals.find(({ key }) => key === "timeToRestore")?.now,
    figures.timeToRestore(ofArea, spanOf(question, period)),
  );
}

const pairs = fc.array(fc.tuple(factArbitrary, fc.option(factArbitrary)), { minLength: 1, maxLength: 40 });

/** How many incidents have something else kept for figures than what they say themselves. */
async function countUntrue(): Promise<number> {
  const kept = sql`select to_jsonb(k) - 'services' - 'systems' from incident_figure k where opened_at is not null`;
  const said = sql`select to_jsonb(f) from incident_figured f`;
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ((${kept} except ${said}) union all (${said} except ${kept})) x`.execute(
    house.db,
  );
  return rows[0]?.n ?? 0;
}

test("figures are what their definitions say, however incidents came to be, for whoever asks", async () => {
  const northern = await house.actor("reader", house.units.north);
  await fc.assert(
    fc.asyncProperty(pairs, async (stored) => {
      await sql`delete from incident`.execute(house.db);
      for (const [before, after] of stored) await storeFact(house.db, before, after, catalogue);
      const facts = stored.map(([before, after]) => after ?? before).filter(isCounted);
      expect(await countUntrue()).toBe(0);
      await expectFigures(system, facts);
      await expectFigures(
        northern,
        facts.filter(({ unit }) => unit === 0),
      );
    }),
    { numRuns: 12 },
  );
}, 120_000);
