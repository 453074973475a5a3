import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { migrate } from "../src/platform/database/migrate.ts";
import { openDatabase, type Connection, type Database } from "../src/platform/database/pools.ts";
import { makeLog } from "../src/platform/log.ts";
import { named, onSession } from "./connections.ts";
import { startExternal, type External } from "./external.ts";

const log = makeLog("error");
let external: External;

beforeAll(async () => {
  external = await startExternal();
});
afterAll(() => external.stop());

const transports: [string, () => Connection][] = [
  ["the embedded server's socket", () => inject("server")],
  ["TCP with a password, as DATABASE_URL", () => ({ connectionString: external.url })],
];

describe.each(transports)("over %s", (_, server) => {
  const name = `beredd_test_${randomBytes(6).toString("hex")}`;
  let connection: Connection;
  let database: Database;
  let applied: string[][];

  beforeAll(async () => {
    await onSession(server(), (client) => client.query(`create database ${name}`));
    connection = named(server(), name);
    const both = await Promise.all([migrate(connection, log), migrate(connection, log)]);
    applied = both.map((result) => result.applied);
    database = openDatabase(connection, both[0].roles, 2, log);
  });

  afterAll(async () => {
    await database.close();
    await onSession(server(), (client) => client.query(`drop database ${name} with (force)`));
  });

  test("two processes that start at once migrate once", () => {
    const counts = applied.map((list) => list.length).sort((a, b) => a - b);
    expect(counts[0]).toBe(0);
    expect(counts[1]).toBeGreaterThan(0);
  });

  test("sessions speak UTC, wait for locks only so long, and have the serving role's rights", async () => {
    const { rows } = await sql<{ zone: string; wait: string; who: string }>`
      select current_setting('timezone') as zone, current_setting('lock_timeout') as wait, current_user as who
    `.execute(database.db);
    expect(rows).toEqual([{ zone: "UTC", wait: "5s", who: "beredd_serve" }]);
  });

  test("a session that the server ends is replaced at the next request", async () => {
    const ask = () => sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.db);
    const before = (await ask()).rows[0]?.pid;
    const ended = () =>
      onSession(connection, async (client) => {
        const { rows } = await client.query("select pg_terminate_backend($1, 5000) as gone", [before]);
        return rows[0]?.gone;
      });
    expect(await ended()).toBe(true);
    await expect.poll(async () => (await ask().catch(() => null))?.rows[0]?.pid ?? before).not.toBe(before);
  });
});

test("a wrong password is refused with the server's own words", async () => {
  const url = new URL(external.url);
  url.password = "wrong";
  await expect(migrate({ connectionString: url.href }, log)).rejects.toMatchObject({ code: "28P01" });
});
