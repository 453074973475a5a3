import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { openDatabase, type Connection, type Database } from "../src/platform/database/pools.ts";
import { makeLog } from "../src/platform/log.ts";
import { named, onSession } from "./connections.ts";

/** A migrated, empty database of the test file's own; usable inside tests and hooks, not before. */
export interface TestDatabase {
  /** As its owner: for a second process, or for a server of the test's own. */
  readonly connection: Connection;
  /** The roles that the product takes on this server. */
  readonly roles: { serving?: string; sealing?: string };
  /** As the product sees it, with the product's rights. */
  readonly database: Database;
  readonly db: Database["db"];
  readonly pool: pg.Pool;
  readonly sealing: pg.Pool;
  /** As the owner, who may do what the product may not: to look behind it, and to tamper. */
  readonly owner: pg.Pool;
}

export interface TestDatabaseOptions {
  /** Connections the product's pool may hold; small, so that a leak is found soon. */
  readonly poolSize?: number;
}

interface Opened {
  name: string;
  database: Database;
  owner: pg.Pool;
}

async function open(poolSize: number): Promise<Opened> {
  const server = inject("server");
  const template = inject("template");
  if (!server || !template) {
    throw new Error(
      "No database server: the test must import test/database.ts itself, or be named *.db.test.ts.",
    );
  }
  const name = `beredd_test_${randomBytes(6).toString("hex")}`;
  await onSession(server, (client) => client.query(`create database ${name} template ${template.name}`));
  const connection = named(server, name);
  const database = openDatabase(connection, template.roles, poolSize, makeLog("warn"));
  const owner = new pg.Pool({ ...connection, max: 2, options: "-c timezone=UTC" });
  owner.on("error", () => undefined);
  return { name, database, owner };
}

/** Gives the test file a database cloned from the migrated template, and drops it afterwards. */
export function useDatabase(options: TestDatabaseOptions = {}): TestDatabase {
  let opened: Opened | null = null;
  beforeAll(async () => {
    opened = await open(options.poolSize ?? 6);
  });
  afterAll(async () => {
    if (!opened) return;
    const { name, database, owner } = opened;
    await Promise.all([database.close(), owner.end()]);
    await onSession(inject("server"), (client) =>
      client.query(`drop database if exists ${name} with (force)`),
    );
  });
  const held = (): Opened => {
    if (!opened)
      throw new Error("The database is there inside tests and hooks, not while tests are collected.");
    return opened;
  };
  return {
    get connection() {
      return held().database.connection;
    },
    get roles() {
      return inject("template").roles;
    },
    get database() {
      return held().database;
    },
    get db() {
      return held().database.db;
    },
    get pool() {
      return held().database.pool;
    },
    get sealing() {
      return held().database.sealing;
    },
    get owner() {
      return held().owner;
    },
  };
}
