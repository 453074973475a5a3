import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { useBackedUpHouse } from "../../../test/backed-up-house.ts";
import { digestTables } from "../../../test/table-digests.ts";
import { system } from "../actor.ts";
import { openPool } from "../database/pools.ts";
import { inTransaction } from "../database/transaction.ts";
import { appendToJournal } from "../journal/append.ts";
import type { Noted } from "../journal/entry.ts";
import { eraseBodies } from "../journal/erase.ts";
import { verifyJournal } from "../journal/verify.ts";
import { makeLog } from "../log.ts";
import { checkBackup } from "./check-backup.ts";
import { readBackup } from "./read-backup.ts";
import { writeBackup } from "./write-backup.ts";

// Whole installations are written and read: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const backed = useBackedUpHouse();
const { house, backUp, restore, write, client } = backed;
const log = makeLog("error");

test("restored elsewhere, every table holds the same rows, and the journal verifies up to the head", async () => {
  const file = await backUp();
  const { connection, keyDir: keys } = await restore(file);
  const [there, here] = [await client(house.database.connection), await client(connection)];
  const before = await digestTables(there);
  expect(await digestTables(here)).toEqual(before);
  expect(before["public.file_chunk"]?.rows).toBe(5);
  expect(before["pgboss.job_common"]?.rows).toBeGreaterThan(0);
  await Promise.all([there.end(), here.end()]);

  const { manifest } = await readBackup(file, backed.opener, {});
  const pool = openPool(connection, { size: 1 }, log);
  const against = { number: manifest.head?.number ?? 0, hash: Buffer.from(manifest.head?.hash ?? "", "hex") };
  const verified = await verifyJournal(pool, { keyDir: keys, clock: house.clock, against });
  await pool.end();
  expect(verified).toMatchObject({ intact: true, unsigned: 0, head: { number: against.number } });
  expect(await readdir(keys)).toEqual(await readdir(backed.keyDir));
});

test("its triggers, foreign keys and generated columns work on after it", async () => {
  const { connection } = await restore(await backUp());
  const [there, here] = [await client(house.database.connection), await client(connection)];
  const shape = (session: pg.Client) =>
    session
      .query(
        `select 'key ' || conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid) as it from pg_constraint
           where connamespace = 'public'::regnamespace and conparentid = 0
         union all select 'trigger ' || tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
         union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
         union all select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(generation_expression, '')
           from information_schema.columns where table_schema = 'public' order by 1`,
      )
      .then(({ rows }) => rows.map((row: { it: string }) => row.it));
  expect(await shape(here)).toEqual(await shape(there));
  await Promise.all([there.end(), here.end()]);
});

test("taken under writers it holds whole transactions only, and the writers never wait for it", async () => {
  const ending = new AbortController();
  let written = 0;
  const writers = [1, 2, 3].map(async (writer) => {
    for (let unit = 0; !ending.signal.aborted; unit += 1) {
      await write(`Skrivare ${writer} ${unit}`);
      written += 1;
    }
  });
  const files: string[] = [];
  while (files.length < 3) {
    const before = written;
    files.push(await backUp());
    expect(written).toBeGreaterThan(before);
  }
  ending.abort();
  await Promise.all(writers);
  for (const file of files) {
    const { connection, keyDir: keys } = await restore(file);
    const here = await client(connection);
    const { rows } = await here.query<{ units: number; entries: number; half: number }>(
      `select count(u.id)::int as units, count(j.id)::int as entries,
         count(*) filter (where u.id is null or j.id is null or b.entry_id is null)::int as half
       from (select * from unit where name like 'Skrivare%') u
       full join (select * from journal where kind = 'unit.added' and request_id = 'w') j on j.subject_id = u.id
       left join journal_body b on b.entry_id = j.id where u.id is not null or j.id not in
         (select j2.id from journal j2 join unit u2 on u2.id = j2.subject_id where u2.name like 'Enhet%')`,
    );
    await here.end();
    expect(rows[0]).toMatchObject({ half: 0, units: rows[0]?.entries });
    const pool = openPool(connection, { size: 1 }, log);
    expect(await verifyJournal(pool, { keyDir: keys, clock: house.clock })).toMatchObject({ intact: true });
    await pool.end();
  }
});

