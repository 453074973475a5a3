import type { Insertable } from "kysely";
import type { Db } from "../../../platform/database/transaction.ts";
import type { DB } from "../../../platform/database/tables.ts";
import { newId } from "../../../shared/ids.ts";

const AT = "2020-01-01T00:00:00Z";
let last = 0;

type Facts = Partial<Insertable<DB["incident"]>> & { detected_at: string; services?: readonly string[] };

/** An incident as the incidents' own verbs would leave it; minute precision unless said otherwise. */
export async function addIncident(db: Db, unitId: string, facts: Facts): Promise<string> {
  const { services = [], ...rest } = facts;
  const id = newId();
  last += 1;
  const precision = (at: unknown) => (at === undefined || at === null ? null : "minute");
  await db
    .insertInto("incident")
    .values({
      id,
      number: `INC-2020-${String(last).padStart(4, "0")}`,
      unit_id: unitId,
      title: "Störning",
      state: rest.closed_at ? "closed" : rest.restored_at ? "restored" : "in-progress",
      major_ground: rest.major === true ? "Alla drabbade" : null,
      detected_precision: "minute",
      started_precision: precision(rest.started_at),
      acknowledged_precision: precision(rest.acknowledged_at),
      restored_precision: precision(rest.restored_at),
      closed_precision: precision(rest.closed_at),
      recorded_at: AT,
      updated_at: AT,
      ...rest,
    })
    .execute();
  for (const serviceId of services)
    await db.insertInto("incident_service").values({ incident_id: id, service_id: serviceId }).execute();
  return id;
}

export async function addArea(db: Db, name: string): Promise<string> {
  const id = newId();
  await db.insertInto("service_area").values({ id, name, updated_at: AT }).execute();
  return id;
}

export async function addService(
  db: Db,
  unitId: string,
  name: string,
  areaId: string | null,
): Promise<string> {
  const id = newId();
  await db
    .insertInto("service")
    .values({ id, name, unit_id: unitId, area_id: areaId, updated_at: AT })
    .execute();
  return id;
}

export interface Quarter {
  mail: string;
  pay: string;
  hr: string;
}

/** The first quarter of 2023 and one incident of the quarter before; the clock stands in June. */
export async function addQuarter(db: Db, units: { north: string; south: string }): Promise<Quarter> {
  const hr = await addArea(db, "HR");
  const mail = await addService(db, units.north, "E-post", null);
  const pay = await addService(db, units.south, "Lön", hr);
  // Detected 00:30 on 1 January in Stockholm: of 2023 there, of 2022 in UTC.
  await addIncident(db, units.north, {
    detected_at: "2022-12-31T23:30:00Z",
    acknowledged_at: "2022-12-31T23:40:00Z",
    restored_at: "2023-01-01T01:30:00Z",
    closed_at: "2023-01-02T08:00:00Z",
    promised_minutes: 120,
    impact: 1,
    services: [mail],
  });
  // Overlaps itself with the next: 08–11 and 10–12 are four hours.
  await addIncident(db, units.north, {
    detected_at: "2023-02-01T08:00:00Z",
    acknowledged_at: "2023-02-01T08:30:00Z",
    restored_at: "2023-02-01T11:00:00Z",
    closed_at: "2023-04-01T08:00:00Z",
    promised_minutes: 60,
    reopened_count: 1,
    effect: "down",
    services: [mail],
  });
  await addIncident(db, units.north, {
    detected_at: "2023-02-01T10:00:00Z",
    restored_at: "2023-02-01T12:00:00Z",
    restored_precision: "hour",
    major: true,
    services: [mail, pay],
  });
  // Worse, not interrupted: counted as an incident, never as outage time.
  await addIncident(db, units.south, {
    detected_at: "2023-03-31T20:00:00Z",
    effect: "degraded",
    services: [pay],
  });
  // Still going on at the period's end: clipped there.
  await addIncident(db, units.south, {
    detected_at: "2023-03-31T21:00:00Z",
    effect: "down",
    category: "Nät",
    services: [pay],
  });
  // The quarter before, and what is no incident at all.
  await addIncident(db, units.north, {
    detected_at: "2022-11-01T08:00:00Z",
    restored_at: "2022-11-01T09:00:00Z",
  });
  await addIncident(db, units.north, { detected_at: "2023-02-02T08:00:00Z", state: "cancelled" });
  await addIncident(db, units.north, {
    detected_at: "2023-02-02T08:00:00Z",
    struck_out_at: "2023-02-03T08:00:00Z",
    struck_out_reason: "Dubblett",
  });
  return { mail, pay, hr };
}
