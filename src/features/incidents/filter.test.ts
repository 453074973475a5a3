import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { visible, type Actor } from "../../platform/actor.ts";
import { newId } from "../../shared/ids.ts";
import { incidentFilter, type IncidentView } from "./contract.ts";
import { correctIncident } from "./edits/correct.ts";
import { nameHits } from "./edits/name-hits.ts";
import { strikeOut } from "./edits/strike-out.ts";
import { narrow } from "./filter.ts";
import { listIncidents } from "./list-incidents.ts";
import { countUpTo } from "./queries-list.ts";
import { reportIncident } from "./report-incident.ts";
import { cancelIncident } from "./steps/cancel.ts";
import { reopenIncident } from "./steps/reopen.ts";

const house = useHouse();
let admin: Actor;
let southern: Actor;
const areas = [newId(), newId()];
const services = Array.from({ length: 5 }, (_, n) => ({ id: newId(), areaId: areas[n % 2] ?? "" }));
const systems = Array.from({ length: 4 }, () => newId());

beforeAll(async () => {
  admin = await house.actor("administrator");
  southern = await house.actor("reader", house.units.south);
  const node = { unit_id: house.units.root, updated_at: house.clock.now() };
  await house.db
    .insertInto("service_area")
    .values(areas.map((id, n) => ({ id, name: `Område ${n}`, position: n, updated_at: house.clock.now() })))
    .execute();
  await house.db
    .insertInto("service")
    .values(services.map(({ id, areaId }, n) => ({ ...node, id, name: `Tjänst ${n}`, area_id: areaId })))
    .execute();
  await house.db
    .insertInto("system")
    .values(systems.map((id, n) => ({ ...node, id, name: `System ${n}` })))
    .execute();
});

/** An incident as the random data has it. */
interface Drawn {
  id: string;
  unitId: string;
  day: number;
  priority: number;
  state: "new" | "closed" | "cancelled";
  reopened: number;
  struckOut: boolean;
  promised: number | null;
  serviceIds: string[];
  systemIds: string[];
}

const openedAt = (day: number) => `2022-03-${String(day).padStart(2, "0")}T08:00:00Z`;

const drawn = fc.record({
  id: fc.constant("").map(() => newId()),
  unitId: fc.constantFrom("north" as const, "south" as const),
  day: fc.integer({ min: 1, max: 9 }),
  priority: fc.integer({ min: 1, max: 5 }),
  state: fc.constantFrom("new" as const, "closed" as const, "cancelled" as const),
  reopened: fc.integer({ min: 0, max: 1 }),
  struckOut: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  promised: fc.constantFrom(null, 30, 600),
  serviceIds: fc.subarray(services.map(({ id }) => id)),
  systemIds: fc.subarray(systems),
});

const filters = fc.record(
  {
    serviceId: fc.subarray(
      services.map(({ id }) => id),
      { minLength: 1 },
    ),
    areaId: fc.subarray(areas, { minLength: 1 }),
    systemId: fc.subarray(systems, { minLength: 1 }),
    priority: fc.subarray([1, 2, 3, 4, 5], { minLength: 1 }),
    reopened: fc.boolean(),
    promiseKept: fc.boolean(),
    late: fc.boolean(),
    counted: fc.constant(true),
    openedFrom: fc.integer({ min: 1, max: 9 }).map(openedAt),
    openedBefore: fc.integer({ min: 1, max: 9 }).map(openedAt),
    unit: fc.constantFrom("north" as const, "root" as const),
  },
  { requiredKeys: [] },
);
type Filter = typeof filters extends fc.Arbitrary<infer T> ? T : never;

/** The promise of each: restored an hour after it was opened. */
function promiseKept({ promised, state }: Drawn): boolean | null {
  return promised === null || state !== "closed" ? null : promised >= 60;
}

const named = (ids: readonly string[], those: readonly string[]) => those.some((id) => ids.includes(id));

/** The definition of each filter, over the data in memory. */
const definitions: {
  [Name in keyof Required<Filter>]: (one: Drawn, asked: Required<Filter>[Name]) => boolean;
} = {
  serviceId: (one, ids) => named(ids, one.serviceIds),
  areaId: (one, ids) =>
    services.some(({ id, areaId }) => one.serviceIds.includes(id) && ids.includes(areaId)),
  systemId: (one, ids) => named(ids, one.systemIds),
  priority: (one, levels) => levels.includes(one.priority),
  reopened: (one, reopened) => one.reopened > 0 === reopened,
  promiseKept: (one, kept) => promiseKept(one) === kept,
  // Thirteen months on, every promise has run out.
  late: (one, late) => (one.promised !== null && one.state === "new") === late,
  counted: (one) => one.state !== "cancelled",
  openedFrom: (one, from) => openedAt(one.day) >= from,
  openedBefore: (one, before) => openedAt(one.day) < before,
  unit: (one, unit) => unit === "root" || one.unitId === house.units[unit],
};

function fits(one: Drawn, filter: Filter, actor: Actor): boolean {
  if (one.struckOut || (actor === southern && one.unitId !== house.units.south)) return false;
  const asked = <Value>(value: Value | undefined, holds: (one: Drawn, asked: Value) => boolean) =>
    value === undefined || holds(one, value);
  return [
    asked(filter.serviceId, definitions.serviceId),
    asked(filter.areaId, definitions.areaId),
    asked(filter.systemId, definitions.systemId),
    asked(filter.priority, definitions.priority),
    asked(filter.reopened, definitions.reopened),
    asked(filter.promiseKept, definitions.promiseKept),
    asked(filter.late, definitions.late),
    asked(filter.counted, definitions.counted),
    asked(filter.openedFrom, definitions.openedFrom),
    asked(filter.openedBefore, definitions.openedBefore),
    asked(filter.unit, definitions.unit),
  ].every(Boolean);
}

