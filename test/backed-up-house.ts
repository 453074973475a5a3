import { randomBytes } from "node:crypto";
import path from "node:path";
import { Readable } from "node:stream";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import pg from "pg";
import { beforeAll } from "vitest";
import { insertUnit } from "../src/features/organisation/index.ts";
import { system } from "../src/platform/actor.ts";
import type { Lock, Opener } from "../src/platform/backup/age.ts";
import { restoreBackup } from "../src/platform/backup/restore-backup.ts";
import { writeBackup } from "../src/platform/backup/write-backup.ts";
import type { Connection } from "../src/platform/database/pools.ts";
import { inTransaction } from "../src/platform/database/transaction.ts";
import { storeFile } from "../src/platform/files/files.ts";
import { appendToJournal } from "../src/platform/journal/append.ts";
import { loadSealKey } from "../src/platform/journal/seal.ts";
import { flushJournal } from "../src/platform/journal/sealer.ts";
import { useEmptyDatabases } from "./empty-database.ts";
import { useFolder } from "./folder.ts";
import { useHouse, type TestHouse } from "./house.ts";

export interface Restored {
  connection: Connection;
  keyDir: string;
}

/** A house with something of everything in it, and what it takes to back it up and to restore it elsewhere. */
export interface BackedUpHouse {
  house: TestHouse;
  readonly folder: string;
  readonly keyDir: string;
  readonly lock: Lock;
  readonly opener: Opener;
  emptyDatabase: () => Promise<Connection>;
  client: (connection: Connection) => Promise<pg.Client>;
  backUp: (name?: string) => Promise<string>;
  restore: (file: string, into?: Connection) => Promise<Restored>;
  /** One record and one entry, in one transaction. */
  write: (name: string) => Promise<void>;
  seal: () => Promise<void>;
}

export async function openClient(connection: Connection): Promise<pg.Client> {
  const opened = new pg.Client({ ...connection });
  opened.on("error", () => undefined);
  await opened.connect();
  return opened;
}

export function useBackedUpHouse(): BackedUpHouse {
  const house = useHouse();
  const folder = useFolder();
  const emptyDatabase = useEmptyDatabases();
  let lock: Lock = { recipients: [] };
  let opener: Opener = { identities: [] };
  let number = 0;
  const keyDir = () => path.join(folder.path, "keys");
  const backed: BackedUpHouse = {
    house,
    get folder() {
      return folder.path;
    },
    get keyDir() {
      return keyDir();
    },
    get lock() {
      return lock;
    },
    get opener() {
      return opener;
    },
    emptyDatabase,
    client: openClient,
    backUp: async (name = `backup-${(number += 1)}`) => {
      const client = await openClient(house.database.connection);
      const file = path.join(folder.path, name);
      const now = house.clock.now();
      try {
        await writeBackup({ client, keyDir: keyDir(), file, lock, release: "9.9.9", now });
      } finally {
        await client.end();
      }
      return file;
    },
    restore: async (file, into) => {
      const connection = into ?? (await emptyDatabase());
      const keys = path.join(folder.path, `keys-${(number += 1)}`);
      await restoreBackup({ connection, keyDir: keys, file, opener });
      return { connection, keyDir: keys };
    },
    write: (name) => writeUnit(house, name),
    seal: async () => {
      await flushJournal(house.sealing, await loadSealKey(keyDir()), house.clock);
    },
  };
  beforeAll(async () => {
    const identity = await generateX25519Identity();
    lock = { recipients: [await identityToRecipient(identity)] };
    opener = { identities: [identity] };
    await fill(house, backed);
  });
  return backed;
}

async function writeUnit(house: TestHouse, name: string): Promise<void> {
  const now = house.clock.now();
  await inTransaction(house.db, async (tx) => {
    const unit = { parentId: house.units.root, name, kind: "other", code: null, peopleCount: null };
    const id = await insertUnit(tx, unit, now);
    const subject = { type: "unit", id, unitId: id, needs: "organisation:read" };
    const noted = [{ kind: "unit.added", subject, body: { name, odd: "\t\\N\n\r\u2028 é" } }];
    await appendToJournal(tx, noted, { actor: system, verb: "unit.add", requestId: "w", now });
  });
}

async function fill(house: TestHouse, backed: BackedUpHouse): Promise<void> {
  for (let unit = 0; unit < 5; unit += 1) await backed.write(`Enhet ${unit}`);
  const storing = { name: "bild.png", mediaType: "image/png", createdBy: null, limit: 1e9 };
  await storeFile(house.db, house.clock, Readable.from([randomBytes(5_000_000)]), storing);
  // A month that no place makes ahead.
  await house.owner.query("select ensure_journal_partitions('2023-04-01T00:00:00Z', 0)");
  await house.owner.query(
    `insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_seconds,
       deletion_seconds, partition, table_name) values ('waiting', 'standard', 2, 0, false, 900, 900, 900, false, 'job_common')`,
  );
  await house.owner.query(`insert into pgboss.job (name, data) values ('waiting', '{"a": "å"}')`);
  await backed.seal();
}
