import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Db } from "../../platform/database/transaction.ts";
import { incidentFilter, type IncidentFilter } from "./contract.ts";

type Condition = RawBuilder<SqlBool>;

/** More services than these are not worth a scan each. */
const MOST = 100;

/** Incidents by what they name: one scan of one index for each service or system, all in the order of the list. */
export interface Hits {
  table: "incident_service" | "incident_system";
  ids: readonly string[];
  conditions: readonly Condition[];
}

const dimensions = ["serviceId", "areaId", "systemId"] as const;
/** What is copied to the hits. */
const copied = new Set<string>([...dimensions, "unitId", "openedFrom", "openedBefore", "counted"]);

async function servicesOf(db: Db, areaIds: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom("service").select("id").where("area_id", "in", areaIds).execute();
  return rows.map(({ id }) => id);
}

/** Null where the filter asks for what only the incident itself knows, or for two kinds of hits at once. */
export async function narrowHits(
  db: Db,
  filter: IncidentFilter,
  conditions: readonly Condition[],
): Promise<Hits | null> {
  const { serviceId, areaId, systemId, counted } = filter;
  const asked = incidentFilter
    .keyof()
    .options.filter((name) => filter[name] !== undefined && filter[name] !== "");
  if (asked.some((name) => !copied.has(name)) || counted === false) return null;
  if (dimensions.filter((name) => filter[name] !== undefined).length !== 1) return null;
  const table = systemId === undefined ? "incident_service" : "incident_system";
  const ids = areaId === undefined ? [...new Set(serviceId ?? systemId ?? [])] : await servicesOf(db, areaId);
  return ids.length === 0 || ids.length > MOST ? null : { table, ids, conditions };
}

export interface HitsPage {
  /** The key after which it begins. */
  after: { openedAt: string; id: string } | null;
  descending: boolean;
  limit: number;
  offset: number;
}

/** For each service or system its newest (or oldest) alone, in order, as many as asked for: rows of `opened_at`, `id`. */
function scans(
  { table, ids, conditions }: Hits,
  direction: "asc" | "desc",
  most: number,
  beyond?: Condition,
) {
  const column = sql.ref(table === "incident_service" ? "h.service_id" : "h.system_id");
  const where = sql.join([...conditions, ...(beyond === undefined ? [] : [beyond])], sql` and `);
  const by = sql.raw(direction);
  return sql`unnest(${ids}::uuid[]) asked (target) cross join lateral (
    select h.opened_at, h.incident_id as id from ${sql.table(table)} h
    where ${column} = asked.target and ${where}
    order by h.opened_at ${by}, h.incident_id ${by} limit ${most}) h`;
}

/** The ids of a page, each incident once. What stands first among all stands among the first of its own scan. */
export function pageOfHits(hits: Hits, page: HitsPage): RawBuilder<unknown> {
  const { after, limit, offset, descending } = page;
  const direction = descending ? "desc" : "asc";
  const beyond =
    after === null
      ? undefined
      : sql<SqlBool>`(h.opened_at, h.incident_id) ${descending ? sql`<` : sql`>`}
          (${after.openedAt}::timestamptz, ${after.id}::uuid)`;
  const by = sql.raw(direction);
  return sql`select distinct h.opened_at, h.id from ${scans(hits, direction, offset + limit, beyond)}
    order by h.opened_at ${by}, h.id ${by} limit ${limit} offset ${offset}`;
}

/**
 * How many incidents, each once, counted no further than asked. Of each scan only the newest are looked at; down to
 * the latest moment at which a scan was cut off all are known. Where those are too few, more are looked at.
 */
export async function countHits(db: Db, hits: Hits, most: number): Promise<number> {
  const scanned = hits.ids.length;
  let each = scanned === 1 ? most : Math.min(most, Math.ceil((2 * most) / scanned));
  for (;;) {
    const { rows } = await sql<{ n: number; whole: boolean }>`
      with found as materialized (
        select asked.target, h.opened_at, h.id from ${scans(hits, "desc", each)}
      ), cut as (
        select max(c.at) as at from (
          select min(opened_at) as at from found group by target having count(*) = ${each}) c
      )
      select count(${scanned === 1 ? sql`*` : sql`distinct f.id`})::int as n, (select at is null from cut) as whole
      from found f where f.opened_at > coalesce((select at from cut), '-infinity')`.execute(db);
    const counted = rows[0] ?? { n: 0, whole: true };
    if (counted.whole || counted.n >= most) return Math.min(counted.n, most);
    // All that is asked for stands in one scan.
    if (each >= most) return most;
    each = Math.min(most, each * 4);
  }
}
