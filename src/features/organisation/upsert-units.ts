import { sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import type { RowFault } from "../../shared/stored.ts";
import type { Storing } from "../../platform/verb/storing.ts";
import { changesOf } from "../../platform/verb/changes.ts";
import { countOutcomes, folded, tidied, type RowOutcome, type Upserted } from "../../platform/verb/upsert.ts";
import { said } from "./row-faults.ts";
import { loadUnitNames, type UnitNames } from "./unit-names.ts";
import { lockUnitTree, moveUnit, unitSubject } from "./units.ts";

/** A unit as a file writes it. Known by its code, or where it has none by its name under its parent. */
export interface UnitRow {
  code?: string | null | undefined;
  name: string;
  /** The unit above, by code, path or name; the topmost when left out. It may stand later in the file. */
  parent?: string | null | undefined;
  kind?: string | undefined;
  peopleCount?: number | null | undefined;
}

interface Held {
  id: string;
  before: UnitCells | null;
  after: UnitCells;
}

interface UnitCells {
  name: string;
  kind: string;
  code: string | null;
  peopleCount: number | null;
  parentId: string | null;
}

/** Adds and changes units, set by set, inside a bulk write. What stands already changes nothing. */
export async function upsertUnits(context: Storing, rows: readonly UnitRow[]): Promise<Upserted> {
  const { tx } = context;
  await lockUnitTree(tx);
  const names = await loadUnitNames(tx);
  const { rootId } = names;
  if (rootId === null) throw new AppError("setup.required");
  const standing = await standingUnits(context);
  const held = new Map<string, Held>();
  const outcomes: RowOutcome[] = [];

  // A parent may stand after its children, so rows wait until a round brings nothing more.
  let waiting = rows.map((row, index) => ({ row, index }));
  for (let before = -1; waiting.length > 0 && waiting.length !== before;) {
    before = waiting.length;
    waiting = waiting.filter(({ row, index }) => {
      const parentId = parentOf(names, row, rootId);
      if (parentId === null) return true;
      outcomes[index] = take({ names, standing, held }, row, parentId);
      return false;
    });
  }
  for (const { row, index } of waiting) {
    outcomes[index] = { outcome: "refused", faults: faultsOf(names, row) };
  }
  await write(context, [...held.values()]);
  return countOutcomes(outcomes);
}

function parentOf(names: UnitNames, row: UnitRow, rootId: string): string | null {
  if (!row.parent) return (row.code ? names.byCode(row.code)?.parentId : undefined) ?? rootId;
  const found = names.find(row.parent);
  return "id" in found ? found.id : null;
}

function faultsOf(names: UnitNames, row: UnitRow): RowFault[] {
  const found = names.find(row.parent ?? "");
  return "fault" in found ? [{ path: "parent", ...found.fault }] : [];
}

const cycleFault = (row: UnitRow): RowFault => ({
  path: "parent",
  ...said("unit.cycle", { written: row.parent ?? "" }),
});

interface Work {
  names: UnitNames;
  standing: ReadonlyMap<string, UnitCells>;
  held: Map<string, Held>;
}

/** What a row does to what is held; says how it counts. */
function take({ names, standing, held }: Work, row: UnitRow, parentId: string): RowOutcome {
  const known = knownAs(names, row, parentId);
  const id = known?.id ?? newId();
  if (known !== undefined && row.parent && names.lineOf(parentId).some((unit) => unit.id === id)) {
    return { outcome: "refused", faults: [cycleFault(row)] };
  }
  const before = standing.get(id) ?? null;
  const empty: UnitCells = { name: tidied(row.name), kind: "other", code: null, peopleCount: null, parentId };
  const record = held.get(id) ?? { id, before, after: before ?? empty };
  const after = statedOver(record.after, row, parentId);
  const changed = Object.keys(changesOf({ ...record.after }, { ...after })).length > 0;
  held.set(id, { ...record, after });
  names.put({ id, parentId: after.parentId, name: after.name, code: after.code });
  if (known === undefined) return { outcome: "added", id };
  return { outcome: changed ? "updated" : "unchanged", id };
}

/** What the row states, over what stands; the topmost unit stays where it is. */
function statedOver(standing: UnitCells, row: UnitRow, parentId: string): UnitCells {
  return {
    name: tidied(row.name),
    kind: row.kind ?? standing.kind,
    code: row.code ?? standing.code,
    peopleCount: row.peopleCount === undefined ? standing.peopleCount : row.peopleCount,
    parentId: row.parent && standing.parentId !== null ? parentId : standing.parentId,
  };
}

/** By its code; else by its name right under its parent; the topmost also by its name alone. */
function knownAs(names: UnitNames, row: UnitRow, parentId: string): { id: string } | undefined {
  const coded = row.code ? names.byCode(row.code) : undefined;
  if (coded !== undefined) return coded;
  const below = names.under(parentId, row.name);
  // One with another code is another unit that happens to have the same name.
  if (below !== undefined && (!row.code || below.code === null)) return below;
  const top = names.rootId === null ? undefined : names.lineOf(names.rootId)[0];
  return !row.parent && top !== undefined && folded(top.name) === folded(row.name) ? top : undefined;
}

async function standingUnits({ tx }: Storing): Promise<Map<string, UnitCells>> {
  const rows = await tx.selectFrom("unit").selectAll().execute();
  return new Map(
    rows.map((unit) => [
      unit.id,
      {
        name: unit.name,
        kind: unit.kind,
        code: unit.code,
        peopleCount: unit.people_count,
        parentId: unit.parent_id,
      },
    ]),
  );
}

async function write(context: Storing, records: readonly Held[]): Promise<void> {
  const { tx, now, note } = context;
  const added = records.filter((record) => record.before === null);
  if (added.length > 0) await insertUnits(context, added);
  for (const { id, after } of added)
    note({ kind: "unit.added", subject: unitSubject(id), body: { ...after } });
  const edited = records.flatMap((record) => {
    const changes = record.before === null ? {} : changesOf({ ...record.before }, { ...record.after });
    return Object.keys(changes).length > 0 ? [{ ...record, changes }] : [];
  });
  for (const { id, before, after } of edited) {
    if (after.parentId !== null && after.parentId !== before?.parentId)
      await moveUnit(tx, id, after.parentId);
  }
  if (edited.length > 0) {
    await sql`
      update unit set name = given.name, kind = given.kind, code = given.code, people_count = given.people_count,
        version = unit.version + 1, updated_at = ${now}::timestamptz
      from jsonb_populate_recordset(null::unit, ${asJson(edited)}::jsonb) given where given.id = unit.id`.execute(
      tx,
    );
  }
  for (const { id, changes } of edited) {
    note({ kind: "unit.edited", subject: unitSubject(id), body: { changes } });
  }
}

function asJson(records: readonly Held[]): string {
  return JSON.stringify(
    records.map(({ id, after }) => ({
      id,
      parent_id: after.parentId,
      name: after.name,
      kind: after.kind,
      code: after.code,
      people_count: after.peopleCount,
    })),
  );
}

/** Inserts units with their places in the closure of the tree; parents may be among them. */
async function insertUnits({ tx, now }: Storing, added: readonly Held[]): Promise<void> {
  await sql`
    insert into unit (id, parent_id, name, kind, code, people_count, updated_at)
    select id, parent_id, name, kind, code, people_count, ${now}::timestamptz
    from jsonb_populate_recordset(null::unit, ${asJson(added)}::jsonb)`.execute(tx);
  await sql`
    insert into unit_within (unit_id, ancestor_id, depth)
    with recursive above (unit_id, ancestor_id, depth) as (
      select id, id, 0 from unit where id = any(${added.map((record) => record.id)}::uuid[])
      union all
      select above.unit_id, unit.parent_id, above.depth + 1
      from above join unit on unit.id = above.ancestor_id where unit.parent_id is not null
    ) select unit_id, ancestor_id, depth from above`.execute(tx);
}
