import { sql, type RawBuilder, type SqlBool } from "kysely";
import { visible } from "../../platform/actor.ts";
import type { Db } from "../../platform/database/transaction.ts";
import type { Instant } from "../../shared/time.ts";
import { lastingAfter } from "./queries-backlog.ts";
import type { Measured } from "./queries-measures.ts";
import { incidentsSeen, type Asking, type Bounds } from "./queries-seen.ts";

export interface OutageOfService {
  serviceId: string;
  service: string;
  areaId: string | null;
  area: string | null;
  measured: Measured;
}

const ofServices = ({ filter }: Asking): RawBuilder<SqlBool> => {
  const all: RawBuilder<SqlBool>[] = [sql<SqlBool>`true`];
  if (filter.serviceId !== undefined) all.push(sql`s.id = ${filter.serviceId}`);
  if (filter.areaId !== undefined) all.push(sql`s.area_id = ${filter.areaId}`);
  return sql<SqlBool>`${sql.join(all, sql` and `)}`;
};

const merged = (spans: RawBuilder<unknown>, asking: Asking) => sql<OutageOfService>`
  select s.id as "serviceId", s.name as service, a.id as "areaId", a.name as area,
    json_build_object(
      'value', (select sum(extract(epoch from upper(r) - lower(r)))::float8 / 60 from unnest(d.ranges) r),
      'p90', null, 'n', d.n, 'imprecise', d.imprecise) as measured
  from (select service_id, range_agg(span) as ranges, count(*) as n, count(*) filter (where imprecise) as imprecise
        from (${spans}) x where not isempty(span) group by service_id) d
  join service s on s.id = d.service_id left join service_area a on a.id = s.area_id
  where ${ofServices(asking)}
  order by (select sum(upper(r) - lower(r)) from unnest(d.ranges) r) desc, s.name`;

/**
 * Minutes that each service was interrupted within the bounds: overlapping incidents once, open ones until now.
 * An incident that is over without any known end has no length and is left out.
 */
export async function outageByService(
  db: Db,
  { start, end }: Bounds,
  now: Instant,
  asking: Asking,
): Promise<OutageOfService[]> {
  const from = sql`${start}::timestamptz`;
  const last = sql`least(${end}::timestamptz, ${now}::timestamptz)`;
  const part = (over: RawBuilder<unknown>, which: RawBuilder<unknown>) => sql`
    select unnest(i.services) as service_id, i.imprecise,
      tstzrange(greatest(i.down_from, ${from}),
                greatest(least(${over}, ${last}), greatest(i.down_from, ${from}))) as span
    from incident_figure i
    where i.interrupting and i.down_from < ${last} and ${which} and ${incidentsSeen(asking)}`;
  // In three parts, so that those that are over are found by when they ended, however long ago the period is: one
  // that ended more than 31 days after it lasted.
  const until = sql`${last} + ${lastingAfter}`;
  const spans = sql`${part(sql`i.ended_at`, sql`i.ended_at > ${from} and i.ended_at <= ${until}`)}
    union all ${part(sql`i.ended_at`, sql`i.lasting and i.ended_at > ${until} and i.ended_at > ${from}`)}
    union all ${part(last, sql`i.open`)}`;
  return (await merged(spans, asking).execute(db)).rows;
}

/** Minutes that each service was planned to be out within the bounds; a finished one until it was finished. */
export async function plannedByService(
  db: Db,
  { start, end }: Bounds,
  asking: Asking,
): Promise<OutageOfService[]> {
  // As the list shows them: to whoever sees the unit that plans it, or one that it is for.
  const seen = (column: string) => visible(asking.actor, "planned-outage:read", sql.ref(column));
  const spans = sql`
    select h.service_id, false as imprecise,
      tstzrange(greatest(p.starts_at, ${start}::timestamptz),
                greatest(least(coalesce(p.completed_at, p.ends_at), ${end}::timestamptz),
                         greatest(p.starts_at, ${start}::timestamptz))) as span
    from planned_outage_fact p join planned_outage_service h on h.planned_outage_id = p.id
    where p.starts_at < ${end}::timestamptz and coalesce(p.completed_at, p.ends_at) > ${start}::timestamptz
      and (${seen("p.unit_id")} or exists (
        select from planned_outage_unit f where f.planned_outage_id = p.id and ${seen("f.unit_id")}))`;
  return (await merged(spans, asking).execute(db)).rows;
}
