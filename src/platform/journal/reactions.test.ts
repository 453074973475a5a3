import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { useFolder } from "../../../test/folder.ts";
import { useHouse } from "../../../test/house.ts";
import { until } from "../../../test/until.ts";
import { newId } from "../../shared/ids.ts";
import { system } from "../actor.ts";
import { inTransaction } from "../database/transaction.ts";
import { makeLog } from "../log.ts";
import { appendToJournal } from "./append.ts";
import { startFeed } from "./feed.ts";
import { startReactions, takeBatch, type Reaction } from "./reactions.ts";
import { loadSealKey, type SealKey } from "./seal.ts";
import { flushJournal } from "./sealer.ts";

const house = useHouse();
const folder = useFolder();
let key: SealKey;

beforeAll(async () => {
  key = await loadSealKey(folder.path);
  await house.owner.query(
    "create table reacted (name text, entry_id uuid, primary key (name, entry_id)); grant all on reacted to public",
  );
});

async function write(count: number, kind: string): Promise<string[]> {
  const noted = Array.from({ length: count }, () => ({
    id: newId(),
    kind,
    subject: { type: "test", id: newId(), unitId: null, needs: "test:read" },
    body: {},
  }));
  await inTransaction(house.db, (tx) =>
    appendToJournal(tx, noted, {
      actor: system,
      verb: "test",
      requestId: "reaction",
      now: house.clock.now(),
    }),
  );
  await flushJournal(house.sealing, key, house.clock);
  return noted.map((item) => item.id);
}

const keeps = (name: string, kinds: string[], before: () => void = () => undefined): Reaction => ({
  name,
  kinds,
  async react({ tx, entry }) {
    before();
    await sql`insert into reacted values (${name}, ${entry.id})`.execute(tx);
  },
});
const reacted = async (name: string) =>
  (await house.owner.query<{ id: string }>("select entry_id as id from reacted where name = $1", [name])).rows
    .map((row) => row.id)
    .sort();

test("a reaction passes every entry once, reacts to its kinds, and moves its position", async () => {
  const wanted = await write(250, "test.wanted");
  await write(10, "test.other");
  const reaction = keeps("passes", ["test.wanted"]);
  expect(await takeBatch(house.runtime, reaction)).toBe(200);
  expect(await takeBatch(house.runtime, reaction)).toBe(60);
  expect(await takeBatch(house.runtime, reaction)).toBe(0);
  expect(await reacted("passes")).toEqual(wanted.sort());
});

test("one that fails half-way through a batch keeps nothing of it, and loses nothing", async () => {
  const wanted = await write(5, "test.fragile");
  let calls = 0;
  let broken = true;
  const reaction = keeps("fragile", ["test.fragile"], () => {
    calls += 1;
    if (broken && calls === 3) throw new Error("not now");
  });
  while ((await takeBatch(house.runtime, keeps("fragile", []))) === 200);
  const more = await write(5, "test.fragile");
  await expect(takeBatch(house.runtime, reaction)).rejects.toThrow("not now");
  expect(await reacted("fragile")).toEqual([]);
  broken = false;
  await takeBatch(house.runtime, reaction);
  expect(await reacted("fragile")).toEqual(more.sort());
  expect(wanted).toHaveLength(5);
});

test("two processes at once take each entry once", async () => {
  const wanted = await write(150, "test.both");
  const reaction = keeps("both", ["test.both"]);
  for (let rounds = 0; rounds < 40 && (await reacted("both")).length < 150; rounds += 1) {
    await Promise.all([takeBatch(house.runtime, reaction), takeBatch(house.runtime, reaction)]);
  }
  expect(await reacted("both")).toEqual(wanted.sort());
});

test("running, it hears of new entries by itself, tries again what failed, and tells how far behind it is", async () => {
  const runtime = { ...house.runtime, log: makeLog("silent") };
  let failures = 1;
  const reaction = keeps("running", ["test.heard"], () => {
    failures -= 1;
    if (failures >= 0) throw new Error("once");
  });
  const feed = startFeed(house.database.connection, runtime.log);
  const runner = startReactions(runtime, [reaction], feed);
  try {
    const heard = await write(3, "test.heard");
    await until(async () => (await reacted("running")).length === 3);
    expect(await reacted("running")).toEqual(heard.sort());
    await until(async () => (await runner.lag()).some((lag) => lag.name === "running" && lag.entries === 0));
    expect((await runner.lag()).find((lag) => lag.name === "fragile")?.entries).toBeGreaterThan(0);
  } finally {
    await runner.stop();
    await feed.stop();
  }
});
