import assert from "node:assert/strict";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { copyRows, type CopyColumn } from "./copy.ts";
import { inTransaction, type Tx } from "./transaction.ts";

const house = useHouse();

interface Row {
  place: number;
  words: string | null;
  bytes: Buffer | null;
  truth: boolean | null;
}
const columns: readonly CopyColumn<Row>[] = [
  { name: "place", of: ({ place }) => place },
  { name: "words", of: ({ words }) => words },
  { name: "bytes", of: ({ bytes }) => bytes },
  { name: "truth", of: ({ truth }) => truth },
];

const makeTable = (tx: Tx) =>
  sql`create temp table copied (place int primary key, words text, bytes bytea, truth boolean) on commit drop`.execute(
    tx,
  );

const words = fc.string({
  unit: fc.constantFrom("\\", "\t", "\n", "\r", "N", ".", "x", '"', "å", "𝄞", "a", ","),
});

test("whatever a cell holds comes out as it went in", async () => {
  const rows = fc
    .array(
      fc.record({
        words: fc.option(words),
        bytes: fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))),
        truth: fc.option(fc.boolean()),
      }),
      { maxLength: 30 },
    )
    .map((cells) => cells.map((cell, place): Row => ({ place, ...cell })));
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const found = await inTransaction(house.db, async (tx) => {
        await makeTable(tx);
        await copyRows(tx, "copied", columns, given);
        return sql<Row>`select place, words, bytes, truth from copied order by place`.execute(tx);
      });
      expect(found.rows).toEqual(given);
    }),
    { numRuns: 50 },
  );
});

test("a row that the table refuses takes the transaction back, and the connection lives on", async () => {
  // Far more than one part, so that the refusal comes while others are still on their way.
  const twice = Array.from({ length: 20_000 }, (_, place): Row => ({
    place: Math.max(1, place),
    words: "a".repeat(50),
    bytes: null,
    truth: null,
  }));
  for (let round = 0; round < 12; round += 1) {
    const broken = inTransaction(house.db, async (tx) => {
      await makeTable(tx);
      await copyRows(tx, "copied", columns, twice);
    });
    await expect(broken).rejects.toMatchObject({ code: "record.exists", params: { field: "place" } });
  }
  const thrown = inTransaction(house.db, async (tx) => {
    await makeTable(tx);
    const failing = { name: "words", of: () => assert.fail("no such word") };
    await copyRows(tx, "copied", [...columns.slice(0, 1), failing], twice);
  });
  await expect(thrown).rejects.toThrow("no such word");
  const nul = inTransaction(house.db, async (tx) => {
    await makeTable(tx);
    await copyRows(tx, "copied", columns, [{ place: 1, words: "a\0b", bytes: null, truth: null }]);
  });
  await expect(nul).rejects.toMatchObject({ code: "input.invalid" });
});
