import type pg from "pg";

export interface TableDigest {
  rows: number;
  /** Over every row as text, in an order of its own: the same rows give the same, wherever they lie. */
  hash: string;
}

/** The job queue's own notes on itself, which a backup leaves out. */
const LEFT_OUT =
  /^(pgboss\.(version|bam|warning|queue_stats.*)|public\.(schema_migration|restore_underway))$/;

/** What every table holds, without the help of the code under test. */
export async function digestTables(client: pg.ClientBase): Promise<Record<string, TableDigest>> {
  await client.query("set timezone = 'UTC'");
  const { rows: tables } = await client.query<{ name: string; quoted: string }>(
    `select n.nspname || '.' || c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'pgboss') and c.relkind = 'r' order by 1`,
  );
  const digests: Record<string, TableDigest> = {};
  for (const { name, quoted } of tables.filter((table) => !LEFT_OUT.test(table.name))) {
    const { rows } = await client.query<TableDigest>(
      `select count(*)::int as rows, md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as hash
       from only ${quoted} t`,
    );
    digests[name] = rows[0] ?? { rows: 0, hash: "" };
  }
  return digests;
}
