import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Dimension } from "./contract.ts";

/** How incidents are divided: an incident once for each value that it has, once with null where it has none. */
interface Grouping {
  /** Rows of `incident_figure` as far as `where` selects them, each with the `target` that it is counted under. */
  rows: (where: RawBuilder<SqlBool>) => RawBuilder<unknown>;
  /** What people call the target `g.id`. */
  label: RawBuilder<unknown>;
}

const plain = (column: string, label: RawBuilder<unknown> = sql`null::text`): Grouping => ({
  rows: (where) => sql`select i.*, ${sql.ref(`i.${column}`)} as target from incident_figure i where ${where}`,
  label,
});

/** The list itself holds each only once. */
const listed = (column: "services" | "systems", label: RawBuilder<unknown>): Grouping => {
  const list = sql.ref(`i.${column}`);
  return {
    rows: (
      where,
    ) => sql`select i.*, unnest(case when ${list} = '{}' then array[null::uuid] else ${list} end) as target
      from incident_figure i where ${where}`,
    label,
  };
};

// Two services may be of one area: only for incidents with several is it looked whether they are. Few combinations of
// services occur, so those are taken apart, not each incident.
const area: Grouping = {
  rows: (where) => sql`
    select i.*, s.area_id as target from incident_figure i left join service s on s.id = i.services[1]
    where cardinality(i.services) < 2 and ${where}
    union all
    select i.*, h.area_id from incident_figure i join (
      select distinct x.services, s.area_id from (
        select distinct i.services from incident_figure i where cardinality(i.services) > 1 and ${where}) x
      join service s on s.id = any(x.services)) h on h.services = i.services
    where cardinality(i.services) > 1 and ${where}`,
  label: sql`(select a.name from service_area a where a.id = g.id)`,
};

// A supplier may deliver a system under several agreements: their days are merged first, so that an incident of one
// system meets each supplier once. The days are those of incident_supplier.
const delivered = sql`(
  select p.system_id, p.supplier_id, range_agg(daterange(p.valid_from, p.valid_to, '[]')) as days
  from system_supplier p group by 1, 2)`;
const openedOn = sql`(i.opened_at at time zone 'UTC')::date`;
const supplier: Grouping = {
  rows: (where) => sql`
    select i.*, p.supplier_id as target from incident_figure i
    left join ${delivered} p on p.system_id = i.systems[1] and p.days @> ${openedOn}
    where cardinality(i.systems) < 2 and ${where}
    union all
    select i.*, h.supplier_id from incident_figure i left join (
      select distinct i.id, p.supplier_id
      from (select i.id, i.opened_at, unnest(i.systems) as system_id from incident_figure i
            where cardinality(i.systems) > 1 and ${where}) i
      join ${delivered} p on p.system_id = i.system_id and p.days @> ${openedOn}) h on h.id = i.id
    where cardinality(i.systems) > 1 and ${where}`,
  label: sql`(select p.name from supplier p where p.id = g.id)`,
};

export const groupings: Record<Dimension, Grouping> = {
  service: listed("services", sql`(select s.name from service s where s.id = g.id)`),
  area,
  system: listed("systems", sql`(select y.name from system y where y.id = g.id)`),
  supplier,
  unit: plain("unit_id", sql`(select u.name from unit u where u.id = g.id)`),
  priority: plain("priority"),
  category: plain("category"),
  cause: plain("cause"),
  state: plain("state"),
  source: plain("source"),
  assignmentGroup: plain("assignment_group"),
};
