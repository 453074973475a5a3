import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { systemClock } from "../clock.ts";
import { EmbeddedFault, startEmbedded } from "../database/embedded/index.ts";
import { openPool, type Connection } from "../database/pools.ts";
import { verifyJournal, type Verification } from "../journal/verify.ts";
import type { Log } from "../log.ts";
import type { Opener } from "./age.ts";
import type { Manifest } from "./manifest.ts";
import { readBackup } from "./read-backup.ts";
import { restoreBackup } from "./restore-backup.ts";

export interface CheckingBackup {
  file: string;
  opener: Opener;
  log: Log;
  onProgress?: (bytes: number) => void;
  signal?: AbortSignal;
}

export interface BackupCheck {
  madeAt: string;
  release: string;
  postgres: string;
  tables: number;
  rows: number;
  head: Manifest["head"];
  /** Of the journal as it was restored; null where no PostgreSQL of our own runs, so that only the file was read. */
  journal: Verification | null;
}

/**
 * Proves a backup: every byte is authentic, every table has its rows, and restored into a PostgreSQL that is thrown
 * away afterwards its journal verifies up to the head that was noted when it was taken.
 */
export async function checkBackup(checking: CheckingBackup): Promise<BackupCheck> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "beredd-check-"));
  // The database user of root must pass through.
  await chmod(scratch, 0o711);
  try {
    const server = await startThrowaway(path.join(scratch, "data"), checking.log);
    if (server === null) {
      const { manifest, rows } = await readBackup(checking.file, checking.opener, checking);
      return told(manifest, rows, null);
    }
    try {
      const connection = { ...server.connection };
      const keyDir = path.join(scratch, "keys");
      const { file, opener, onProgress, signal } = checking;
      const restoring = { connection, keyDir, file, opener, signal, ...(onProgress && { onProgress }) };
      const { manifest, rows } = await restoreBackup(restoring);
      return told(manifest, rows, await verify(connection, keyDir, manifest.head, checking.log));
    } finally {
      await server.stop();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

const told = (manifest: Manifest, rows: number, journal: Verification | null): BackupCheck => ({
  madeAt: manifest.madeAt,
  release: manifest.release,
  postgres: manifest.postgres,
  tables: manifest.tables.length,
  rows,
  head: manifest.head,
  journal,
});

async function startThrowaway(dataDir: string, log: Log) {
  try {
    const settings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };
    return await startEmbedded({ dataDir, log, settings });
  } catch (error) {
    if (error instanceof EmbeddedFault && error.code === "embedded.no-binary") return null;
    throw error;
  }
}

async function verify(
  connection: Connection,
  keyDir: string,
  head: Manifest["head"],
  log: Log,
): Promise<Verification> {
  const pool = openPool(connection, { size: 1 }, log);
  try {
    const against = head === null ? undefined : { number: head.number, hash: Buffer.from(head.hash, "hex") };
    return await verifyJournal(pool, { keyDir, clock: systemClock, against });
  } finally {
    await pool.end();
  }
}
