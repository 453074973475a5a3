import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type pg from "pg";
import { makeLog } from "../src/platform/log.ts";
import { migrate, type MigrationResult } from "../src/platform/database/migrate.ts";
import type { Connection } from "../src/platform/database/pools.ts";
import { named, onSession } from "./connections.ts";

export interface Template {
  readonly name: string;
  readonly roles: MigrationResult["roles"];
}

const root = path.join(import.meta.dirname, "..");
const prefix = "beredd_template_";

/** Changes with everything that decides what a migrated database looks like. */
function fingerprint(): string {
  const migrations = path.join(root, "migrations");
  const database = path.join(root, "src", "platform", "database");
  const files = [
    ...readdirSync(migrations)
      .sort()
      .map((name) => path.join(migrations, name)),
    path.join(database, "migrate.ts"),
    path.join(database, "roles.sql"),
    path.join(root, "node_modules", "pg-boss", "package.json"),
  ];
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${path.basename(file)}\n`).update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

async function databases(client: pg.Client, pattern: RegExp): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select datname as name from pg_database");
  return rows.map((row) => row.name).filter((name) => pattern.test(name));
}

/** What runs that were killed left behind, and templates of other migrations. */
export async function sweep(server: Connection): Promise<void> {
  await onSession(server, async (client) => {
    for (const name of await databases(client, /^beredd_(test|template)_/)) {
      if (name !== prefix + fingerprint()) await client.query(`drop database if exists ${name} with (force)`);
    }
  });
}

/**
 * A migrated database that others are cloned from, made once for each set of migrations. The
 * roles it answers with are the cluster's: migrating again is how to ask, and changes nothing.
 */
export async function ensureTemplate(server: Connection): Promise<Template> {
  const name = prefix + fingerprint();
  return onSession(server, async (client) => {
    // Two runs at once: the second waits, and finds the first one's work.
    await client.query("select pg_advisory_lock(8377, 2)");
    const found = await databases(client, new RegExp(`^${name}$`));
    if (found.length > 0) return { name, roles: await rolesOf(client) };
    const half = `${name}_half`;
    await client.query(`drop database if exists ${half} with (force)`);
    await client.query(`create database ${half}`);
    const { roles } = await migrate(named(server, half), makeLog("warn"));
    await client.query(`alter database ${half} rename to ${name}`);
    return { name, roles };
  });
}

async function rolesOf(client: pg.Client): Promise<MigrationResult["roles"]> {
  const { rows } = await client.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname in ('beredd_serve', 'beredd_seal')",
  );
  return rows.length === 2 ? { serving: "beredd_serve", sealing: "beredd_seal" } : {};
}

export async function dropTemplate(server: Connection, template: Template): Promise<void> {
  await onSession(server, (client) => client.query(`drop database if exists ${template.name} with (force)`));
}
