import { sql } from "kysely";
import { expect, test } from "vitest";
import { useDatabase } from "./database.ts";
import { onSession } from "./connections.ts";

const own = useDatabase();

test("a test file has a migrated database of its own, seen with the product's rights", async () => {
  const { rows } = await sql<{
    name: string;
    who: string;
  }>`select current_database() as name, current_user as who`.execute(own.db);
  expect(rows[0]?.name).toMatch(/^beredd_test_[0-9a-f]{12}$/);
  expect(rows[0]?.who).toBe(own.roles.serving);
  const { rows: migrations } = await own.owner.query("select name from schema_migration");
  expect(migrations.length).toBeGreaterThan(0);
});

test("the serving role cannot change what the journal holds", async () => {
  await expect(sql`delete from journal`.execute(own.db)).rejects.toMatchObject({ code: "42501" });
});

test("the connection leads a second session to the same database", async () => {
  const name = await onSession(own.connection, async (client) => {
    const { rows } = await client.query<{ name: string }>("select current_database() as name");
    return rows[0]?.name;
  });
  const { rows } = await own.owner.query<{ name: string }>("select current_database() as name");
  expect(rows[0]?.name).toBe(name);
});
