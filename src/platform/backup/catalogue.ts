import type { ClientBase } from "pg";
import type { BackupTable, Manifest } from "./manifest.ts";

// What there is to carry, asked of PostgreSQL's own catalogue: a table that a later migration adds is in by existing.

/** Made anew at the other place: the migrations, the mark of a restore, and what the job queue keeps for itself. */
const LEFT_OUT = [
  "public.schema_migration",
  "public.restore_underway",
  "pgboss.version",
  "pgboss.bam",
  "pgboss.warning",
];

/** Every session that reads or writes a backup speaks alike, whatever the server's own settings are. */
export const SESSION = `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local client_encoding = 'UTF8';
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local search_path = public`;

export async function listTables(client: ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(
    `select n.nspname as schema, c.relname as name, p.relname as parent,
       case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as bound,
       array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     left join pg_inherits i on i.inhrelid = c.oid
     left join pg_class p on p.oid = i.inhparent
     where n.nspname in ('public', 'pgboss') and c.relkind = 'r'
       and n.nspname || '.' || c.relname <> all ($1) and coalesce(p.relname, '') <> 'queue_stats'
     group by n.nspname, c.relname, p.relname, c.relispartition, c.relpartbound, c.oid
     order by n.nspname desc, c.relname`,
    [LEFT_OUT],
  );
  return rows;
}

/** Bytes on disk of these tables: what progress is measured against. */
export async function sizeOf(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `select coalesce(sum(pg_table_size(c.oid)), 0)::text as bytes from pg_class c
     join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'pgboss') and c.relkind = 'r'`,
  );
  return Number(rows[0]?.bytes ?? 0);
}

export async function listSequences(client: ClientBase): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<Manifest["sequences"][number]>(
    `select schemaname as schema, sequencename as name, last_value::text as last from pg_sequences
     where schemaname in ('public', 'pgboss') order by 1, 2`,
  );
  return rows;
}

export async function listMigrations(client: ClientBase): Promise<Manifest["migrations"]> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    "select name, sha256 from schema_migration order by name",
  );
  return rows;
}

export async function newestSeal(client: ClientBase): Promise<Manifest["head"]> {
  const { rows } = await client.query<{ number: string; hash: string }>(
    "select number::text, encode(hash, 'hex') as hash from journal_seal order by number desc limit 1",
  );
  const row = rows[0];
  return row === undefined ? null : { number: Number(row.number), hash: row.hash };
}

export async function serverVersion(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  return rows[0]?.version ?? "";
}