/** From the newest first. */
const orders = {
  opened: (those: readonly Drawn[]) => those.toReversed(),
  "-opened": (those: readonly Drawn[]) => those,
  priority: (those: readonly Drawn[]) => those.toSorted((a, b) => a.priority - b.priority),
};

let next = 0;
async function insert(one: Drawn): Promise<void> {
  next += 1;
  const closed = one.state === "closed";
  await sql`insert into incident (id, number, unit_id, title, state, priority, detected_at, detected_precision,
      restored_at, restored_precision, recorded_at, reopened_count, promised_minutes, struck_out_at,
      struck_out_reason, updated_at)
    values (${one.id}, ${`INC-2022-${next}`}, ${one.unitId}, ${`Nummer ${next}`}, ${one.state}, ${one.priority},
      ${openedAt(one.day)}, 'minute', ${closed ? openedAt(one.day).replace("08:", "09:") : null},
      ${closed ? "minute" : null}, ${openedAt(one.day)}, ${one.reopened}, ${one.promised},
      ${one.struckOut ? openedAt(28) : null}, ${one.struckOut ? "Prov" : null}, ${openedAt(one.day)})`.execute(
    house.db,
  );
  for (const service_id of one.serviceIds)
    await house.db.insertInto("incident_service").values({ incident_id: one.id, service_id }).execute();
  for (const system_id of one.systemIds)
    await house.db.insertInto("incident_system").values({ incident_id: one.id, system_id }).execute();
}

const actorSees = (actor: Actor, alias: string) =>
  visible(actor, "incident:read", sql.ref(`${alias}.unit_id`));

/** Walks the list by cursor, three rows at a time. */
async function walk(actor: Actor, input: object): Promise<{ ids: string[]; count: number }> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await listIncidents.call(house.runtime, actor, {
      ...input,
      limit: 3,
      ...(cursor !== undefined && { cursor }),
    });
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) return { ids, count: page.total.count };
    cursor = page.nextCursor;
  }
}

describe("a filter", () => {
  test("finds, counts and orders what its definition says, for whoever asks", async () => {
    const those = fc.sample(drawn, { numRuns: 40, seed: 7 }).map((one) => ({
      ...one,
      unitId: one.unitId === "north" ? house.units.north : house.units.south,
    }));
    for (const one of those) await insert(one);
    const newest = those.toSorted((a, b) => b.day - a.day || (a.id < b.id ? 1 : -1));
    const property = fc.asyncProperty(
      filters,
      fc.constantFrom("opened" as const, "-opened" as const, "priority" as const),
      fc.boolean(),
      fc.integer({ min: 1, max: 12 }),
      async (filter, sort, scoped, most) => {
        const actor = scoped ? southern : admin;
        const { unit, ...rest } = filter;
        const input = { ...rest, sort, ...(unit !== undefined && { unitId: [house.units[unit]] }) };
        const expected = orders[sort](newest.filter((one) => fits(one, filter, actor)));
        const found = await walk(actor, input);
        expect(found.count).toBe(expected.length);
        const narrowed = await narrow(house.db, incidentFilter.parse(input), {
          seen: actorSees(actor, "i"),
          seenHits: actorSees(actor, "h"),
          now: house.clock.now(),
        });
        expect(await countUpTo(house.db, narrowed, most)).toBe(Math.min(most, expected.length));
        expect(found.ids).toEqual(expected.map(({ id }) => id));
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });
});

describe("what is copied to the hits of an incident", () => {
  async function untrue(): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from (
        select incident_id, opened_at, unit_id, listed, counted from incident_service
        union all select incident_id, opened_at, unit_id, listed, counted from incident_system) h
      join incident i on i.id = h.incident_id
      where (h.opened_at, h.unit_id, h.listed, h.counted) is distinct from
        (i.opened_at, i.unit_id, i.struck_out_at is null, i.struck_out_at is null and i.state <> 'cancelled')`.execute(
      house.db,
    );
    return rows[0]?.n ?? -1;
  }

  test("stays true whatever is done with the incident", async () => {
    const named = { serviceIds: [services[0]?.id ?? ""], systemIds: [systems[0] ?? ""] };
    const input = { title: "Kopierad", started: { at: openedAt(2) }, unitId: house.units.north, ...named };
    const incident = await reportIncident.call(house.runtime, admin, input, house.call());
    const acts = [
      [correctIncident, { unitId: house.units.south }],
      [correctIncident, { times: { detected: { at: openedAt(3) } }, reason: "Loggen visar det." }],
      [nameHits, { serviceIds: named.serviceIds, systemIds: systems.slice(0, 2) }],
      [cancelIncident, { reason: "Fel." }],
      [reopenIncident, { reason: "Rätt." }],
      [strikeOut, { reason: "Dubbel." }],
    ] as const;
    let version = incident.version;
    for (const [verb, more] of acts) {
      const asked = { incidentId: incident.id, version, ...more };
      const after = (await verb.execute(house.runtime, admin, asked, house.call())) as IncidentView;
      version = after.version;
      expect(await untrue()).toBe(0);
    }
    const kept = await house.db
      .selectFrom("incident_system")
      .selectAll()
      .where("incident_id", "=", incident.id)
      .execute();
    expect(kept).toHaveLength(2);
    expect(kept[0]).toMatchObject({
      opened_at: openedAt(3),
      unit_id: house.units.south,
      listed: false,
      counted: false,
    });
  });
});
