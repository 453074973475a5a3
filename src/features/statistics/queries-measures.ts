import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Db } from "../../platform/database/transaction.ts";
import type { Instant } from "../../shared/time.ts";
import type { Dimension, SplitKey } from "./contract.ts";
import { groupings } from "./queries-groupings.ts";
import { incidentsSeen, type Asking, type Bounds } from "./queries-seen.ts";

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
    imprecise: sql`count(i.minutes_to_acknowledge) filter (where i.acknowledge_imprecise)`,
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
    select ${sql.join(columns)} from incident_figure i
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
    from incident_figure i where ${within(key, bounds)} and ${incidentsSeen(asking)} group by 1`.execute(db);
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
  const { rows: divided, label } = groupings[by];
  const { rows } = await sql<Group>`
    select g.id::text as id, ${label} as label, g.measured from (
      select i.target as id, ${columnsOf(key)} as measured
      from (${divided(sql`${within(key, bounds)} and ${incidentsSeen(asking)}`)}) i group by 1) g
    where (g.measured ->> 'n')::int8 > 0
    order by (g.measured ->> 'value')::float8 desc nulls last, g.id::text limit 500`.execute(db);
  return rows;
}
