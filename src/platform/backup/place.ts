import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { AppError } from "../../shared/errors.ts";
import { writeOver } from "../key-file.ts";
import type { TarFile } from "./tar.ts";

// Where a backup may be restored into, and how one that was broken off is known.

/** Committed before anything else and dropped with the last of the data: while it is there, nobody serves. */
export const MARK = "public.restore_underway";

/** Refuses to work on a database in which a restore is under way, or was broken off. */
export async function refuseHalfRestored(client: pg.ClientBase): Promise<void> {
  if (await exists(client, MARK)) throw new AppError("restore.unfinished");
}

async function exists(client: pg.ClientBase, relation: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass($1) is not null as there", [
    relation,
  ]);
  return rows[0]?.there ?? false;
}

async function holdsAnything(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')`,
  );
  return (rows[0]?.n ?? 0) > 0;
}

/** Of ours and never used: every write stands in the journal. */
async function isUnused(client: pg.ClientBase): Promise<boolean> {
  if (!(await exists(client, "public.schema_migration"))) return false;
  if (!(await exists(client, "public.journal"))) return true;
  const { rows } = await client.query("select from journal limit 1");
  return rows.length === 0;
}

async function refuseUsers(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(
    `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
       and application_name in ('beredd', 'beredd-feed', 'beredd-jobs') limit 1`,
  );
  if (rows.length > 0) throw new AppError("restore.in-use");
}

/** `fresh` holds nothing; `unused` was migrated and never written to; `begun` is a restore that was broken off. */
export type PlaceState = "fresh" | "unused" | "begun";

/** What the place is, or a refusal of it. Changes nothing. */
export async function examinePlace(client: pg.ClientBase): Promise<PlaceState> {
  await refuseUsers(client);
  if (await exists(client, MARK)) return "begun";
  if (!(await holdsAnything(client))) return "fresh";
  if (await isUnused(client)) return "unused";
  throw new AppError("restore.not-empty");
}

/** Makes the place empty and marks it; what was begun here before and broken off is cleared away. */
export async function takePlace(client: pg.ClientBase, state: PlaceState): Promise<void> {
  await client.query("begin");
  await clear(client, state !== "fresh");
  await client.query(`create table ${MARK} (begun_at timestamptz not null default now())`);
  await client.query("commit");
}

async function clear(client: pg.ClientBase, something: boolean): Promise<void> {
  await client.query("drop schema if exists pgboss cascade");
  if (!something) return;
  await client.query("drop schema public cascade");
  await client.query("create schema public");
  await client.query("grant usage on schema public to public");
}

/** After a failure that was understood the place is as it was found: empty. */
export async function leavePlace(client: pg.ClientBase): Promise<void> {
  await client.query("begin");
  await clear(client, true);
  await client.query("commit");
}

/**
 * The keys that lie here must be the backup's own, or none. Those of a place that was never used have signed nothing;
 * beside a database that is not ours yet they may be somebody else's.
 */
export async function refuseOtherKeys(
  keyDir: string,
  keys: readonly TarFile[],
  state: PlaceState,
): Promise<void> {
  for (const { name, bytes } of keys) {
    if (!/^[\w.-]+$/.test(name)) throw new AppError("backup.damaged");
    const found = await readFile(path.join(keyDir, name)).catch(() => null);
    if (found !== null && !found.equals(bytes) && state === "fresh")
      throw new AppError("restore.other-keys", { params: { folder: keyDir } });
  }
}

export async function writeKeys(keyDir: string, keys: readonly TarFile[]): Promise<void> {
  await mkdir(keyDir, { recursive: true, mode: 0o700 });
  for (const { name, bytes } of keys) {
    await setAside(path.join(keyDir, name), bytes);
    await writeOver(path.join(keyDir, name), bytes);
  }
}

/** A key is never overwritten, not even one that nothing was signed with. */
async function setAside(file: string, bytes: Buffer): Promise<void> {
  const found = await readFile(file).catch(() => null);
  if (found !== null && !found.equals(bytes)) await rename(file, `${file}.replaced-${randomUUID()}`);
}
