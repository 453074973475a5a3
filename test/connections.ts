import pg from "pg";
import type { Connection } from "../src/platform/database/pools.ts";

/** The same server, another database on it. */
export function named(connection: Connection, database: string): Connection {
  if (connection.connectionString === undefined) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

/** Runs `work` on a session of its own. */
export async function onSession<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connection, application_name: "beredd tests" });
  // A server that goes away makes the running query fail; the event beside it needs no second voice.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
