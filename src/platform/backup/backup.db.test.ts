import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { useEmptyDatabases } from "../../../test/empty-database.ts";
import { useFolder } from "../../../test/folder.ts";
import { useHouse } from "../../../test/house.ts";
import { digestTables } from "../../../test/table-digests.ts";
import { insertUnit } from "../../features/organisation/index.ts";
import { system } from "../actor.ts";
import { migrate } from "../database/migrate.ts";
import { openPool, type Connection } from "../database/pools.ts";
import { inTransaction } from "../database/transaction.ts";
import { storeFile } from "../files/files.ts";
import { appendToJournal } from "../journal/append.ts";
import type { Noted } from "../journal/entry.ts";
import { eraseBodies } from "../journal/erase.ts";
import { loadSealKey, type SealKey } from "../journal/seal.ts";
import { flushJournal } from "../journal/sealer.ts";
import { verifyJournal } from "../journal/verify.ts";
import { makeLog } from "../log.ts";
import type { Lock, Opener } from "./age.ts";
import { checkBackup } from "./check-backup.ts";
import { readBackup } from "./read-backup.ts";
import { restoreBackup } from "./restore-backup.ts";
import { writeBackup } from "./write-backup.ts";

const house = useHouse();
const folder = useFolder();
const emptyDatabase = useEmptyDatabases();
const log = makeLog("error");
let key: SealKey;
let lock: Lock = { recipients: [] };
let opener: Opener = { identities: [] };
let keyDir = "";
let number = 0;

const client = async (connection: Connection) => {
  const opened = new pg.Client({ ...connection });
  opened.on("error", () => undefined);
  await opened.connect();
  return opened;
};

async function backUp(name = `backup-${(number += 1)}`): Promise<string> {
  const session = await client(house.database.connection);
  const file = path.join(folder.path, name);
  const now = house.clock.now();
  await writeBackup({ client: session, keyDir, file, lock, release: "9.9.9", now });
  await session.end();
  return file;
}

async function restore(file: string, into?: Connection): Promise<{ connection: Connection; keyDir: string }> {
  const connection = into ?? (await emptyDatabase());
  const keys = path.join(folder.path, `keys-${(number += 1)}`);
  await restoreBackup({ connection, keyDir: keys, file, opener });
  return { connection, keyDir: keys };
}

/** One record and one entry, in one transaction. */
async function write(name: string): Promise<void> {
  const now = house.clock.now();
  await inTransaction(house.db, async (tx) => {
    const unit = { parentId: house.units.root, name, kind: "other", code: null, peopleCount: null };
    const id = await insertUnit(tx, unit, now);
    const subject = { type: "unit", id, unitId: id, needs: "organisation:read" };
    const noted = [{ kind: "unit.added", subject, body: { name, odd: "\t\\N\n\r\u2028 é" } }];
    await appendToJournal(tx, noted, { actor: system, verb: "unit.add", requestId: "w", now });
  });
}

beforeAll(async () => {
  keyDir = path.join(folder.path, "keys");
  key = await loadSealKey(keyDir);
  const identity = await generateX25519Identity();
  lock = { recipients: [await identityToRecipient(identity)] };
  opener = { identities: [identity] };
  for (let unit = 0; unit < 5; unit += 1) await write(`Enhet ${unit}`);
  const storing = { name: "bild.png", mediaType: "image/png", createdBy: null, limit: 1e9 };
  await storeFile(house.db, house.clock, Readable.from([randomBytes(5_000_000)]), storing);
  // Of an earlier month than any that stands ready, and of none.
  await house.owner.query("select ensure_journal_partitions('2023-04-01T00:00:00Z', 0)");
  await house.owner.query(
    `insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_seconds,
       deletion_seconds, partition, table_name) values ('waiting', 'standard', 2, 0, false, 900, 900, 900, false, 'job_common')`,
  );
  await house.owner.query(`insert into pgboss.job (name, data) values ('waiting', '{"a": "å"}')`);
  await flushJournal(house.sealing, key, house.clock);
});

