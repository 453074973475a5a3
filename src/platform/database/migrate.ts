import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { refuseHalfRestored } from "../backup/place.ts";
import type { Log } from "../log.ts";
import type { Connection } from "./pools.ts";
import { explainDatabaseError } from "./transaction.ts";

const folder = join(import.meta.dirname, "../../../migrations");
/** Any number, as long as nothing else in the database uses it: "bere" in ASCII. */
const LOCK = 0x62657265;

export interface MigrationResult {
  applied: string[];
  /** Roles that the product takes; absent where the connecting user may not make roles. */
  roles: { serving?: string; sealing?: string };
}

interface Migration {
  name: string;
  sql: string;
  sha256: string;
}

export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), "utf8");
      return { name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Brings the database up to this release: forward only, one transaction a migration, under a lock so that
 * two processes that start at once do it once. Throws when a migration that was applied has been edited since.
 */
export async function migrate(
  connection: Connection,
  log: Log,
  options: { restoring?: boolean } = {},
): Promise<MigrationResult> {
  const client = new pg.Client({
    ...connection,
    options: "-c timezone=UTC -c client_min_messages=warning",
  });
  await client.connect().catch((error: unknown) => {
    throw explainDatabaseError(error);
  });
  try {
    await requireVersion(client);
    // Told at once, not when the restore that holds the lock is done.
    if (options.restoring !== true) await refuseHalfRestored(client);
    await lockMigrations(client);
    if (options.restoring !== true) await refuseHalfRestored(client);
    await client.query("set lock_timeout = '60s'");
    await client.query(
      `create table if not exists schema_migration (
         name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    );
    const applied = await applyMissing(client, log);
    await client.query("select ensure_journal_partitions(now(), 3)");
    await prepareJobs(connection);
    return { applied, roles: await grantRoles(client, log) };
  } finally {
    await client.end();
  }
}

/** Whoever comes second waits for the first, however long a migration of a large table takes. */
export async function lockMigrations(client: pg.Client): Promise<void> {
  await client.query("select pg_advisory_lock($1)", [LOCK]);
}

export async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; name: string }>(
    "select current_setting('server_version_num')::int as version, current_setting('server_version') as name",
  );
  if ((rows[0]?.version ?? 0) < 160_000) {
    throw new Error(`Beredd needs PostgreSQL 16 or later; this server is ${rows[0]?.name}.`);
  }
}

async function applyMissing(client: pg.Client, log: Log): Promise<string[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    "select name, sha256 from schema_migration",
  );
  const known = new Map(rows.map((row) => [row.name, row.sha256]));
  const applied: string[] = [];
  for (const migration of await readMigrations()) {
    const sha256 = known.get(migration.name);
    if (sha256 !== undefined) {
      if (sha256 !== migration.sha256) {
        throw new Error(
          `The migration ${migration.name} was changed after it was applied. Restore it and add a new one.`,
        );
      }
      continue;
    }
    await client.query("begin");
    try {
      await client.query(migration.sql);
      await client.query("insert into schema_migration (name, sha256) values ($1, $2)", [
        migration.name,
        migration.sha256,
      ]);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw new Error(`The migration ${migration.name} failed and was undone.`, { cause: error });
    }
    log.debug({ migration: migration.name }, "migrated");
    applied.push(migration.name);
  }
  return applied;
}

/** The job queue brings its own schema; it is made here so that the serving role need not own it. */
export async function prepareJobs(connection: Connection): Promise<void> {
  const boss = new PgBoss({ ...connection, max: 1, supervise: false, schedule: false });
  boss.on("error", () => undefined);
  await boss.start();
  // Its default of thirty seconds would keep every command alive that long.
  await boss.stop({ graceful: false, timeout: 1_000 });
}

/**
 * Two roles with no more rights than their work takes: the serving one can only insert into and read the journal,
 * the sealing one can only place and seal. Where the connecting user may not make roles, it serves itself and
 * the log says so: then the seals' signatures and anchored heads are what tells of tampering.
 */
async function grantRoles(client: pg.Client, log: Log): Promise<MigrationResult["roles"]> {
  const sql = await readFile(join(import.meta.dirname, "roles.sql"), "utf8");
  try {
    await client.query(sql);
    return { serving: "beredd_serve", sealing: "beredd_seal" };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== "42501") throw error;
    log.warn("the database user may not make roles: the product serves with the rights of its owner");
    return {};
  }
}
