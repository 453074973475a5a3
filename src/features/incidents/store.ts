import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import { AppError } from "../../shared/errors.ts";
import { formatInstant } from "../../shared/format.ts";
import type { Instant, PreciseInstant } from "../../shared/time.ts";
import type { Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import type { Subject } from "../../platform/journal/entry.ts";
import type { IncidentTimes, IncidentView } from "./contract.ts";
import { everything, findRecord, seesIncidents, viewOf, type IncidentRecord } from "./queries-incident.ts";
import { contradicted, remember } from "./said.ts";
import { contradiction } from "./times.ts";

export function incidentSubject(id: string, unitId: string): Subject {
  return { type: "incident", id, unitId, needs: "incident:read" };
}

export async function readTimeZone(db: Db | Tx): Promise<string> {
  const row = await db.selectFrom("organisation").select("time_zone").executeTakeFirst();
  return row?.time_zone ?? "Europe/Stockholm";
}

/** The unit of an incident: what a write on it is authorised by. Throws `record.not-found`. */
export async function unitOfIncident(tx: Tx, incidentId: string): Promise<string[]> {
  const row = await tx
    .selectFrom("incident")
    .select("unit_id")
    .where("id", "=", incidentId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("record.not-found");
  return [row.unit_id];
}

interface Lock {
  tx: Tx;
  actor: Actor;
  now: Instant;
  input: { incidentId: string; version: number };
}

/**
 * Locks an incident for an edit. Throws `record.stale` with the incident as it is now, so that whoever came second
 * sees what holds; a struck-out one is only read.
 */
export async function lockIncident({ tx, actor, now, input }: Lock): Promise<IncidentRecord> {
  await sql`select from incident where id = ${input.incidentId} for update`.execute(tx);
  const record = await findRecord(tx, input.incidentId, everything);
  if (record.version !== input.version) {
    throw new AppError("record.stale", { current: await viewOf(tx, record, seesIncidents(actor), now) });
  }
  if (record.struck_out_at !== null) throw new AppError("incident.struck-out");
  return record;
}

type Column = string | number | boolean | null;

/** Writes the columns that change, and the version with them. */
export async function saveIncident(
  tx: Tx,
  record: IncidentRecord,
  changes: Readonly<Record<string, Column>>,
  now: Instant,
): Promise<void> {
  await tx
    .updateTable("incident")
    .set({ ...changes, version: record.version + 1, updated_at: now })
    .where("id", "=", record.id)
    .execute();
  await remember(tx, record.id, contradicted(record, changes));
}

/** The answer of every write: the incident as it is after it. */
export async function answerWith(
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Instant },
  incidentId: string,
): Promise<IncidentView> {
  return viewOf(tx, await findRecord(tx, incidentId, everything), seesIncidents(actor), now);
}

/** Refuses times that certainly contradict each other, naming both, unless somebody says why they are right. */
export function checkTimes(times: IncidentTimes, timeZone: string, reason: string | null | undefined): void {
  if (reason !== null && reason !== undefined) return;
  const found = contradiction(times, timeZone);
  if (found === null) return;
  const said = (time: PreciseInstant | null, language: "sv" | "en") =>
    time === null ? "" : formatInstant(time.at, { language, timeZone }, time.precision);
  throw new AppError("incident.times-out-of-order", {
    params: {
      earlier: found.earlier,
      earlierAt: said(times[found.earlier], "sv"),
      earlierAtEnglish: said(times[found.earlier], "en"),
      later: found.later,
      laterAt: said(times[found.later], "sv"),
      laterAtEnglish: said(times[found.later], "en"),
    },
  });
}

/** The year of its number: when it was opened, in the organisation's zone. */
export function yearOf(instant: Instant, timeZone: string): number {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).year;
}
