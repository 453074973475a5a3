import { sql, type RawBuilder } from "kysely";
import { newId } from "../../shared/ids.ts";
import type { RowFault, Stored } from "../../shared/stored.ts";
import type { Subject } from "../journal/entry.ts";
import type { Storing } from "./storing.ts";

export type Cell = string | number | boolean | null;
/** Values by column; what a row does not state is left out. */
export type Cells = Readonly<Record<string, Cell>>;

/** A row whose names are looked up: the natural key it is known by, what it states, and what a new record gets. */
export type Resolved = { key: string; states: Cells; whenNew: Cells } | { faults: RowFault[] };

export interface UpsertTable {
  table: string;
  /** `service`: the entries are `service.added` and `service.edited`. */
  noun: string;
  /** Every column that a row may state or a new record gets; nothing else is written. */
  columns: readonly string[];
  /** Selects `id`, `key` and the columns of the records that have one of these keys. */
  existing: (keys: string[]) => RawBuilder<unknown>;
  subjectOf: (id: string, cells: Cells) => Subject;
}

export type RowOutcome =
  | { outcome: "added" | "updated" | "unchanged"; id: string }
  | { outcome: "refused"; faults: RowFault[] };

export interface Upserted extends Stored {
  /** What became of each row, in order. */
  outcomes: RowOutcome[];
}

/** The counts over what became of each row. */
export function countOutcomes(outcomes: RowOutcome[]): Upserted {
  const of = (outcome: RowOutcome["outcome"]) => outcomes.filter((row) => row.outcome === outcome).length;
  return {
    added: of("added"),
    updated: of("updated"),
    unchanged: of("unchanged"),
    refused: outcomes.flatMap((row, index) =>
      row.outcome === "refused" ? [{ index, faults: row.faults }] : [],
    ),
    outcomes,
  };
}

/** The ids behind rows; null where one was refused. */
export function idsOf(stored: Upserted): (string | null)[] {
  return stored.outcomes.map((row) => (row.outcome === "refused" ? null : row.id));
}

/** Rows that brought something beside the record itself changed it too. */
export function alsoChanged(stored: Upserted, indexes: ReadonlySet<number>): Upserted {
  return countOutcomes(
    stored.outcomes.map((row, index) =>
      row.outcome === "unchanged" && indexes.has(index) ? { ...row, outcome: "updated" } : row,
    ),
  );
}

interface Held {
  id: string;
  isNew: boolean;
  before: Cells;
  after: Cells;
}

/**
 * Stores rows by their natural keys, set by set: new ones are added, stated values that differ are written, and
 * what stands already changes nothing. Several rows of one key add up, with one journal entry for the record.
 */
export async function upsertRows(
  context: Storing,
  table: UpsertTable,
  rows: readonly Resolved[],
): Promise<Upserted> {
  const keys = [...new Set(rows.flatMap((row) => ("key" in row ? [row.key] : [])))];
  const held = await findHeld(context, table, keys);
  const outcomes = rows.map((row): RowOutcome => {
    if ("faults" in row) return { outcome: "refused", faults: row.faults };
    const known = held.get(row.key);
    const record = known ?? { id: newId(), isNew: true, before: {}, after: row.whenNew };
    const after = { ...record.after, ...row.states };
    held.set(row.key, { ...record, after });
    if (known === undefined) return { outcome: "added", id: record.id };
    const changed = changedColumns(known.after, after).length > 0;
    return { outcome: changed ? "updated" : "unchanged", id: record.id };
  });
  await write(context, table, [...held.values()]);
  return countOutcomes(outcomes);
}

async function findHeld({ tx }: Storing, table: UpsertTable, keys: string[]): Promise<Map<string, Held>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<Record<string, Cell> & { id: string; key: string }>`
    ${table.existing(keys)}`.execute(tx);
  return new Map(
    rows.map(({ id, key, ...cells }) => [key, { id, isNew: false, before: cells, after: cells }]),
  );
}

function changedColumns(before: Cells, after: Cells): string[] {
  return Object.keys(after).filter((column) => (before[column] ?? null) !== (after[column] ?? null));
}

async function write(context: Storing, table: UpsertTable, records: readonly Held[]): Promise<void> {
  const added = records.filter((record) => record.isNew);
  const edited = records.filter(
    (record) => !record.isNew && changedColumns(record.before, record.after).length > 0,
  );
  const named = sql.join(table.columns.map((column) => sql.ref(column)));
  const into = sql.table(table.table);
  const given = (batch: readonly Held[]) =>
    sql`jsonb_populate_recordset(null::${into}, ${JSON.stringify(batch.map(({ id, after }) => ({ id, ...after })))}::jsonb)`;
  if (added.length > 0) {
    await sql`insert into ${into} (id, updated_at, ${named})
      select id, ${context.now}::timestamptz, ${named} from ${given(added)}`.execute(context.tx);
  }
  if (edited.length > 0) {
    const set = sql.join(table.columns.map((column) => sql`${sql.ref(column)} = given.${sql.ref(column)}`));
    await sql`update ${into} held set ${set}, version = held.version + 1, updated_at = ${context.now}::timestamptz
      from ${given(edited)} given where given.id = held.id`.execute(context.tx);
  }
  noteAll(context, table, [...added, ...edited]);
}

function noteAll({ note }: Storing, { noun, subjectOf }: UpsertTable, records: readonly Held[]): void {
  for (const { id, isNew, before, after } of records) {
    const subject = subjectOf(id, after);
    if (isNew) {
      note({ kind: `${noun}.added`, subject, body: inCode(after) });
      continue;
    }
    const changes = changedColumns(before, after).map((column) => [
      camel(column),
      { from: before[column] ?? null, to: after[column] ?? null },
    ]);
    note({ kind: `${noun}.edited`, subject, body: { changes: Object.fromEntries(changes) } });
  }
}

/** The journal speaks the contract's words, not the table's: `unitId`, not `unit_id`. */
function inCode(cells: Cells): Record<string, unknown> {
  return Object.fromEntries(Object.entries(cells).map(([column, value]) => [camel(column), value]));
}

function camel(column: string): string {
  return column.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** What is stated of a row: only fields that it has. */
export function stated(cells: Readonly<Record<string, Cell | undefined>>): Cells {
  const given: Record<string, Cell> = {};
  for (const [column, value] of Object.entries(cells)) if (value !== undefined) given[column] = value;
  return given;
}

/** A name as it is kept: one space where a file had several, composed letters. */
export function tidied(name: string): string {
  return name.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** Names are compared by this: case and stray spaces aside. */
export function folded(name: string): string {
  return tidied(name).toLowerCase();
}
