import { sql } from "kysely";
import { loadUnitNames, type UnitNames } from "../../organisation/index.ts";
import type { RowFault } from "../../../shared/stored.ts";
import type { Storing } from "../../../platform/verb/storing.ts";
import {
  alsoChanged,
  countOutcomes,
  folded,
  idsOf,
  stated,
  tidied,
  upsertRows,
  type Resolved,
  type RowOutcome,
  type UpsertTable,
  type Upserted,
} from "../../../platform/verb/upsert.ts";
import { useSubject } from "../graph/use-subject.ts";
import { ownedSubject } from "../subjects.ts";
import { resolveServices } from "./resolve.ts";
import { rowFault } from "./row-faults.ts";

/** That a unit uses a service, as a file writes it. An unknown service is added. */
export interface UseRow {
  service: string;
  /** By code, path or name. */
  unit: string;
}

type WithUnit<Row> = { row: Row; unitId: string } | { faults: RowFault[] };

function withUnit<Row extends { unit: string }>(units: UnitNames, row: Row, name: string): WithUnit<Row> {
  if (folded(name) === "") return { faults: [rowFault("name", "empty")] };
  const found = units.find(row.unit);
  return "fault" in found ? { faults: [{ path: "unit", ...found.fault }] } : { row, unitId: found.id };
}

/** Adds uses, set by set, inside a bulk write; a use is there or not, so none is changed. */
export async function upsertUses(context: Storing, rows: readonly UseRow[]): Promise<Upserted> {
  const units = await loadUnitNames(context.tx);
  const wanted = rows.map((row) => withUnit(units, row, row.service));
  const good = wanted.flatMap((item) => ("row" in item ? [item] : []));
  const services = await resolveServices(
    context,
    good.map((item) => item.row.service),
  );
  const pairs = good.map((item) => ({ serviceId: services(item.row.service) ?? "", unitId: item.unitId }));
  const { rows: added } = await sql<{ serviceId: string; unitId: string }>`
    insert into service_use (service_id, unit_id)
    select * from unnest(${pairs.map((pair) => pair.serviceId)}::uuid[], ${pairs.map((pair) => pair.unitId)}::uuid[])
    on conflict do nothing returning service_id as "serviceId", unit_id as "unitId"`.execute(context.tx);
  for (const { serviceId, unitId } of added) {
    context.note({ kind: "service-use.added", subject: useSubject(serviceId, unitId), body: { unitId } });
  }
  const fresh = new Set(added.map((pair) => `${pair.serviceId} ${pair.unitId}`));
  const outcomes = wanted.map((item): RowOutcome => {
    if ("faults" in item) return { outcome: "refused", faults: item.faults };
    const id = services(item.row.service) ?? "";
    return { outcome: fresh.delete(`${id} ${item.unitId}`) ? "added" : "unchanged", id };
  });
  return countOutcomes(outcomes);
}

/** An activity as a file writes it. Known by its unit and name. */
export interface ActivityRow {
  name: string;
  /** By code, path or name. */
  unit: string;
  /** Services that it needs, by name; those it needed before stay. */
  services?: readonly string[] | undefined;
}

const activityTable: UpsertTable = {
  table: "activity",
  noun: "activity",
  columns: ["unit_id", "name"],
  existing: (keys) => sql`
    select id, unit_id::text || ' ' || lower(name collate sv) as key, unit_id, name from activity
    where unit_id::text || ' ' || lower(name collate sv) = any(${keys}) for update`,
  subjectOf: (id, cells) => ownedSubject("activity", { id, unitId: String(cells["unit_id"]) }),
};

/** Adds and changes activities with the services that they need, set by set, inside a bulk write. */
export async function upsertActivities(context: Storing, rows: readonly ActivityRow[]): Promise<Upserted> {
  const units = await loadUnitNames(context.tx);
  const wanted = rows.map((row) => withUnit(units, row, row.name));
  const services = await resolveServices(
    context,
    wanted.flatMap((item) => ("row" in item ? (item.row.services ?? []) : [])),
  );
  const resolved = wanted.map((item): Resolved =>
    "faults" in item
      ? item
      : {
          key: `${item.unitId} ${folded(item.row.name)}`,
          states: stated({ unit_id: item.unitId, name: tidied(item.row.name) }),
          whenNew: {},
        },
  );
  const stored = await upsertRows(context, activityTable, resolved);
  const ids = idsOf(stored);
  const needs = rows.flatMap((row, index) => {
    const item = wanted[index];
    const activityId = ids[index] ?? null;
    if (activityId === null || item === undefined || "faults" in item) return [];
    return (row.services ?? []).flatMap((name) => {
      const serviceId = services(name);
      return serviceId === null ? [] : [{ index, activityId, serviceId, unitId: item.unitId }];
    });
  });
  return alsoChanged(stored, await addNeeds(context, needs));
}

interface Need {
  index: number;
  activityId: string;
  serviceId: string;
  unitId: string;
}

/** Says which rows brought a need that was not there. */
async function addNeeds({ tx, note }: Storing, needs: readonly Need[]): Promise<Set<number>> {
  if (needs.length === 0) return new Set();
  const { rows: added } = await sql<{ activityId: string; serviceId: string }>`
    insert into activity_service (activity_id, service_id)
    select * from unnest(${needs.map((need) => need.activityId)}::uuid[], ${needs.map((need) => need.serviceId)}::uuid[])
    on conflict do nothing returning activity_id as "activityId", service_id as "serviceId"`.execute(tx);
  const fresh = new Set(added.map((need) => `${need.activityId} ${need.serviceId}`));
  const brought = needs.filter((need) => fresh.has(`${need.activityId} ${need.serviceId}`));
  for (const [activityId, ofActivity] of Map.groupBy(brought, (need) => need.activityId)) {
    const [{ unitId } = { unitId: "" }] = ofActivity;
    note({
      kind: "activity.services-added",
      subject: ownedSubject("activity", { id: activityId, unitId }),
      body: { serviceIds: [...new Set(ofActivity.map((need) => need.serviceId))] },
    });
  }
  return new Set(brought.map((need) => need.index));
}
