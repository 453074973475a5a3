import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Precision } from "../../../shared/time.ts";
import { between, within, type Filling, type Moments } from "./scope.ts";

/** Incidents of the report's area: those that hit one of its services. */
function inArea({ area }: Filling, incidentId: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (area === null) return sql<SqlBool>`true`;
  return sql<SqlBool>`exists (select from incident_service x join catalogue_node s on s.id = x.service_id
    where x.incident_id = ${incidentId} and s.area_id = ${area.id})`;
}

export interface MajorRow {
  id: string;
  number: string;
  title: string;
  ground: string | null;
  services: string[];
  systems: string[];
  openedAt: string;
  startedAt: string | null;
  startedPrecision: Precision | null;
  detectedAt: string | null;
  detectedPrecision: Precision | null;
  restoredAt: string | null;
  restoredPrecision: Precision | null;
}

export async function majorsBetween(filling: Filling, moments: Moments, limit: number): Promise<MajorRow[]> {
  const { rows } = await sql<MajorRow>`
    select i.id, i.number, i.title, i.major_ground as ground, i.opened_at as "openedAt",
      i.started_at as "startedAt", i.started_precision as "startedPrecision",
      i.detected_at as "detectedAt", i.detected_precision as "detectedPrecision",
      i.restored_at as "restoredAt", i.restored_precision as "restoredPrecision",
      array(select s.name from incident_service x join catalogue_node s on s.id = x.service_id
        where x.incident_id = i.id order by s.name collate sv) as services,
      array(select s.name from incident_system x join catalogue_node s on s.id = x.system_id
        where x.incident_id = i.id order by s.name collate sv) as systems
    from incident_fact i
    where i.major and ${between(sql.ref("i.opened_at"), moments)}
      and ${within(filling, "i.unit_id", "incident:read")} and ${inArea(filling, sql.ref("i.id"))}
    order by i.opened_at, i.id limit ${limit}`.execute(filling.db);
  return rows;
}

export interface BreachRow {
  id: string;
  number: string;
  title: string;
  risk: "none" | "risk" | "high" | null;
  incidentId: string | null;
  areaId: string | null;
  serviceId: string | null;
  systemId: string | null;
  service: string | null;
  system: string | null;
  discoveredAt: string;
  discoveredPrecision: Precision;
}

export async function breachesBetween(
  filling: Filling,
  moments: Moments,
  limit: number,
): Promise<BreachRow[]> {
  const { rows } = await sql<BreachRow>`
    select b.id, b.number, b.title, b.risk, b.incident_id as "incidentId", b.area_id as "areaId",
      b.service_id as "serviceId", b.system_id as "systemId", s.name as service, y.name as system, b.discovered_at as "discoveredAt",
      b.discovered_precision as "discoveredPrecision"
    from breach_fact b
    left join catalogue_node s on s.id = b.service_id
    left join catalogue_node y on y.id = b.system_id
    where b.state <> 'dismissed' and ${between(sql.ref("b.discovered_at"), moments)}
      and ${within(filling, "b.unit_id", "breach:read")}
      and ${filling.area === null ? sql`true` : sql`b.area_id = ${filling.area.id}`}
    order by b.discovered_at, b.id limit ${limit}`.execute(filling.db);
  return rows;
}

export interface AreaRecord {
  id: string;
  name: string;
}

export async function areasOf({ db, area }: Filling): Promise<AreaRecord[]> {
  const { rows } = await sql<AreaRecord>`
    select id, name from service_area where ${area === null ? sql`true` : sql`id = ${area.id}`}
    order by position, name collate sv`.execute(db);
  return rows;
}
