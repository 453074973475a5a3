import { realpathSync } from "node:fs";
import pg from "pg";
import { superuser } from "./initialise.ts";
import { findPostmaster, type Postmaster } from "./postmaster.ts";
import type { EmbeddedConnection } from "./types.ts";

/**
 * Being one of the processes that use the server. Each holds a shared advisory lock over a
 * session of its own; whoever gets it exclusively is alone. The kernel closes the session of a
 * killed process, so that no list of processes can go stale.
 */
export interface Membership {
  readonly connection: EmbeddedConnection;
  readonly postmaster: Postmaster;
  readonly serverVersion: string;
  /** Nobody else used the server when we joined. */
  readonly alone: boolean;
  /** Resolves when the session is gone, whether we left or the server did. */
  readonly lost: Promise<void>;
  /** Gives up the place; true when we were the last, and then nobody can join before the server is gone. Throws without a session. */
  leave(): Promise<boolean>;
  close(): Promise<void>;
}

const lock = "8377, 1";
const home = "beredd";

async function ask(client: pg.Client, sql: string): Promise<string | null> {
  const answer = await client.query<{ value: string | null }>(`select (${sql})::text as value`);
  return answer.rows[0]?.value ?? null;
}

/** Whether nobody else was there; null when somebody is about to stop the server. */
async function takeLock(client: pg.Client): Promise<boolean | null> {
  const alone = (await ask(client, `pg_try_advisory_lock(${lock})`)) === "true";
  const shared = (await ask(client, `pg_try_advisory_lock_shared(${lock})`)) === "true";
  if (alone) await ask(client, `pg_advisory_unlock(${lock})`);
  return shared ? alone : null;
}

async function makeHome(client: pg.Client): Promise<void> {
  if ((await ask(client, `select 1 from pg_database where datname = '${home}'`)) !== null) return;
  await client.query(`create database ${home}`).catch((error: unknown) => {
    // Two joiners at once: the second finds it there, as a duplicate or as a clash in the catalogue.
    if (error instanceof pg.DatabaseError && (error.code === "42P04" || error.code === "23505")) return;
    throw error;
  });
}

async function enter(
  client: pg.Client,
  cluster: string,
): Promise<{ alone: boolean; version: string } | null> {
  const directory = await ask(client, "current_setting('data_directory')");
  if (directory === null || realpathSync(directory) !== realpathSync(cluster)) return null;
  const alone = await takeLock(client);
  if (alone === null) return null;
  await makeHome(client);
  const version = await ask(client, "current_setting('server_version')");
  return { alone, version: version?.split(" ")[0] ?? "unknown" };
}

/** Joins the server that runs on the directory; null when there is none, or not yet, or not any more. */
export async function join(cluster: string): Promise<Membership | null> {
  const postmaster = findPostmaster(cluster);
  if (!postmaster) return null;
  const connection = {
    host: postmaster.socketDirectory,
    port: postmaster.port,
    user: superuser,
    database: home,
  };
  const client = new pg.Client({
    ...connection,
    database: "postgres",
    application_name: "beredd supervisor",
    connectionTimeoutMillis: 5000,
  });
  const lost = new Promise<void>((resolve) => {
    client.on("error", () => resolve());
    client.on("end", () => resolve());
  });
  const close = async (): Promise<void> => {
    await client.end().catch(() => undefined);
  };
  try {
    await client.connect();
    const entered = await enter(client, cluster);
    if (!entered) {
      await close();
      return null;
    }
    return {
      connection,
      postmaster,
      serverVersion: entered.version,
      alone: entered.alone,
      lost,
      close,
      leave: () => leave(client),
    };
  } catch {
    // Starting up, shutting down or just killed: the caller looks again, and gives up in time.
    await close();
    return null;
  }
}

async function leave(client: pg.Client): Promise<boolean> {
  await ask(client, `pg_advisory_unlock_shared(${lock})`);
  return (await ask(client, `pg_try_advisory_lock(${lock})`)) === "true";
}
