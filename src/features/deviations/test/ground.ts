import { Temporal } from "temporal-polyfill";
import type { Db } from "../../../platform/database/transaction.ts";
import { newId } from "../../../shared/ids.ts";

/** What deviations stand on in tests: rows of other features, as their own verbs would leave them. */
export interface Ground {
  db: Db;
  units: { root: string; north: string; south: string };
}

const AT = "2023-03-01T08:00:00Z";
let last = 0;
const next = () => String((last += 1)).padStart(4, "0");

export async function addService(ground: Ground, unitId: string, name = `Tjänst ${next()}`): Promise<string> {
  const id = newId();
  await ground.db.insertInto("service").values({ id, name, unit_id: unitId, updated_at: AT }).execute();
  return id;
}

export async function addIncident(
  { db, units }: Ground,
  facts: { major?: boolean; minutes?: number; promisedMinutes?: number; sourceNumber?: string },
): Promise<{ id: string; number: string }> {
  const id = newId();
  const number = `INC-2023-${next()}`;
  const restored = Temporal.Instant.from(AT).add({ minutes: facts.minutes ?? 30 });
  await db
    .insertInto("incident")
    .values({
      id,
      number,
      unit_id: units.root,
      title: "Störning",
      state: "closed",
      started_at: AT,
      started_precision: "minute",
      restored_at: restored.toString(),
      restored_precision: "minute",
      major: facts.major ?? false,
      major_ground: facts.major === true ? "Alla är drabbade." : null,
      promised_minutes: facts.promisedMinutes ?? null,
      source: facts.sourceNumber === undefined ? null : "fil",
      source_number: facts.sourceNumber ?? null,
      recorded_at: AT,
      updated_at: AT,
    })
    .execute();
  return { id, number };
}

export async function addBreachRow(
  { db, units }: Ground,
  facts: { risk: "none" | "risk" | "high"; sourceNumber?: string },
): Promise<{ id: string; number: string }> {
  const id = newId();
  const number = `PUI-2023-${next()}`;
  await db
    .insertInto("breach")
    .values({
      id,
      number,
      unit_id: units.root,
      title: "Uppgifter synliga",
      risk: facts.risk,
      state: "confirmed",
      discovered_at: AT,
      discovered_precision: "minute",
      source: facts.sourceNumber === undefined ? null : "fil",
      source_number: facts.sourceNumber ?? null,
      recorded_at: AT,
      updated_at: AT,
    })
    .execute();
  return { id, number };
}
