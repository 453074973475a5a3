import pg from "pg";
import { from as copyFrom, type CopyStreamQuery } from "pg-copy-streams";
import { AppError } from "../../shared/errors.ts";
import { lockMigrations, prepareJobs, readMigrations, requireVersion } from "../database/migrate.ts";
import type { Connection } from "../database/pools.ts";
import { explainDatabaseError } from "../database/transaction.ts";
import type { Opener } from "./age.ts";
import { SESSION } from "./catalogue.ts";
import { columnList, qualified, tableKey, type BackupTable, type Manifest } from "./manifest.ts";
import { examinePlace, leavePlace, MARK, refuseOtherKeys, takePlace, writeKeys } from "./place.ts";
import { readBackup, type BackupContent, type BackupReader } from "./read-backup.ts";
import {
  addForeignKeys,
  columnsHere,
  disableTriggers,
  dropForeignKeys,
  emptyTables,
  enableTriggers,
  makePartitions,
  makeWaiting,
  setSequences,
  takeWaiting,
  WAITING,
} from "./shape.ts";
import type { TarFile } from "./tar.ts";

export interface Restoring {
  /** As the one who owns the tables, or will. */
  connection: Connection;
  keyDir: string;
  file: string;
  opener: Opener;
  /** Bytes of rows that were stored. */
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal | undefined;
  /** Leaves the mark in place: the caller has more to do before anybody is served, and then calls `finishRestore`. */
  unsettled?: boolean;
}

/** Takes the mark away: from here on the place is an installation like any other. */
export async function finishRestore(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, application_name: "beredd-restore" });
  await client.connect();
  try {
    await client.query(`drop table ${MARK}`);
  } finally {
    await client.end();
  }
}

/**
 * Restores a backup into an empty place, at the schema that it was taken from: the caller migrates on from there. All
 * rows come in one transaction, so a restore that is killed leaves a marked, empty place, and is begun again.
 */
