import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { Tx } from "../../../platform/database/transaction.ts";
import { changesOf, type Change } from "../../../platform/verb/changes.ts";
import { importedIncident, timeNames, type ImportedIncident, type IncidentState } from "../contract.ts";
import { readRecords, timesOf, type IncidentRecord } from "../queries-incident.ts";
import { saidOf } from "../said.ts";
import { contradiction } from "../times.ts";
import type { Arriving } from "./incident-columns.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A field where a person's word stands although the source now says something else. */
interface Kept {
  stands: unknown;
  said: unknown;
}

/** A record that stands here already, with what a person changed since. */
export interface Merged extends Arriving {
  changes: Record<string, Change>;
  kept: Record<string, Kept>;
  /** What the source says of the fields that a person changed, for the next time. */
  said: Fields;
}

interface Standing extends IncidentRecord {
  source_said: Fields | null;
  service_ids: string[];
  system_ids: string[];
}

const life: readonly IncidentState[] = [
  "new",
  "acknowledged",
  "waiting",
  "in-progress",
  "restored",
  "closed",
  "cancelled",
];

/** A step is no correction: an incident that has come further in the source has come further here. */
function hasComeFurther(stands: IncidentState, told: IncidentState): boolean {
  return life.indexOf(told) > life.indexOf(stands);
}

/** Acknowledged here after it had ended by the source: that was no step of its life. */
function cameTooLate(record: ImportedIncident, row: Standing, timeZone: string): boolean {
  const { acknowledged } = timesOf(row);
  return record.acknowledged === null && contradiction({ ...record, acknowledged }, timeZone) !== null;
}

function isKept(name: string, record: ImportedIncident, row: Standing, timeZone: string): boolean {
  if (!hasComeFurther(row.state, record.state)) return true;
  return name !== "state" && !(name === "acknowledged" && cameTooLate(record, row, timeZone));
}

/** Three ways: what the source said last, what it says now, and what stands here. */
function merge(arriving: Arriving, row: Standing, timeZone: string): Merged {
  const standing: Fields = { ...saidOf(row), serviceIds: row.service_ids, systemIds: row.system_ids };
  const told: Fields = sorted(arriving.record);
  const corrected = Object.entries(row.source_said ?? {}).filter(
    ([name]) =>
      !isDeepStrictEqual(told[name], standing[name]) && isKept(name, arriving.record, row, timeZone),
  );
  const mine = Object.fromEntries(corrected.map(([name]) => [name, standing[name]]));
  // Why a person's times may stand in another order stays with them.
  const timesReason =
    arriving.record.timesReason ?? (timeNames.some((name) => name in mine) ? row.times_reason : null);
  const kept = corrected
    .filter(([name, before]) => !isDeepStrictEqual(told[name], before))
    .map(([name]) => [name, { stands: standing[name], said: told[name] }] as const);
  const record = importedIncident.parse({ ...arriving.record, ...mine, timesReason });
  const wanted: Fields = sorted(record);
  const compared = Object.fromEntries(Object.keys(standing).map((name) => [name, wanted[name]]));
  return {
    ...arriving,
    record,
    changes: changesOf(standing, compared),
    kept: Object.fromEntries(kept),
    said: Object.fromEntries(corrected.map(([name]) => [name, told[name]])),
  };
}

function sorted(record: ImportedIncident): ImportedIncident {
  const { serviceIds, systemIds } = record;
  const set = (ids: readonly string[]) => [...new Set(ids)].toSorted();
  return { ...record, serviceIds: set(serviceIds), systemIds: set(systemIds) };
}

/** What a newer import leaves of each: a field that a person changed since the source last spoke stays theirs. */
export async function mergeWithStanding(
  tx: Tx,
  updated: readonly Arriving[],
  timeZone: string,
): Promise<Merged[]> {
  if (updated.length === 0) return [];
  const ids = updated.map(({ id }) => id);
  const records = await readRecords(tx, ids);
  const { rows } = await sql<Pick<Standing, "id" | "source_said" | "service_ids" | "system_ids">>`
    select i.id, i.source_said,
      array(select service_id::text from incident_service where incident_id = i.id order by 1) as service_ids,
      array(select system_id::text from incident_system where incident_id = i.id order by 1) as system_ids
    from incident i where i.id = any(${ids}::uuid[])`.execute(tx);
  const more = new Map(rows.map((row) => [row.id, row]));
  const standing = new Map(records.map((record) => [record.id, record]));
  return updated.map((arriving) => {
    const record = standing.get(arriving.id);
    const row = more.get(arriving.id);
    if (record === undefined || row === undefined) throw new Error("A locked incident is gone.");
    return merge(arriving, { ...record, ...row }, timeZone);
  });
}
