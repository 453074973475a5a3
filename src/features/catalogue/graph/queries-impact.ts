import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { ImpactView } from "../contract.ts";
import { seesService } from "../subjects.ts";

/** What has happened: these have fallen, those work worse. Ids of services and systems. */
export interface Outage {
  fallen: readonly string[];
  degraded: readonly string[];
}

type Sees = (unitColumn: string) => RawBuilder<SqlBool>;

/** Of each kind of thing, how many are named; all are counted. */
const NAMED = 100;

/**
 * Who and what an outage hits, derived from the graph by one recursive statement.
 *
 * Two floods run at once, `cut` 2 for what falls and `cut` 1 for what is at least worse off; each row of `flood` is
 * one round with all that was hit so far, which is what lets the last of an any-of group be told from the others.
 * A number of people stated for a unit counts for all under it and for its sites, so nobody is counted twice.
 */
export async function impactOf(db: Db | Tx, outage: Outage, sees: Sees): Promise<ImpactView> {
  const { rows } = await sql<ImpactView>`
    with recursive ${flood(outage)}, ${reach(sees)}
    select
      coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'name', n.name, 'effect', ${effect("l.cut")},
          'seed', n.id = any(${[...outage.fallen, ...outage.degraded]}::uuid[])) order by l.cut desc, n.kind, n.name collate sv)
        from level l join catalogue_node n on n.id = l.id where ${seesService(sees, "n")}), '[]') as nodes,
      ${listed("hit_service", sql`jsonb_build_object('id', id, 'name', name, 'effect', ${effect("cut")}, 'vital', vital)`)} as services,
      ${listed("hit_unit", sql`jsonb_build_object('id', id, 'name', name, 'effect', ${effect("cut")})`)} as units,
      ${listed("hit_site", sql`jsonb_build_object('id', id, 'name', name, 'unitName', unit_name, 'effect', ${effect("cut")})`)} as sites,
      ${listed("hit_activity", sql`jsonb_build_object('id', id, 'name', name, 'unitName', unit_name, 'effect', ${effect("cut")})`)} as activities,
      jsonb_build_object('count', ${people(1)}, 'fallen', ${people(2)}) as people`.execute(db);
  const [impact] = rows;
  if (impact === undefined) throw new Error("The impact statement answers one row.");
  return impact;
}

function effect(cut: string): RawBuilder<string> {
  return sql<string>`case ${sql.ref(cut)} when 2 then 'fallen' else 'degraded' end`;
}

function flood({ fallen, degraded }: Outage): RawBuilder<unknown> {
  return sql`
    flood (cut, hit, fresh) as (
      select cut, array_agg(id), array_agg(id)
      from (
        select 2 as cut, id from unnest(${[...fallen]}::uuid[]) id
        union select 1, id from unnest(${[...fallen, ...degraded]}::uuid[]) id
      ) seed group by cut
      union all
      select f.cut, f.hit || next.ids, next.ids
      from flood f cross join lateral (
        select array_agg(distinct d.dependent_id) as ids
        from unnest(f.fresh) gone (id)
        join dependency d on d.dependency_id = gone.id
        join node on node.id = d.dependent_id and not node.retired
        where d.dependent_id <> all (f.hit)
          and (d.mode = 'all' or (d.mode = 'degrades' and f.cut = 1)
            or (d.mode = 'any' and not exists (
              select from dependency other join node held on held.id = other.dependency_id and not held.retired
              where other.dependent_id = d.dependent_id and other.mode = 'any'
                and other.group_name = d.group_name and other.dependency_id <> all (f.hit))))
      ) next
      where next.ids is not null
    ),
    level as (select id, max(cut) as cut from flood, unnest(fresh) id group by id)`;
}

function reach(sees: Sees): RawBuilder<unknown> {
  return sql`
    down_service as (select s.*, l.cut from level l join service s on s.id = l.id where s.retired_at is null),
    hit_service as (select id, name, vital, cut from down_service s where ${seesService(sees, "s")}),
    hit_unit as materialized (
      select u.id, u.name, u.people_count, used.cut
      from (
        select w.unit_id, max(direct.cut) as cut
        from (
          select x.unit_id, max(s.cut) as cut from down_service s join service_use x on x.service_id = s.id group by x.unit_id
        ) direct join unit_within w on w.ancestor_id = direct.unit_id
        group by w.unit_id
      ) used join unit u on u.id = used.unit_id where ${sees("u.id")}
    ),
    hit_site as materialized (
      select t.id, t.name, u.name as unit_name, t.unit_id, t.people_count, coalesce(greatest(h.cut, own.cut), h.cut, own.cut) as cut
      from site t join unit u on u.id = t.unit_id
      left join hit_unit h on h.id = t.unit_id
      left join (
        select l.site_id, max(v.cut) as cut from site_system l join level v on v.id = l.system_id group by l.site_id
      ) own on own.site_id = t.id
      where (h.id is not null or own.site_id is not null) and ${sees("t.unit_id")}
    ),
    hit_activity as (
      select v.id, v.name, u.name as unit_name, max(s.cut) as cut
      from down_service s join activity_service n on n.service_id = s.id join activity v on v.id = n.activity_id
      join unit u on u.id = v.unit_id where ${sees("v.unit_id")} group by v.id, v.name, u.name
    )`;
}

/** Counted whole, named to a hundred. */
function listed(from: string, item: RawBuilder<unknown>): RawBuilder<unknown> {
  const table = sql.table(from);
  return sql`(
    select jsonb_build_object('count', count(*), 'fallen', count(*) filter (where cut = 2),
      'items', coalesce((select jsonb_agg(${item} order by name collate sv, id)
        from (select * from ${table} order by name collate sv, id limit ${NAMED}) named), '[]'))
    from ${table})`;
}

/** People in units and sites hit at least so; null where none of them states a number. */
function people(cut: 1 | 2): RawBuilder<unknown> {
  return sql`(
    with counted as (select id from hit_unit where cut >= ${cut} and people_count is not null)
    select sum(people)::int from (
      select u.people_count as people from hit_unit u
      where u.cut >= ${cut} and u.people_count is not null and not exists (
        select from unit_within w join counted c on c.id = w.ancestor_id where w.unit_id = u.id and w.depth > 0)
      union all
      select t.people_count from hit_site t
      where t.cut >= ${cut} and t.people_count is not null and not exists (
        select from unit_within w join counted c on c.id = w.ancestor_id where w.unit_id = t.unit_id)
    ) stated)`;
}