export async function restoreBackup(restoring: Restoring): Promise<BackupContent> {
  const client = new pg.Client({ ...restoring.connection, application_name: "beredd-restore" });
  await client.connect().catch((error: unknown) => {
    throw explainDatabaseError(error);
  });
  const restore = new Restore(client, restoring);
  try {
    await requireVersion(client);
    await lockMigrations(client);
    const content = await readBackup(restoring.file, restoring.opener, restore);
    await restore.finish();
    return content;
  } catch (error) {
    await restore.giveUp();
    throw explainDatabaseError(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

class Restore implements BackupReader {
  readonly signal: AbortSignal | undefined;
  readonly #client: pg.Client;
  readonly #restoring: Restoring;
  #begun = false;
  #bytes = 0;
  #keys: readonly TarFile[] = [];
  #tables = new Map<string, BackupTable>();
  #here = new Map<string, Map<string, string>>();
  #copying: { key: string; into: Loading; waits: boolean } | null = null;
  #afterwards: (() => Promise<void>)[] = [];
  #lost = false;

  constructor(client: pg.Client, restoring: Restoring) {
    this.signal = restoring.signal;
    this.#client = client;
    this.#restoring = restoring;
    client.on("error", () => (this.#lost = true));
    client.on("end", () => (this.#lost = true));
  }

  /** A COPY that is begun or ended on a session that is gone would say nothing, ever. */
  #requireSession(): void {
    if (this.#lost) throw new AppError("database.unavailable");
  }

  async start(manifest: Manifest, keys: readonly TarFile[]): Promise<void> {
    const client = this.#client;
    const migrations = await knownMigrations(manifest);
    const state = await examinePlace(client);
    await refuseOtherKeys(this.#restoring.keyDir, keys, state);
    await takePlace(client, state);
    this.#begun = true;
    this.#keys = keys;
    await prepareJobs(this.#restoring.connection);
    await client.query("begin");
    await client.query(SESSION);
    await client.query(
      `create table schema_migration (
         name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    );
    for (const { name, sql, sha256 } of migrations) {
      await client.query(sql);
      await client.query("insert into schema_migration (name, sha256) values ($1, $2)", [name, sha256]);
    }
    await makePartitions(client, manifest.tables);
    const foreignKeys = await dropForeignKeys(client);
    const triggers = await disableTriggers(client);
    this.#afterwards = [
      () => addForeignKeys(client, foreignKeys),
      () => enableTriggers(client, triggers),
      () => setSequences(client, manifest.sequences),
    ];
    this.#here = await columnsHere(client);
    const tables = manifest.tables.filter((table) => this.#here.has(tableKey(table)));
    await emptyTables(client, tables);
    this.#tables = new Map(manifest.tables.map((table) => [tableKey(table), table]));
  }

  async part(key: string, bytes: Buffer): Promise<void> {
    this.#copying ??= await this.#open(key);
    await this.#copying.into.write(bytes);
    this.#bytes += bytes.length;
    this.#restoring.onProgress?.(this.#bytes);
  }

  async #open(key: string): Promise<{ key: string; into: Loading; waits: boolean }> {
    const table = this.#tables.get(key);
    const here = this.#here.get(key);
    if (table === undefined || here === undefined) throw new AppError("backup.damaged");
    const waits = table.columns.some((column) => !here.has(column));
    // Of ours the columns are the migrations'; only the job queue's may differ between its releases.
    if (waits && table.schema === "public") throw new AppError("backup.damaged");
    if (waits) await makeWaiting(this.#client, table.columns);
    this.#requireSession();
    const target = waits ? WAITING : qualified(table);
    const sql = `copy ${target} (${columnList(table.columns)}) from stdin`;
    return { key, into: new Loading(this.#client.query(copyFrom(sql))), waits };
  }

  async tableEnd(key: string, rows: number): Promise<void> {
    const copying = this.#copying;
    const table = this.#tables.get(key);
    const here = this.#here.get(key);
    this.#copying = null;
    if (copying === null || table === undefined || here === undefined) return;
    this.#requireSession();
    if ((await copying.into.end()) !== rows) throw new AppError("backup.damaged");
    if (copying.waits) await takeWaiting(this.#client, table, here);
  }

  async finish(): Promise<void> {
    for (const step of this.#afterwards) await step();
    // Before the rows are there for good: a restored database without its keys would be served with new ones.
    await writeKeys(this.#restoring.keyDir, this.#keys);
    if (this.#restoring.unsettled !== true) await this.#client.query(`drop table ${MARK}`);
    await this.#client.query("commit");
    await this.#client.query("analyze").catch(() => undefined);
  }

  async giveUp(): Promise<void> {
    this.#copying?.into.abandon();
    await this.#client.query("rollback").catch(() => undefined);
    if (this.#begun) await leavePlace(this.#client).catch(() => undefined);
  }
}

/** The backup's schema, made by this release's own migrations. */
async function knownMigrations(manifest: Manifest) {
  const known = new Map((await readMigrations()).map((migration) => [migration.name, migration]));
  return manifest.migrations.map(({ name, sha256 }) => {
    const migration = known.get(name);
    if (migration === undefined || migration.sha256 !== sha256)
      throw new AppError("backup.newer", { params: { release: manifest.release } });
    return migration;
  });
}

/** One COPY into a table: each write waits until it is on its way, and a refusal is heard at the next one. */
class Loading {
  readonly #stream: CopyStreamQuery;
  readonly #failed: Promise<never>;
  #error: Error | null = null;

  constructor(stream: CopyStreamQuery) {
    this.#stream = stream;
    this.#failed = new Promise((_resolve, reject) =>
      stream.once("error", (error) => {
        this.#error = error;
        reject(error);
      }),
    );
    this.#failed.catch(() => undefined);
  }

  async write(bytes: Buffer): Promise<void> {
    this.#refuseFailed();
    const written = new Promise<void>((resolve) => void this.#stream.write(bytes, () => resolve()));
    await Promise.race([written, this.#failed]);
  }

  async end(): Promise<number> {
    this.#refuseFailed();
    const ended = new Promise<void>((resolve) => void this.#stream.once("finish", resolve));
    this.#stream.end();
    await Promise.race([ended, this.#failed]);
    return this.#stream.rowCount;
  }

  /** A stream that has failed is without its connection, and would throw where nobody hears it. */
  #refuseFailed(): void {
    if (this.#error !== null) throw this.#error;
  }

  abandon(): void {
    if (this.#error === null) this.#stream.destroy();
  }
}
