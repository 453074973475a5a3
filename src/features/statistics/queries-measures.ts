import { sql, type RawBuilder, type SqlBool } from "kysely";
import { visible, type Actor } from "../../platform/actor.ts";
import type { Db } from "../../platform/database/transaction.ts";
import type { Instant } from "../../shared/time.ts";
import type { Dimension, FigureFilter, SplitKey } from "./contract.ts";

export interface Bounds {
  start: Instant;
  end: Instant;
}

/** What every statement of a figure stands on: who asks, and what it is narrowed to. */
export interface Asking {
  actor: Actor;
  filter: FigureFilter;
}

export interface Measured {
  value: number | null;
  p90: number | null;
  n: number;
  imprecise: number;
}

/** How a figure over incidents is computed: which moment puts an incident in the period, and what is taken of it. */
interface Measure {
  time: "opened_at" | "restored_at" | "closed_at";
  value: RawBuilder<unknown>;
  n: RawBuilder<unknown>;
  imprecise?: RawBuilder<unknown>;
  percentiles?: true;
}

const none = sql`0`;
const median = (column: RawBuilder<unknown>) =>
  sql`percentile_cont(array[0.5, 0.9]) within group (order by ${column})`;

const measures: Record<SplitKey, Measure> = {
  incidents: { time: "opened_at", value: sql`count(*)`, n: sql`count(*)` },
  majorIncidents: {
    time: "opened_at",
    value: sql`count(*) filter (where i.major)`,
    n: sql`count(*) filter (where i.major)`,
  },
  timeToAcknowledge: {
    time: "opened_at",
    value: median(sql`i.minutes_to_acknowledge`),
    n: sql`count(i.minutes_to_acknowledge)`,
    imprecise: sql`count(i.minutes_to_acknowledge) filter (
      where coalesce(i.detected_precision, i.started_precision, 'minute') <> 'minute'
         or i.acknowledged_precision <> 'minute')`,
    percentiles: true,
  },
  closed: { time: "closed_at", value: sql`count(*)`, n: sql`count(*)` },
  restoredWithinPromise: {
    time: "restored_at",
    value: sql`(count(*) filter (where i.promise_kept))::float8 / nullif(count(i.promise_kept), 0)`,
    n: sql`count(i.promise_kept)`,
  },
  timeToRestore: {
    time: "restored_at",
    value: median(sql`i.minutes_to_restore`),
    n: sql`count(i.minutes_to_restore)`,
    imprecise: sql`count(i.minutes_to_restore) filter (where i.imprecise)`,
    percentiles: true,
  },
  reopenRate: {
    time: "restored_at",
    value: sql`(count(*) filter (where i.reopened_count > 0))::float8 / nullif(count(*), 0)`,
    n: sql`count(*)`,
  },
};

/** The figures that one pass over the same incidents gives. */
export const passes: readonly (readonly SplitKey[])[] = [
  ["incidents", "majorIncidents", "timeToAcknowledge"],
  ["restoredWithinPromise", "timeToRestore", "reopenRate"],
  ["closed"],
];

/** Joins, the value that it groups by, and what people call it. */
interface Grouping {
  /** `cohort` selects the ids of the incidents that are counted: a join that must not count one twice stays small. */
  join: (cohort: RawBuilder<unknown>) => RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  label: RawBuilder<unknown>;
}

const plain = (column: string): Grouping => ({
  join: () => sql``,
  id: sql`${sql.ref(`i.${column}`)}::text`,
  label: sql`null::text`,
});

// A record counts once for each of its services, systems and suppliers, however often it is tied to them.
const groupings: Record<Dimension, Grouping> = {
  service: {
    join: () => sql`left join incident_service h on h.incident_id = i.id`,
    id: sql`h.service_id`,
    label: sql`(select s.name from service s where s.id = g.id::uuid)`,
  },
  area: {
    join: (cohort) => sql`left join (
      select distinct t.incident_id, s.area_id from incident_service t join service s on s.id = t.service_id
      where t.incident_id in (${cohort})) h on h.incident_id = i.id`,
    id: sql`h.area_id`,
    label: sql`(select a.name from service_area a where a.id = g.id::uuid)`,
  },
  system: {
    join: () => sql`left join incident_system h on h.incident_id = i.id`,
    id: sql`h.system_id`,
    label: sql`(select y.name from system y where y.id = g.id::uuid)`,
  },
  supplier: {
    join: (cohort) => sql`left join (
      select distinct t.incident_id, t.supplier_id from incident_supplier t
      where t.incident_id in (${cohort})) h on h.incident_id = i.id`,
    id: sql`h.supplier_id`,
    label: sql`(select p.name from supplier p where p.id = g.id::uuid)`,
  },
  unit: { ...plain("unit_id"), label: sql`(select u.name from unit u where u.id = g.id::uuid)` },
  priority: plain("priority"),
  category: plain("category"),
  cause: plain("cause"),
  state: plain("state"),
  source: plain("source"),
  assignmentGroup: plain("assignment_group"),
};

