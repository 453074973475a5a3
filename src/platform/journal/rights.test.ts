import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { useDatabase } from "../../../test/database.ts";

const house = useDatabase();
const tables = [
  "journal_erasure",
  "journal_seal",
  "journal_position",
  "journal_pending",
  "journal_body",
  "journal",
];

describe("the serving role", () => {
  const forbidden = [
    ...tables.flatMap((table) => [`delete from ${table}`, `truncate ${table}`]),
    ...tables.map(
      (table) =>
        `update ${table} set ${table === "journal_seal" ? "number = number" : table === "journal" ? "kind = kind" : table === "journal_position" ? "position = position" : "entry_id = entry_id"}`,
    ),
    "insert into journal_position values (99, gen_random_uuid(), now())",
    "insert into journal_erasure values (gen_random_uuid(), gen_random_uuid(), now())",
    "insert into journal_seal (number) values (99)",
    "delete from journal_default",
    "drop table journal",
    "alter table journal disable trigger all",
    "create or replace function uuid_floor(moment timestamptz) returns uuid language sql return null",
  ];
  test.each(forbidden)("may not: %s", async (statement) => {
    await expect(sql.raw(statement).execute(house.db)).rejects.toMatchObject({ code: "42501" });
  });

  test("may not, either, in a month that was made while it serves", async () => {
    await sql`select ensure_journal_partitions('2031-01-01T00:00:00Z', 0)`.execute(house.db);
    for (const statement of [
      "update journal_2031_01 set kind = kind",
      "delete from journal_2031_01",
      "insert into journal_body_2031_01 select * from journal_body",
      "truncate journal_body_2031_01",
    ]) {
      await expect(sql.raw(statement).execute(house.db)).rejects.toMatchObject({ code: "42501" });
    }
    await sql`select from journal_2031_01`.execute(house.db);
  });

  test("and the sealing one reads no body and changes no entry", async () => {
    for (const statement of [
      "select * from journal_body",
      "update journal set kind = kind",
      "delete from journal",
      "delete from journal_position",
      "update journal_seal set number = number",
      "select * from person",
    ]) {
      await expect(house.sealing.query(statement)).rejects.toMatchObject({ code: "42501" });
    }
  });
});
