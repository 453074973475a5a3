import { Kysely, PostgresDialect, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { newId } from "../../shared/ids.ts";
import { system } from "../actor.ts";
import { openPool } from "../database/pools.ts";
import type { DB } from "../database/tables.ts";
import { appendToJournal } from "./append.ts";
import { readAfter } from "./read.ts";
import { loadSealKey, type SealKey } from "./seal.ts";
import { flushJournal, startSealer } from "./sealer.ts";
import { useFolder } from "../../../test/folder.ts";

const house = useHouse();
const folder = useFolder();
let key: SealKey;
let writers: Kysely<DB>;

beforeAll(async () => {
  key = await loadSealKey(folder.path);
  const pool = openPool(
    house.database.connection,
    { size: 24, ...(house.roles.serving && { role: house.roles.serving }) },
    house.runtime.log,
  );
  writers = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
});
afterAll(() => writers.destroy());

class Undone extends Error {}

/** One writer's transaction: some commit late, some never. */
async function write(writer: number, round: number): Promise<string | null> {
  const id = newId();
  const subject = { type: "test", id: newId(), unitId: null, needs: "test:read" };
  try {
    await writers.transaction().execute(async (tx) => {
      await appendToJournal(tx, [{ id, kind: "test.written", subject, body: { writer, round } }], {
        actor: system,
        verb: "test.write",
        requestId: "order",
        now: house.clock.now(),
      });
      await sql`select pg_sleep(${((writer * 7 + round * 3) % 11) / 100})`.execute(tx);
      if ((writer + round) % 5 === 0) throw new Undone();
    });
    return id;
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    return null;
  }
}

test("twenty writers with late committers and rollbacks, two sealers and a reader: one order without gaps", async () => {
  const sealers = [1, 2].map(() => startSealer(house.sealing, key, house.clock, house.runtime.log));
  const seen: { id: string; position: number | null }[] = [];
  let writing = true;
  const reading = (async () => {
    for (let last = 0; ;) {
      const ended = !writing;
      const entries = await readAfter(house.db, system, last, 7);
      seen.push(...entries.map(({ id, position }) => ({ id, position })));
      last = entries.at(-1)?.position ?? last;
      if (ended && entries.length === 0) return;
    }
  })();
  const written = await Promise.all(
    Array.from({ length: 20 }, async (_, writer) => {
      const ids: (string | null)[] = [];
      for (let round = 0; round < 8; round += 1) ids.push(await write(writer, round));
      return ids;
    }),
  );
  await Promise.all(sealers.map((sealer) => sealer.stop()));
  await flushJournal(house.sealing, key, house.clock);
  writing = false;
  await reading;

  const committed = written.flat().filter((id) => id !== null);
  expect(committed).toHaveLength(128);
  expect(seen.map((entry) => entry.position)).toEqual(committed.map((_, index) => index + 1));
  expect(seen.map((entry) => entry.id).sort()).toEqual(committed.sort());
  const { rows } = await house.owner.query<{ first_position: string; last_position: string }>(
    "select first_position, last_position from journal_seal order by number",
  );
  let next = 1;
  for (const seal of rows) {
    expect(Number(seal.first_position)).toBe(next);
    next = Number(seal.last_position) + 1;
  }
  expect(next).toBe(129);
});

test("an entry that commits after a later one was placed comes after it, and is not skipped", async () => {
  const before = await readAfter(house.db, system, 0, 1_000);
  const late = await house.owner.connect();
  try {
    await late.query("begin");
    const early = newId();
    await late.query(
      `insert into journal (id, recorded_at, actor_kind, verb, kind, subject_type, subject_id, needs, request_id, body_hash)
       values ($1, now(), 'system', 'test', 'test.late', 'test', $1, 'test:read', 'late', '')`,
      [early],
    );
    await late.query("insert into journal_pending values ($1)", [early]);
    const quick = await write(1, 1);
    await flushJournal(house.sealing, key, house.clock);
    await late.query("commit");
    await flushJournal(house.sealing, key, house.clock);
    const after = await readAfter(house.db, system, before.at(-1)?.position ?? 0, 10);
    expect(after.map((entry) => entry.id)).toEqual([quick, early]);
  } finally {
    late.release();
  }
});

test("the clock set back changes no order: a record's timeline is in the order of its commits", async () => {
  const subject = { type: "test", id: newId(), unitId: null, needs: "test:read" };
  const note = (kind: string, now: string) =>
    house.db.transaction().execute((tx) =>
      appendToJournal(
        tx,
        // An id as another process makes it whose clock is an hour behind.
        [
          {
            id: kind === "test.second" ? "01000000-0000-7000-8000-000000000001" : newId(),
            kind,
            subject,
            body: {},
          },
        ],
        { actor: system, verb: "test.write", requestId: "clock", now },
      ),
    );
  await note("test.first", "2023-04-12T12:00:00Z");
  await flushJournal(house.sealing, key, house.clock);
  await note("test.second", "2023-04-12T11:00:00Z");
  await flushJournal(house.sealing, key, house.clock);
  const entries = await house.journalOf(subject.id);
  expect(entries.map((entry) => entry.kind)).toEqual(["test.first", "test.second"]);
});

test("the month's partition and the next three stand ready, and what lies outside lands in the default one", async () => {
  const { rows } = await house.owner.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relname ~ '^journal_(body_)?[0-9]{4}_[0-9]{2}$'",
  );
  expect(rows.length).toBeGreaterThanOrEqual(8);
  const { rows: outside } = await house.owner.query<{ n: number }>(
    "select count(*)::int as n from journal_default",
  );
  // The entry of the test before, whose id is of the year 2004.
  expect(outside[0]?.n).toBe(1);
});
