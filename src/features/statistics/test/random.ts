import fc from "fast-check";
import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import type { Db } from "../../../platform/database/transaction.ts";
import { newId } from "../../../shared/ids.ts";
import { recorded, type Fact } from "./reference.ts";

const day = 86_400;
const first = Date.UTC(2022, 11, 1) / 1000;
const soon = fc.oneof(fc.integer({ min: -day, max: 4 * day }), fc.integer({ min: 25 * day, max: 70 * day }));
const later = (from: number) => fc.option(soon.map((after) => from + after));
const some = (most: number) => fc.uniqueArray(fc.nat(most), { maxLength: 3 });

/** Times in any order and any of them unknown, as imports bring them; some last for months. */
export const factArbitrary: fc.Arbitrary<Fact> = fc
  .integer({ min: first, max: first + 120 * day })
  .chain((at) =>
    fc.record<Fact>({
      unit: fc.nat(1),
      detected: fc.option(fc.constant(at), { freq: 9 }),
      started: fc.option(fc.integer({ min: at - 2 * day, max: at })),
      acknowledged: later(at),
      restored: later(at),
      closed: later(at),
      state: fc.constantFrom("in-progress", "waiting", "restored", "closed", "closed", "closed", "cancelled"),
      struckOut: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      effect: fc.constantFrom("down", "degraded", null),
      impact: fc.constantFrom(1, 2, 3, null),
      major: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
      promised: fc.option(fc.integer({ min: 1, max: 6_000 })),
      sourceKept: fc.constantFrom(true, false, null, null),
      reopened: fc.nat(1),
      category: fc.constantFrom("Nät", "nät", "Skrivare", null),
      hourly: fc.constantFrom("detected", "acknowledged", "restored", null),
      services: some(3),
      systems: some(3),
    }),
  );

export interface Catalogue {
  units: readonly string[];
  services: readonly string[];
  systems: readonly string[];
}

export const instantOf = (seconds: number) =>
  Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString();
export const secondsOf = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds / 1000;
const known = (seconds: number | null) => (seconds === null ? null : instantOf(seconds));

function rowOf(fact: Fact, { units }: Catalogue) {
  const precise = (name: Fact["hourly"], at: number | null) =>
    at === null ? null : fact.hourly === name ? "hour" : "minute";
  return {
    unit_id: units[fact.unit] ?? "",
    title: "Störning",
    state: fact.state,
    started_at: known(fact.started),
    // Where nobody detected it, the precision of what is counted from instead is what matters.
    started_precision: precise(fact.detected === null ? "detected" : null, fact.started),
    detected_at: known(fact.detected),
    detected_precision: precise("detected", fact.detected),
    acknowledged_at: known(fact.acknowledged),
    acknowledged_precision: precise("acknowledged", fact.acknowledged),
    restored_at: known(fact.restored),
    restored_precision: precise("restored", fact.restored),
    closed_at: known(fact.closed),
    closed_precision: precise(null, fact.closed),
    struck_out_at: fact.struckOut ? instantOf(recorded) : null,
    effect: fact.effect,
    impact: fact.impact,
    major: fact.major,
    major_ground: fact.major ? "Alla drabbade" : null,
    promised_minutes: fact.promised,
    source_promise_kept: fact.sourceKept,
    reopened_count: fact.reopened,
    category: fact.category,
    updated_at: instantOf(recorded),
  };
}

async function name(db: Db, id: string, fact: Fact, catalogue: Catalogue): Promise<void> {
  const services = fact.services.map((place) => catalogue.services[place]);
  const systems = fact.systems.map((place) => catalogue.systems[place]);
  await sql`insert into incident_service (incident_id, service_id)
    select ${id}::uuid, x from unnest(${services}::uuid[]) x`.execute(db);
  await sql`insert into incident_system (incident_id, system_id)
    select ${id}::uuid, x from unnest(${systems}::uuid[]) x`.execute(db);
}

let last = 0;

/** Stores the first, then changes into the second where there is one, as edits do. */
export async function storeFact(
  db: Db,
  before: Fact,
  after: Fact | null,
  catalogue: Catalogue,
): Promise<void> {
  const id = newId();
  last += 1;
  const number = `INC-2022-${last}`;
  const row = { id, number, recorded_at: instantOf(recorded), ...rowOf(before, catalogue) };
  await db.insertInto("incident").values(row).execute();
  await name(db, id, before, catalogue);
  if (after === null) return;
  await db.updateTable("incident").set(rowOf(after, catalogue)).where("id", "=", id).execute();
  await db.deleteFrom("incident_service").where("incident_id", "=", id).execute();
  await db.deleteFrom("incident_system").where("incident_id", "=", id).execute();
  await name(db, id, after, catalogue);
}
