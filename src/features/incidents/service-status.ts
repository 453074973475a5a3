import { sql, type RawBuilder, type SqlBool } from "kysely";
import { z } from "zod";
import type { Db } from "../../platform/database/transaction.ts";
import { query } from "../../platform/verb/query.ts";
import { impactOf, seesService } from "../catalogue/index.ts";
import { serviceStatusList, type Effect, type ServiceStatusRow } from "./contract.ts";
import { effectOf, serviceStatus, type Hit } from "./rules.ts";

interface OpenHit {
  incidentId: string;
  nodeId: string;
  effect: Effect | null;
  impact: number | null;
}

/** Every open incident counts for the status of what it hits, also one that the reader may not read. */
async function readOpenHits(db: Db): Promise<OpenHit[]> {
  const { rows } = await sql<OpenHit>`
    select i.id as "incidentId", h.id as "nodeId", i.effect, i.impact
    from incident i
    join lateral (
      select service_id as id from incident_service where incident_id = i.id
      union all select system_id from incident_system where incident_id = i.id
      union all select target_id from incident_reach
        where incident_id = i.id and target_kind = 'service' and change = 'widened'
    ) h on true
    where i.state in ('new', 'acknowledged', 'in-progress', 'waiting') and i.struck_out_at is null`.execute(
    db,
  );
  return rows;
}

interface Narrowed {
  serviceId: string;
  /** The open incidents that a person said do not reach it, in order. */
  incidentIds: string[];
}

async function readNarrowed(db: Db): Promise<Narrowed[]> {
  const { rows } = await sql<Narrowed>`
    select r.target_id as "serviceId", array_agg(r.incident_id order by r.incident_id) as "incidentIds"
    from incident_reach r join incident i on i.id = r.incident_id
    where r.target_kind = 'service' and r.change = 'narrowed' and i.struck_out_at is null
      and i.state in ('new', 'acknowledged', 'in-progress', 'waiting')
    group by r.target_id`.execute(db);
  return rows;
}

type Listed = Omit<ServiceStatusRow, "status"> & { planned: boolean };

async function readServices(
  db: Db,
  now: string,
  seen: { service: RawBuilder<SqlBool>; incident: RawBuilder<SqlBool> },
): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select s.id as "serviceId", s.name as "serviceName", a.id as "areaId", a.name as "areaName", s.vital,
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'title', i.title,
          'state', i.state, 'since', coalesce(i.started_at, i.opened_at)) order by i.priority, i.opened_at)
        from incident_service h join incident i on i.id = h.incident_id
        where h.service_id = s.id and i.state in ('new', 'acknowledged', 'in-progress', 'waiting')
          and i.struck_out_at is null and ${seen.incident}), '[]') as incidents,
      coalesce(p.outages, '[]') as "plannedOutages", coalesce(p.now, false) as planned
    from service s left join service_area a on a.id = s.area_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'title', p.title,
               'startsAt', p.starts_at, 'endsAt', p.ends_at) order by p.starts_at) as outages,
             bool_or(p.state = 'ongoing' or p.starts_at <= ${now}::timestamptz) as now
      from planned_outage_service h join planned_outage p on p.id = h.planned_outage_id
      where h.service_id = s.id and p.state in ('planned', 'ongoing')
        and (p.state = 'ongoing' or p.ends_at > ${now}::timestamptz)
        and p.starts_at < ${now}::timestamptz + interval '14 days'
    ) p on true
    where s.retired_at is null and ${seen.service}
    order by a.position nulls last, a.name collate sv, s.name collate sv`.execute(db);
  return rows;
}

/** One flood through the graph for all that is open: two faults together may fell what neither fells alone. */
async function flood(db: Db, open: readonly OpenHit[]): Promise<Map<string, Hit[]>> {
  const ids = (effect: Effect) =>
    open.filter((hit) => effectOf(hit.effect, hit.impact) === effect).map(({ nodeId }) => nodeId);
  if (open.length === 0) return new Map();
  const { nodes } = await impactOf(
    db,
    { fallen: ids("down"), degraded: ids("degraded") },
    () => sql<SqlBool>`true`,
  );
  return new Map(
    nodes.map(({ id, effect }) => [
      id,
      [{ effect: effect === "fallen" ? "down" : "degraded", reach: "falls" }],
    ]),
  );
}

/** A service taken out of the reach of some incidents is judged by the others: one more flood for each such set. */
async function readHits(db: Db): Promise<Map<string, Hit[]>> {
  const open = await readOpenHits(db);
  const hits = await flood(db, open);
  const sets = Map.groupBy(await readNarrowed(db), ({ incidentIds }) => incidentIds.join());
  for (const [, narrowed] of sets) {
    const away = new Set(narrowed[0]?.incidentIds);
    const others = await flood(
      db,
      open.filter(({ incidentId }) => !away.has(incidentId)),
    );
    for (const { serviceId } of narrowed) hits.set(serviceId, others.get(serviceId) ?? []);
  }
  return hits;
}

export const readServiceStatuses = query({
  name: "service-status.list",
  summary:
    "The status of every service, derived from open incidents, what hangs on what, and planned outages.",
  http: { method: "GET", path: "/service-statuses" },
  needs: "catalogue:read",
  input: z.object({}),
  output: serviceStatusList,
  async run({ db, sees, now }) {
    const hits = await readHits(db);
    const service = seesService((column) => sees(column), "s");
    const services = await readServices(db, now, { service, incident: sees("i.unit_id", "incident:read") });
    return {
      items: services.map(({ planned, ...row }) => ({
        ...row,
        status: serviceStatus(hits.get(row.serviceId) ?? [], planned),
      })),
    };
  },
});