/** What the figures are narrowed to, over `incident_fact i`; visibility comes first and is never left out. */
export function incidentsSeen({ actor, filter }: Asking): RawBuilder<SqlBool> {
  const { areaId, serviceId, systemId, supplierId, unitId } = filter;
  const all: RawBuilder<SqlBool>[] = [visible(actor, "incident:read", sql.ref("i.unit_id"))];
  if (serviceId !== undefined)
    all.push(
      sql`exists (select from incident_service x where x.incident_id = i.id and x.service_id = ${serviceId})`,
    );
  if (areaId !== undefined)
    all.push(sql`exists (select from incident_service x join service s on s.id = x.service_id
      where x.incident_id = i.id and s.area_id = ${areaId})`);
  if (systemId !== undefined)
    all.push(
      sql`exists (select from incident_system x where x.incident_id = i.id and x.system_id = ${systemId})`,
    );
  if (supplierId !== undefined)
    all.push(
      sql`exists (select from incident_supplier x where x.incident_id = i.id and x.supplier_id = ${supplierId})`,
    );
  if (unitId !== undefined)
    all.push(sql`i.unit_id in (select w.unit_id from unit_within w where w.ancestor_id = ${unitId})`);
  return sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

const columnsOf = (key: SplitKey) => {
  const { value, n, imprecise, percentiles } = measures[key];
  const at = (index: number) => sql`(${value})[${sql.lit(index)}]`;
  return sql`json_build_object('value', ${percentiles === true ? at(1) : value},
    'p90', ${percentiles === true ? at(2) : sql`null`}, 'n', ${n}, 'imprecise', ${imprecise ?? none})`;
};

const within = (key: SplitKey, { start, end }: Bounds) => {
  const time = sql.ref(`i.${measures[key].time}`);
  return sql<SqlBool>`${time} >= ${start}::timestamptz and ${time} < ${end}::timestamptz`;
};

/** Several figures over the same incidents in one pass. */
export async function measureTotals<Key extends SplitKey>(
  db: Db,
  keys: readonly Key[],
  bounds: Bounds,
  asking: Asking,
): Promise<Partial<Record<Key, Measured>>> {
  const [first] = keys;
  if (first === undefined) return {};
  const columns = keys.map((key) => sql`${columnsOf(key)} as ${sql.ref(key)}`);
  const { rows } = await sql<Record<Key, Measured>>`
    select ${sql.join(columns)} from incident_fact i
    where ${within(first, bounds)} and ${incidentsSeen(asking)}`.execute(db);
  return rows[0] ?? {};
}

/** One figure for each part between consecutive moments, in order; null where a part has nothing to measure. */
export async function measureSeries(
  db: Db,
  key: SplitKey,
  moments: readonly Instant[],
  asking: Asking,
): Promise<(Measured | null)[]> {
  const bounds = { start: moments[0] ?? "", end: moments.at(-1) ?? "" };
  const time = sql.ref(`i.${measures[key].time}`);
  const { rows } = await sql<{ part: number; measured: Measured }>`
    select width_bucket(${time}, ${[...moments]}::timestamptz[]) as part, ${columnsOf(key)} as measured
    from incident_fact i where ${within(key, bounds)} and ${incidentsSeen(asking)} group by 1`.execute(db);
  const byPart = new Map(rows.map((row) => [row.part, row.measured]));
  return moments.slice(1).map((_, index) => byPart.get(index + 1) ?? null);
}

export interface Group {
  id: string | null;
  label: string | null;
  measured: Measured;
}

/** One figure split by what incidents have, the greatest first. */
export async function measureGroups(
  db: Db,
  key: SplitKey,
  by: Dimension,
  bounds: Bounds,
  asking: Asking,
): Promise<Group[]> {
  const { join, id, label } = groupings[by];
  const where = sql`${within(key, bounds)} and ${incidentsSeen(asking)}`;
  const { rows } = await sql<Group>`
    select g.id, ${label} as label, g.measured from (
      select ${id} as id, ${columnsOf(key)} as measured
      from incident_fact i ${join(sql`select i.id from incident_fact i where ${where}`)}
      where ${where} group by 1) g
    where (g.measured ->> 'n')::int8 > 0
    order by (g.measured ->> 'value')::float8 desc nulls last, g.id limit 500`.execute(db);
  return rows;
}

/**
 * How many are open at a moment: detected before it, and neither restored nor closed by then. In three parts, none
 * overlapping, so that each is found by its own index: restored later, closed later without a restoration, open now.
 */
export async function countOpenAt(db: Db, moment: Instant, asking: Asking): Promise<number> {
  const seen = incidentsSeen(asking);
  const before = sql`i.opened_at < ${moment}::timestamptz`;
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from incident_fact i
            where i.restored_at >= ${moment}::timestamptz and not i.open and ${before} and ${seen})
         + (select count(*) from incident_fact i
            where i.restored_at is null and i.closed_at >= ${moment}::timestamptz and not i.open and ${before} and ${seen})
         + (select count(*) from incident_fact i where i.open and ${before} and ${seen}) as n`.execute(db);
  return rows[0]?.n ?? 0;
}
