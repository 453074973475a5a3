import { sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import type { Subject } from "../../platform/journal/entry.ts";

export const unitSubject = (id: string): Subject => ({
  type: "unit",
  id,
  unitId: id,
  needs: "organisation:read",
});

/** The topmost unit. Throws `setup.required` before the first set-up. */
export async function rootUnitId(db: Db | Tx): Promise<string> {
  const root = await db.selectFrom("unit").select("id").where("parent_id", "is", null).executeTakeFirst();
  if (root === undefined) throw new AppError("setup.required");
  return root.id;
}

/** The unit itself and everything under it, for each of the given. */
export async function unitsUnder(db: Db | Tx, unitIds: readonly string[]): Promise<string[]> {
  if (unitIds.length === 0) return [];
  const rows = await db
    .selectFrom("unit_within")
    .select("unit_id")
    .distinct()
    .where("ancestor_id", "in", unitIds)
    .execute();
  return rows.map((row) => row.unit_id);
}

/** Graph edits take one lock: two of them at once could make a cycle that neither sees. */
export async function lockUnitTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('unit tree', 0))`.execute(tx);
}

export interface NewUnit {
  parentId: string | null;
  name: string;
  kind: string;
  code: string | null;
  peopleCount: number | null;
}

/** Inserts the unit and its place in the closure of the tree. */
export async function insertUnit(tx: Tx, unit: NewUnit, now: string): Promise<string> {
  const id = newId();
  await tx
    .insertInto("unit")
    .values({
      id,
      parent_id: unit.parentId,
      name: unit.name,
      kind: unit.kind,
      code: unit.code,
      people_count: unit.peopleCount,
      updated_at: now,
    })
    .execute();
  await sql`
    insert into unit_within (unit_id, ancestor_id, depth)
    select ${id}::uuid, ${id}::uuid, 0
    union all select ${id}::uuid, ancestor_id, depth + 1 from unit_within where unit_id = ${unit.parentId}`.execute(
    tx,
  );
  return id;
}

/** Moves a unit with all under it. Throws `unit.cycle` with the path named, `unit.root` for the topmost. */
export async function moveUnit(tx: Tx, unitId: string, parentId: string): Promise<void> {
  await lockUnitTree(tx);
  const { rows } = await sql<{ name: string }>`
    select u.name from unit_within w join unit_within up on up.unit_id = ${parentId} and up.ancestor_id = w.unit_id
    join unit u on u.id = w.unit_id
    where w.ancestor_id = ${unitId} order by up.depth desc`.execute(tx);
  if (rows.length > 0) {
    throw new AppError("unit.cycle", {
      params: { path: [...rows, rows[0]].flatMap((row) => row?.name ?? []).join(" → ") },
    });
  }
  await tx.updateTable("unit").set({ parent_id: parentId }).where("id", "=", unitId).execute();
  await sql`
    delete from unit_within w using unit_within under
    where under.ancestor_id = ${unitId} and w.unit_id = under.unit_id
      and w.ancestor_id not in (select unit_id from unit_within where ancestor_id = ${unitId})`.execute(tx);
  await sql`
    insert into unit_within (unit_id, ancestor_id, depth)
    select under.unit_id, above.ancestor_id, under.depth + above.depth + 1
    from unit_within under cross join unit_within above
    where under.ancestor_id = ${unitId} and above.unit_id = ${parentId}`.execute(tx);
}
