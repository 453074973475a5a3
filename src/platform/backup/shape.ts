import type { ClientBase } from "pg";
import { qualified, quoted, tableKey, type BackupTable, type Manifest } from "./manifest.ts";

// What keeps rows from being loaded as they are, taken away for the loading and put back after it. All of it is the
// owner's to do: a restore needs no superuser.

interface Constraint {
  table: string;
  name: string;
  definition: string;
}

interface Trigger {
  table: string;
  name: string;
}

const ours = "n.nspname in ('public', 'pgboss')";

/** Foreign keys: rows come table by table, and some tables point at each other. Put back, each is checked at once. */
export async function dropForeignKeys(client: ClientBase): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name,
       pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and k.contype = 'f' and k.conparentid = 0 order by 1, 2`,
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  return rows;
}

export async function addForeignKeys(client: ClientBase, constraints: readonly Constraint[]): Promise<void> {
  for (const { table, name, definition } of constraints)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
}

/** Triggers: what they derive is in the backup, and would be derived twice. */
export async function disableTriggers(client: ClientBase): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(t.tgname) as name
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and not t.tgisinternal and t.tgparentid = 0 and t.tgenabled = 'O' order by 1, 2`,
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} disable trigger ${name}`);
  return rows;
}

export async function enableTriggers(client: ClientBase, triggers: readonly Trigger[]): Promise<void> {
  for (const { table, name } of triggers) await client.query(`alter table ${table} enable trigger ${name}`);
}

/** Months and queues that were there have partitions of their own: made before anything else could take their rows. */
export async function makePartitions(client: ClientBase, tables: readonly BackupTable[]): Promise<void> {
  for (const table of tables) {
    if (table.parent === null || table.bound === null) continue;
    const parent = qualified({ schema: table.schema, name: table.parent });
    await client.query(
      `create table if not exists ${qualified(table)} partition of ${parent} ${table.bound}`,
    );
  }
}

/** Migrations and the job queue put rows of their own into some tables; the backup holds them as they became. */
export async function emptyTables(client: ClientBase, tables: readonly BackupTable[]): Promise<void> {
  await client.query(`truncate ${tables.map(qualified).join(", ")}`);
}

export async function setSequences(client: ClientBase, sequences: Manifest["sequences"]): Promise<void> {
  for (const sequence of sequences) {
    if (sequence.last !== null)
      await client.query("select setval($1::regclass, $2::bigint)", [qualified(sequence), sequence.last]);
  }
}

interface Column {
  schema: string;
  name: string;
  column: string;
  type: string;
}

/** For each table the columns that it has here, with their types. */
export async function columnsHere(client: ClientBase): Promise<Map<string, Map<string, string>>> {
  const { rows } = await client.query<Column>(
    `select n.nspname as schema, c.relname as name, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where ${ours} and c.relkind = 'r'`,
  );
  const tables = new Map<string, Map<string, string>>();
  for (const row of rows) {
    const columns = tables.get(tableKey(row)) ?? new Map<string, string>();
    tables.set(tableKey(row), columns.set(row.column, row.type));
  }
  return tables;
}

/** Where the rows of a table go first when it has other columns here than there. */
export const WAITING = "pg_temp.waiting";

export async function makeWaiting(client: ClientBase, columns: readonly string[]): Promise<void> {
  await client.query("drop table if exists pg_temp.waiting");
  await client.query(
    `create temporary table waiting (${columns.map((column) => `${quoted(column)} text`).join(", ")})`,
  );
}

/** From there into the table, what both know of. */
export async function takeWaiting(
  client: ClientBase,
  table: BackupTable,
  here: ReadonlyMap<string, string>,
): Promise<void> {
  const common = table.columns.filter((column) => here.has(column));
  const values = common.map((column) => `${quoted(column)}::${here.get(column) ?? "text"}`);
  await client.query(
    `insert into ${qualified(table)} (${common.map(quoted).join(", ")}) select ${values.join(", ")} from ${WAITING}`,
  );
}
