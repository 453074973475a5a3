import { sql, type RawBuilder, type SqlBool } from "kysely";
import { PAGE_REACH } from "../../../shared/lists.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { offsetOf } from "../../../platform/verb/paging.ts";
import type { DependencyView } from "../contract.ts";
import { everything } from "../subjects.ts";

const columns = sql`
  d.id, d.mode, d.group_name as "group", d.version,
  jsonb_build_object('id', a.id, 'kind', a.kind, 'name', a.name) as dependent,
  jsonb_build_object('id', b.id, 'kind', b.kind, 'name', b.name) as dependency`;
const source = sql`
  dependency d join catalogue_node a on a.id = d.dependent_id join catalogue_node b on b.id = d.dependency_id`;

/** Graph edits take one lock: two of them at once could make a cycle that neither sees. */
export async function lockGraph(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('dependency graph', 0))`.execute(tx);
}

/** One dependency. Throws `record.not-found`, also when the condition hides it. */
export async function findDependency(
  db: Db | Tx,
  id: string,
  seen: RawBuilder<SqlBool> = everything,
): Promise<DependencyView> {
  const { rows } =
    await sql<DependencyView>`select ${columns} from ${source} where d.id = ${id} and ${seen}`.execute(db);
  const dependency = rows[0];
  if (dependency === undefined) throw new AppError("record.not-found");
  return dependency;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockDependency(tx: Tx, id: string, version: number): Promise<DependencyView> {
  await sql`select from dependency where id = ${id} for update`.execute(tx);
  const dependency = await findDependency(tx, id);
  if (dependency.version !== version) throw new AppError("record.stale", { current: dependency });
  return dependency;
}

/** The unit that answers for a node; none where there is no such node. */
export async function unitOfNode(db: Db | Tx, nodeId: string): Promise<string[]> {
  const { rows } = await sql<{ unitId: string }>`
    select unit_id as "unitId" from catalogue_node where id = ${nodeId}`.execute(db);
  return rows.map((row) => row.unitId);
}

/** The unit that answers for what needs: it says what it needs. */
export async function unitOfDependency(db: Db | Tx, id: string): Promise<string[]> {
  const { rows } = await sql<{ unitId: string }>`
    select a.unit_id as "unitId" from dependency d join catalogue_node a on a.id = d.dependent_id where d.id = ${id}`.execute(
    db,
  );
  return rows.map((row) => row.unitId);
}

/** Throws `record.in-use` while something depends on the node: what it needed itself goes with it. */
export async function refuseWhenNeeded(tx: Tx, nodeId: string): Promise<void> {
  await lockGraph(tx);
  const needed = await tx
    .selectFrom("dependency")
    .select("id")
    .where("dependency_id", "=", nodeId)
    .executeTakeFirst();
  if (needed !== undefined) throw new AppError("record.in-use");
}

/** Throws `record.not-found` when one of the nodes is not there, or the actor does not see it. */
export async function refuseUnknownNodes(
  tx: Tx,
  nodeIds: readonly string[],
  seen: RawBuilder<SqlBool>,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select n.id from catalogue_node n where n.id = any(${[...nodeIds]}::uuid[]) and ${seen}`.execute(tx);
  if (rows.length < new Set(nodeIds).size) throw new AppError("record.not-found");
}

/** Everything that `nodeId` needs, directly or through others, as edges. */
export async function needsOf(tx: Tx, nodeId: string): Promise<{ dependent: string; dependency: string }[]> {
  const { rows } = await sql<{ dependent: string; dependency: string }>`
    with recursive needed (id) as (
      select ${nodeId}::uuid
      union select d.dependency_id from needed n join dependency d on d.dependent_id = n.id
    )
    select d.dependent_id as dependent, d.dependency_id as dependency
    from needed n join dependency d on d.dependent_id = n.id`.execute(tx);
  return rows;
}

/** The names of nodes, in the order of their ids. */
export async function namesOf(tx: Tx, nodeIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select n.name from unnest(${[...nodeIds]}::uuid[]) with ordinality step (id, place)
    join catalogue_node n on n.id = step.id order by step.place`.execute(tx);
  return rows.map((row) => row.name);
}

export interface DependencyFilter {
  limit: number;
  page: number;
  nodeId?: string | undefined;
}

/** Dependencies in order of both names; both ends must be seen. */
export async function listDependencies(db: Db, filter: DependencyFilter, seen: RawBuilder<SqlBool>) {
  const involving =
    filter.nodeId === undefined
      ? everything
      : sql<SqlBool>`${filter.nodeId}::uuid in (d.dependent_id, d.dependency_id)`;
  const offset = offsetOf(filter);
  const { rows } = await sql<DependencyView>`
    select ${columns} from ${source} where ${seen} and ${involving}
    order by a.name collate sv, b.name collate sv, d.id limit ${filter.limit} offset ${offset}`.execute(db);
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from ${source} where ${seen} and ${involving}`.execute(db);
  const count = counted.rows[0]?.n ?? 0;
  return {
    items: rows,
    total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
    nextCursor: null,
  };
}