describe("the file", () => {
  test("is never overwritten, and a failure leaves neither it nor half of it", async () => {
    const file = await backUp();
    await expect(backUp(path.basename(file))).rejects.toMatchObject({ code: "backup.exists" });
    const session = await client(house.database.connection);
    const refused = path.join(backed.folder, "refused");
    const now = house.clock.now();
    const writing = {
      client: session,
      keyDir: backed.keyDir,
      file: refused,
      lock: backed.lock,
      release: "9.9.9",
      now,
    };
    const onProgress = () => {
      throw new Error("the network is gone");
    };
    await expect(writeBackup({ ...writing, onProgress })).rejects.toThrow("the network is gone");
    expect([existsSync(refused), existsSync(`${refused}.part`)]).toEqual([false, false]);
    await expect(
      writeBackup({ ...writing, lock: { recipients: ["ssh-ed25519 AAAA"] } }),
    ).rejects.toMatchObject({ code: "backup.key-unreadable" });
    await session.end();
  });

  test("of a database with nothing in it is refused", async () => {
    const session = await client(await backed.emptyDatabase());
    const file = path.join(backed.folder, "nothing");
    const writing = {
      client: session,
      keyDir: backed.keyDir,
      file,
      lock: backed.lock,
      release: "9.9.9",
      now: house.clock.now(),
    };
    await expect(writeBackup(writing)).rejects.toMatchObject({ code: "backup.nothing" });
    await session.end();
  });

  test(
    "is proven by a restore aside, and an altered journal in it is found",
    { timeout: 120_000 },
    async () => {
      const good = await checkBackup({ file: await backUp(), opener: backed.opener, log });
      expect(good).toMatchObject({ release: "9.9.9", journal: { intact: true, fault: null } });
      expect(good.journal?.head).toEqual(good.head);
      await house.owner.query(
        "update journal set kind = 'unit.other' where id = (select entry_id from journal_position where position = 2)",
      );
      const bad = await checkBackup({ file: await backUp(), opener: backed.opener, log });
      await house.owner.query("update journal set kind = 'unit.added' where kind = 'unit.other'");
      expect(bad.journal).toMatchObject({ intact: false, fault: { kind: "entry-altered", position: 2 } });
    },
  );
});

test("rows of a job queue from another release are taken as far as both know the columns", async () => {
  await house.owner.query("alter table pgboss.queue add column mood text default 'glad'");
  const file = await backUp();
  await house.owner.query("alter table pgboss.queue drop column mood");
  const { connection } = await restore(file);
  const [there, here] = [await client(house.database.connection), await client(connection)];
  const queues = "select * from pgboss.queue order by name";
  expect((await here.query(queues)).rows).toEqual((await there.query(queues)).rows);
  await Promise.all([there.end(), here.end()]);
});

test("a backup of a later release is refused", async () => {
  await house.owner.query("insert into schema_migration values ('9999-later.sql', 'x')");
  const file = await backUp();
  await house.owner.query("delete from schema_migration where name = '9999-later.sql'");
  await expect(restore(file)).rejects.toMatchObject({ code: "backup.newer", params: { release: "9.9.9" } });
});

test("what was erased stays erased, and is told from what is missing", async () => {
  const { rows } = await house.owner.query<{ id: string }>(
    "select entry_id as id from journal_position where position = 3",
  );
  await inTransaction(house.db, async (tx) => {
    const now = house.clock.now();
    const telling: Noted[] = [];
    const erasing = { entryIds: rows.map((row) => row.id), ground: "Art. 17", now };
    await eraseBodies(tx, { ...erasing, note: (item) => void telling.push(item) });
    await appendToJournal(tx, telling, { actor: system, verb: "journal.erase", requestId: "e", now });
  });
  await backed.seal();
  const { connection, keyDir: keys } = await restore(await backUp());
  const pool = openPool(connection, { size: 1 }, log);
  const verify = () => verifyJournal(pool, { keyDir: keys, clock: house.clock });
  expect(await verify()).toMatchObject({ intact: true, destroyed: 1 });
  const here = await client(connection);
  await here.query(
    "delete from journal_body where entry_id = (select entry_id from journal_position where position = 4)",
  );
  expect(await verify()).toMatchObject({ intact: false, fault: { kind: "body-missing", position: 4 } });
  await here.end();
  await pool.end();
});
