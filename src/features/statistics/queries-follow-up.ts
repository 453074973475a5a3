import { sql, type RawBuilder, type SqlBool } from "kysely";
import { visible, type Actor } from "../../platform/actor.ts";
import type { Db } from "../../platform/database/transaction.ts";
import type { FigureFilter } from "./contract.ts";
import type { Asking, Bounds } from "./queries-seen.ts";

/** Breaches and deviations can be narrowed to what they carry; a supplier is reached by its systems. */
function narrowed(alias: string, filter: FigureFilter): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const { areaId, serviceId, systemId, supplierId, unitId } = filter;
  const all: RawBuilder<SqlBool>[] = [sql<SqlBool>`true`];
  if (areaId !== undefined) all.push(sql`${column("area_id")} = ${areaId}`);
  if (serviceId !== undefined) all.push(sql`${column("service_id")} = ${serviceId}`);
  if (systemId !== undefined) all.push(sql`${column("system_id")} = ${systemId}`);
  if (supplierId !== undefined)
    all.push(
      sql`${column("system_id")} in (select x.system_id from system_supplier x where x.supplier_id = ${supplierId})`,
    );
  if (unitId !== undefined)
    all.push(
      sql`${column("unit_id")} in (select w.unit_id from unit_within w where w.ancestor_id = ${unitId})`,
    );
  return sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

const counted = {
  breaches: {
    from: sql`breach_fact f`,
    time: sql`f.discovered_at`,
    imprecise: sql`f.discovered_precision`,
    also: sql`f.state <> 'dismissed'`,
    permission: "breach:read",
  },
  deviations: {
    from: sql`deviation_fact f`,
    time: sql`f.found_at`,
    imprecise: sql`f.found_precision`,
    also: sql`true`,
    permission: "deviation:read",
  },
} as const;

export interface FollowUpCount {
  serviceId: string | null;
  service: string | null;
  areaId: string | null;
  area: string | null;
  n: number;
}

/** How many, for each service that they concern; null is what concerns none. */
export async function countByService(
  db: Db,
  key: keyof typeof counted,
  { start, end }: Bounds,
  { actor, filter }: Asking,
): Promise<FollowUpCount[]> {
  const { from, time, also, permission } = counted[key];
  const { rows } = await sql<FollowUpCount>`
    select g.service_id as "serviceId", s.name as service, a.id as "areaId", a.name as area, g.n
    from (select f.service_id, count(*)::int8 as n from ${from}
          where ${time} >= ${start}::timestamptz and ${time} < ${end}::timestamptz and ${also}
            and ${visible(actor, permission, sql.ref("f.unit_id"))} and ${narrowed("f", filter)}
          group by 1) g
    left join service s on s.id = g.service_id left join service_area a on a.id = s.area_id
    order by g.n desc, s.name`.execute(db);
  return rows;
}

/** Actions about the deviations found within the bounds. */
export async function countActions(
  db: Db,
  { start, end }: Bounds,
  { actor, filter }: Asking,
): Promise<number> {
  const seen = (by: Actor, column: string) => visible(by, "deviation:read", sql.ref(column));
  const { rows } = await sql<{ n: number }>`
    select count(*)::int8 as n from action_fact c
    where ${seen(actor, "c.unit_id")} and exists (
      select from action_deviation_fact x join deviation_fact f on f.id = x.deviation_id
      where x.action_id = c.id and f.found_at >= ${start}::timestamptz and f.found_at < ${end}::timestamptz
        and ${seen(actor, "f.unit_id")} and ${narrowed("f", filter)})`.execute(db);
  return rows[0]?.n ?? 0;
}
