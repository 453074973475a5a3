import { expect, test } from "vitest";
import { useFolder } from "../../../test/folder.ts";
import { useHouse } from "../../../test/house.ts";
import { newId } from "../../shared/ids.ts";
import { system } from "../actor.ts";
import { inTransaction } from "../database/transaction.ts";
import { appendToJournal } from "./append.ts";
import { loadSealKey } from "./seal.ts";
import { flushJournal } from "./sealer.ts";
import { verifyJournal } from "./verify.ts";

const house = useHouse();
const folder = useFolder();

async function write(count: number): Promise<void> {
  const subject = { type: "test", id: newId(), unitId: null, needs: "test:read" };
  const noted = Array.from({ length: count }, (_, number) => ({
    kind: "test.written",
    subject,
    body: { number, text: "a line of some length, as a change of a record has it" },
  }));
  const writing = { actor: system, verb: "test.write", requestId: "large", now: house.clock.now() };
  await inTransaction(house.db, (tx) => appendToJournal(tx, noted, writing));
}

test("a hundred thousand entries verify in constant memory", { timeout: 120_000 }, async () => {
  const key = await loadSealKey(folder.path);
  for (let written = 0; written < 100_000; written += 10_000) {
    await write(10_000);
    await flushJournal(house.sealing, key, house.clock);
  }
  global.gc?.();
  const before = process.memoryUsage().rss;
  let most = 0;
  const result = await verifyJournal(house.pool, {
    keyDir: folder.path,
    clock: house.clock,
    onProgress: () => void (most = Math.max(most, process.memoryUsage().rss - before)),
  });
  expect(result).toMatchObject({ intact: true, entries: 100_000 });
  // A stretch of 4 096 entries is some megabytes; a hundred thousand at once would be hundreds.
  expect(most / 1024 / 1024).toBeLessThan(96);
});
