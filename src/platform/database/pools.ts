import { setTimeout as delay } from "node:timers/promises";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Log } from "../log.ts";
import { copyingPool } from "./copy.ts";
import type { DB } from "./tables.ts";

/** How to reach the database: a URL, or a socket directory with its user. */
export type Connection = Pick<pg.PoolConfig, "connectionString" | "host" | "port" | "user" | "database">;

/** The database as the running product sees it, each door with its own rights. */
export interface Database {
  /** Serves requests: reads and writes records; of the journal it can only insert and select. */
  db: Kysely<DB>;
  pool: pg.Pool;
  /** Hands out positions and seals; touches nothing else. */
  sealing: pg.Pool;
  connection: Connection;
  close(): Promise<void>;
}

const OID = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, numeric: 1700 };

/** `2023-04-12 12:05:00+00` as PostgreSQL writes it in a UTC session, as RFC 3339. */
function readInstant(text: string): string {
  return text.replace(" ", "T").replace(/\+00$/, "Z");
}

const types = new pg.TypeOverrides();
types.setTypeParser(OID.int8, Number);
types.setTypeParser(OID.numeric, Number);
types.setTypeParser(OID.date, (text) => text);
types.setTypeParser(OID.timestamp, (text) => text);
types.setTypeParser(OID.timestamptz, readInstant);

export interface PoolLimits {
  size: number;
  /** Milliseconds a statement may take. */
  statementTimeout?: number;
  /** The role taken at connection; the connecting user where it is absent. */
  role?: string;
}

/** A pool whose sessions speak UTC, wait for locks only so long, and act as `role`. */
export function openPool(connection: Connection, limits: PoolLimits, log: Log): pg.Pool {
  const settings = [
    "-c timezone=UTC",
    "-c lock_timeout=5000",
    "-c idle_in_transaction_session_timeout=60000",
    `-c statement_timeout=${limits.statementTimeout ?? 30_000}`,
    ...(limits.role === undefined ? [] : [`-c role=${limits.role}`]),
  ];
  const pool = new pg.Pool({
    ...connection,
    max: limits.size,
    types,
    options: settings.join(" "),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    idleTimeoutMillis: 30_000,
    application_name: "beredd",
  });
  // One that dies between two statements of a transaction says so by an event; without a listener it would end the
  // process, and with it every request. The next statement fails, and that is heard.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  // A connection that dies while idle must not end the process: the next request gets a new one.
  pool.on("error", (error) => {
    // A pool that was ended has said goodbye to its sessions, and does not wait for them: they are no loss.
    if (!pool.ending) log.warn({ reason: error.message }, "an idle database connection was lost");
  });
  return pool;
}

/** How long a goodbye may take before it is left at that: a network may be gone. */
const GOODBYE = 2_000;

/**
 * Ends a pool and waits until its sessions are gone. `end` alone is done when the goodbyes are on their way, and a
 * server that stops in that moment cuts them off with an error.
 */
async function leave(pool: pg.Pool): Promise<void> {
  let open = pool.totalCount;
  const gone = new Promise<void>((resolve) => {
    if (open === 0) resolve();
    pool.on("remove", () => (open -= 1) > 0 || resolve());
  });
  await pool.end();
  await Promise.race([gone, delay(GOODBYE, undefined, { ref: false })]);
}

const poolsBehind = new WeakMap<Kysely<DB>, pg.Pool>();

/** The pool behind a database's door, for what goes past its queries: COPY, and locks that outlive a transaction. */
export function poolOf(db: Kysely<DB>): pg.Pool {
  const pool = poolsBehind.get(db);
  if (pool === undefined) throw new Error("This database was not opened by openDatabase.");
  return pool;
}

/** Opens every door to the database. The roles come from `migrate`, which made them. */
export function openDatabase(
  connection: Connection,
  roles: { serving?: string; sealing?: string },
  poolSize: number,
  log: Log,
): Database {
  const pool = openPool(connection, { size: poolSize, ...(roles.serving && { role: roles.serving }) }, log);
  const sealing = openPool(connection, { size: 2, ...(roles.sealing && { role: roles.sealing }) }, log);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: copyingPool(pool) }) });
  poolsBehind.set(db, pool);
  return {
    db,
    pool,
    sealing,
    connection,
    async close() {
      // Not by db.destroy(): it leaves a pool alone that was only ever used past its queries.
      await Promise.all([leave(pool), leave(sealing)]);
    },
  };
}
