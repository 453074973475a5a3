import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Db } from "../../../platform/database/transaction.ts";
import type { GraphView } from "../contract.ts";

export interface GraphFilter {
  nodeId?: string | undefined;
  areaId?: string | undefined;
}

/** Where the walk begins, and which ways it goes. */
function chosen(filter: GraphFilter): RawBuilder<unknown> {
  const up = sql`union select d.dependent_id from up join dependency d on d.dependency_id = up.id`;
  const down = sql`union select d.dependency_id from down join dependency d on d.dependent_id = down.id`;
  if (filter.nodeId !== undefined) {
    return sql`up (id) as (select ${filter.nodeId}::uuid ${up}), down (id) as (select ${filter.nodeId}::uuid ${down}),
      chosen (id) as (select id from up union select id from down)`;
  }
  const begin =
    filter.areaId === undefined
      ? sql`select id from catalogue_node where retired_at is null`
      : sql`select id from service where area_id = ${filter.areaId} and retired_at is null`;
  return sql`down (id) as (${begin} ${down}), chosen (id) as (select id from down)`;
}

/** Nodes and the dependencies between them, as far as both ends are seen. */
export async function readGraph(
  db: Db,
  filter: GraphFilter,
  seen: (alias: string) => RawBuilder<SqlBool>,
): Promise<GraphView> {
  const { rows } = await sql<GraphView>`
    with recursive ${chosen(filter)},
    shown as (
      select n.id, n.kind, n.name, a.name as "areaName", n.retired_at is not null as retired
      from chosen join catalogue_node n on n.id = chosen.id left join service_area a on a.id = n.area_id
      where ${seen("n")}
    )
    select
      coalesce((select jsonb_agg(to_jsonb(shown) order by shown.kind, shown.name collate sv, shown.id) from shown), '[]') as nodes,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'dependentId', d.dependent_id, 'dependencyId', d.dependency_id,
                                                    'mode', d.mode, 'group', d.group_name) order by d.id)
                from dependency d where d.dependent_id in (select id from shown)
                  and d.dependency_id in (select id from shown)), '[]') as edges`.execute(db);
  return rows[0] ?? { nodes: [], edges: [] };
}
