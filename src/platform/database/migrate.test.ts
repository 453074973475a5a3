import { afterEach, expect, inject, test } from "vitest";
import { named, onSession } from "../../../test/connections.ts";
import { useDatabase } from "../../../test/database.ts";
import { makeLog } from "../log.ts";
import { migrate } from "./migrate.ts";
import type { Connection } from "./pools.ts";

const own = useDatabase();
const log = makeLog("silent");
const made: string[] = [];

async function emptyDatabase(): Promise<Connection> {
  const name = `beredd_test_migrate_${Date.now().toString(36)}_${made.length}`;
  await onSession(inject("server"), (client) => client.query(`create database ${name}`));
  made.push(name);
  return named(inject("server"), name);
}
afterEach(async () => {
  for (const name of made.splice(0))
    await onSession(inject("server"), (client) => client.query(`drop database ${name} with (force)`));
});

test("two processes that start at once on an empty database migrate it once", async () => {
  const connection = await emptyDatabase();
  const results = await Promise.all([migrate(connection, log), migrate(connection, log)]);
  const applied = results.map((result) => result.applied.length).toSorted((a, b) => a - b);
  expect(applied[0]).toBe(0);
  const count = await onSession(connection, async (client) => {
    const { rows } = await client.query<{ n: number }>("select count(*)::int as n from schema_migration");
    return rows[0]?.n;
  });
  expect(applied[1]).toBe(count);
  expect(results[0]?.roles).toEqual(results[1]?.roles);
});

test("migrating again changes nothing", async () => {
  expect(await migrate(own.connection, log)).toMatchObject({ applied: [] });
});

test("a migration that was edited after it was applied is refused, by name", async () => {
  const { rows } = await own.owner.query<{ sha256: string }>(
    "update schema_migration set sha256 = 'edited' where name = '0002-organisation.sql' returning (select sha256 from schema_migration where name = '0002-organisation.sql') as sha256",
  );
  await expect(migrate(own.connection, log)).rejects.toThrow(
    /0002-organisation\.sql was changed after it was applied/,
  );
  await own.owner.query("update schema_migration set sha256 = $1 where name = '0002-organisation.sql'", [
    rows[0]?.sha256,
  ]);
});

test("a database that a later release has migrated is served by this one beside it", async () => {
  await own.owner.query("insert into schema_migration (name, sha256) values ('9999-later.sql', 'x')");
  expect(await migrate(own.connection, log)).toMatchObject({ applied: [] });
});
