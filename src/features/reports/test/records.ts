import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import type { Db } from "../../../platform/database/transaction.ts";
import { newId } from "../../../shared/ids.ts";

let last = 0;
const numberOf = (series: string, at: string) =>
  `${series}-${at.slice(0, 4)}-${String((last += 1)).padStart(4, "0")}`;

/** A service, its area made with it. */
export async function bareService(
  db: Db,
  { name, unitId, area }: { name: string; unitId: string; area: string },
): Promise<string> {
  const [id, areaId] = [newId(), newId()];
  const updated = { updated_at: "2016-01-01T00:00:00Z" };
  await db
    .insertInto("service_area")
    .values({ id: areaId, name: area, ...updated })
    .execute();
  await db
    .insertInto("service")
    .values({ id, name, unit_id: unitId, area_id: areaId, ...updated })
    .execute();
  return id;
}

interface Bare {
  at: string;
  unitId: string;
  serviceId?: string;
}

/** An incident that was detected, restored an hour later and closed. */
export async function bareIncident(db: Db, { at, unitId, serviceId }: Bare): Promise<string> {
  const id = newId();
  const later = at.replace("T08:", "T09:");
  await db
    .insertInto("incident")
    .values({
      id,
      number: numberOf("INC", at),
      unit_id: unitId,
      title: "Lönen går inte att öppna",
      state: "closed",
      detected_at: at,
      detected_precision: "minute",
      restored_at: later,
      restored_precision: "minute",
      recorded_at: at,
      updated_at: at,
    })
    .execute();
  if (serviceId !== undefined)
    await db.insertInto("incident_service").values({ incident_id: id, service_id: serviceId }).execute();
  return id;
}

/** A shortcoming that a breach came of. */
export async function bareDeviation(
  db: Db,
  { at, unitId, serviceId, breach }: Required<Bare> & { breach: string },
): Promise<string> {
  const [id, breachId] = [newId(), newId()];
  const times = { recorded_at: at, updated_at: at };
  await db
    .insertInto("deviation")
    .values({
      id,
      number: numberOf("AVV", at),
      unit_id: unitId,
      kind: "shortcoming",
      title: "Behörigheterna är för vida",
      service_id: serviceId,
      found_at: at,
      found_precision: "day",
      ...times,
    })
    .execute();
  await db
    .insertInto("breach")
    .values({
      id: breachId,
      number: numberOf("PUI", at),
      unit_id: unitId,
      title: breach,
      state: "confirmed",
      service_id: serviceId,
      discovered_at: at,
      discovered_precision: "day",
      ...times,
    })
    .execute();
  await db.insertInto("deviation_breach").values({ deviation_id: id, breach_id: breachId }).execute();
  return id;
}

/** What was written past the verbs left no entry; the journal's position is what answers are kept by. */
export async function moveJournal(owner: Pool): Promise<void> {
  await owner.query(
    `insert into journal_position (position, entry_id, placed_at)
     select coalesce(max(position), 0) + 1, $1, now() from journal_position`,
    [randomUUID()],
  );
}