test("restored elsewhere, every table holds the same rows, and the journal verifies up to the head", async () => {
  const file = await backUp();
  const { connection, keyDir: keys } = await restore(file);
  const [there, here] = [await client(house.database.connection), await client(connection)];
  const before = await digestTables(there);
  expect(await digestTables(here)).toEqual(before);
  expect(before["public.file_chunk"]?.rows).toBe(5);
  expect(before["pgboss.job_common"]?.rows).toBeGreaterThan(0);
  await Promise.all([there.end(), here.end()]);

  const { manifest } = await readBackup(file, opener, {});
  const pool = openPool(connection, { size: 1 }, log);
  const against = { number: manifest.head?.number ?? 0, hash: Buffer.from(manifest.head?.hash ?? "", "hex") };
  const verified = await verifyJournal(pool, { keyDir: keys, clock: house.clock, against });
  await pool.end();
  expect(verified).toMatchObject({ intact: true, unsigned: 0, head: { number: against.number } });
  expect(await readdir(keys)).toEqual(await readdir(keyDir));
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

describe("a place that is not empty", () => {
  test("is refused and left as it is", async () => {
    const file = await backUp();
    const { connection } = await restore(file);
    const here = await client(connection);
    const before = await digestTables(here);
    await expect(restore(file, connection)).rejects.toMatchObject({ code: "restore.not-empty" });
    expect(await digestTables(here)).toEqual(before);
    await here.end();
    const other = await emptyDatabase();
    const foreign = await client(other);
    await foreign.query("create table somebody_elses (a int)");
    await expect(restore(file, other)).rejects.toMatchObject({ code: "restore.not-empty" });
    expect((await foreign.query("select from somebody_elses")).rowCount).toBe(0);
    await foreign.end();
  });

  test("migrated and never used, it counts as empty; in use by a process, it is refused", async () => {
    const file = await backUp();
    const connection = await emptyDatabase();
    await migrate(connection, log);
    const serving = await client(connection);
    await serving.query("set application_name = 'beredd-feed'");
    await expect(restore(file, connection)).rejects.toMatchObject({ code: "restore.in-use" });
    await serving.end();
    await restore(file, connection);
  });

  test("with other keys beside it, it is refused before anything is touched", async () => {
    const file = await backUp();
    const connection = await emptyDatabase();
    const keys = path.join(folder.path, "other-keys");
    await loadSealKey(keys);
    const restoring = restoreBackup({ connection, keyDir: keys, file, opener });
    await expect(restoring).rejects.toMatchObject({ code: "restore.other-keys" });
    const here = await client(connection);
    expect(await digestTables(here)).toEqual({});
    await here.end();
  });
});

describe("a restore that did not come to its end", () => {
  test("killed half-way, the place is served to nobody, and the same restore begins again", async () => {
    const file = await backUp();
    const connection = await emptyDatabase();
    const here = await client(connection);
    let killed = false;
    const restoring = restoreBackup({
      connection,
      keyDir: path.join(folder.path, "killed-keys"),
      file,
      opener,
      // The server ends the session in the midst of the rows, as a kill would.
      onProgress: () => {
        if (killed) return;
        killed = true;
        void here.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'beredd-restore' and datname = current_database()",
        );
      },
    });
    await expect(restoring).rejects.toMatchObject({ code: "database.unavailable" });
    expect((await here.query("select to_regclass('public.unit') as unit")).rows).toEqual([{ unit: null }]);
    await expect(migrate(connection, log)).rejects.toMatchObject({ code: "restore.unfinished" });
    await here.end();
    await restore(file, connection);
    await migrate(connection, log);
  });

  test("by a damaged file, the place is empty again", async () => {
    const file = await backUp();
    const connection = await emptyDatabase();
    const bytes = await readFile(file);
    await truncate(file, bytes.length - 1_000);
    await expect(restore(file, connection)).rejects.toMatchObject({ code: "backup.damaged" });
    const here = await client(connection);
    expect(await digestTables(here)).toEqual({});
    await here.end();
    await writeFile(file, bytes);
    await restore(file, connection);
  });
});

describe("the file", () => {
  test("is never overwritten, and a failure leaves neither it nor half of it", async () => {
    const file = await backUp();
    await expect(backUp(path.basename(file))).rejects.toMatchObject({ code: "backup.exists" });
    const session = await client(house.database.connection);
    const refused = path.join(folder.path, "refused");
    const now = house.clock.now();
    const writing = { client: session, keyDir, file: refused, lock, release: "9.9.9", now };
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
    const session = await client(await emptyDatabase());
    const file = path.join(folder.path, "nothing");
    const writing = { client: session, keyDir, file, lock, release: "9.9.9", now: house.clock.now() };
    await expect(writeBackup(writing)).rejects.toMatchObject({ code: "backup.nothing" });
    await session.end();
  });

  test(
    "is proven by a restore aside, and an altered journal in it is found",
    { timeout: 120_000 },
    async () => {
      const good = await checkBackup({ file: await backUp(), opener, log });
      expect(good).toMatchObject({ release: "9.9.9", journal: { intact: true, fault: null } });
      expect(good.journal?.head).toEqual(good.head);
      await house.owner.query(
        "update journal set kind = 'unit.other' where id = (select entry_id from journal_position where position = 2)",
      );
      const bad = await checkBackup({ file: await backUp(), opener, log });
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
  await flushJournal(house.sealing, key, house.clock);
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
