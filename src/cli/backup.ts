import { existsSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Command } from "commander";
import { findDatabase } from "../house.ts";
import { release } from "../http/api-info.ts";
import { checkBackup, type BackupCheck } from "../platform/backup/check-backup.ts";
import { writeBackup, type BackupSummary } from "../platform/backup/write-backup.ts";
import { systemClock } from "../platform/clock.ts";
import { explainDatabaseError } from "../platform/database/transaction.ts";
import { makeLog } from "../platform/log.ts";
import { untilStopped } from "../platform/stop-signal.ts";
import { AppError } from "../shared/errors.ts";
import {
  addOpenerOptions,
  readLock,
  readOpener,
  type LockOptions,
  type OpenerOptions,
} from "./lock-options.ts";
import type { Shell } from "./shell.ts";

const SOMETHING_DOES_NOT_FIT = 7;
const MEGABYTE = 1024 * 1024;

export const megabytes = (bytes: number) => `${(bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)} MB`;

type BackupOptions = LockOptions & OpenerOptions & { check?: boolean };

export function addBackup(program: Command, shell: Shell, env: NodeJS.ProcessEnv): void {
  const command = program
    .command("backup")
    .argument("<file>", "the backup to write, or with --check to prove")
    .description(
      "Writes everything, as of one moment, to one encrypted file; people go on working meanwhile.",
    )
    .option("--check", "prove a backup instead: open it, count it, restore it aside and verify its journal")
    .option("--recipient <key...>", "lock with public keys (age1…); nobody needs a passphrase then")
    .addHelpText(
      "after",
      `
The file is in the age format: \`age -d FILE | zstd -d | tar x\` opens it without Beredd, too.
It holds the database, the stored files and the keys. Keep the passphrase, or the private key, elsewhere.

  beredd keys backup-key backup.key           makes a key pair; prints the public key
  beredd backup monday.beredd --recipient age1…
  beredd backup --check monday.beredd --identity backup.key

Exit code 7: the backup is damaged, or its journal does not fit.`,
    );
  addOpenerOptions(command).action(async (file: string, options: BackupOptions) => {
    const interrupted = new AbortController();
    void untilStopped().then(() => interrupted.abort(new Error("Interrupted.")));
    if (options.check === true) await check(file, options, shell, env, interrupted.signal);
    else await take(file, options, shell, env, interrupted.signal);
  });
}

/** Not by the opened house: that migrates, and a backup is taken before an upgrade. */
async function take(
  file: string,
  options: BackupOptions,
  shell: Shell,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const config = shell.config();
  const lock = await readLock(options, env);
  const there = ["postgres", "postgres.location"].some((name) => existsSync(path.join(config.dataDir, name)));
  if (config.databaseUrl === null && !there) throw new AppError("backup.nothing");
  const ground = await findDatabase(config, makeLog(env["BEREDD_LOG_LEVEL"] ?? "warn"));
  const client = new pg.Client({ ...ground.migrating, application_name: "beredd-backup" });
  client.on("error", () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw explainDatabaseError(error);
    });
    const summary = await writeBackup({
      client,
      keyDir: path.join(config.dataDir, "keys"),
      file: path.resolve(file),
      lock,
      release,
      now: systemClock.now(),
      signal,
      onProgress: (bytes, of) =>
        shell.progress(`${megabytes(bytes)}, about ${Math.min(99, Math.round((bytes / of) * 100))} %`),
    });
    shell.print(summary, () => describe(summary));
  } finally {
    await client.end().catch(() => undefined);
    await ground.stop();
  }
}

export const headOf = (head: BackupSummary["head"]) =>
  head === null ? "no seal yet" : `${head.number}:${head.hash}`;

function describe(summary: BackupSummary): string {
  return [
    `Backed up to ${summary.file}: ${summary.rows} rows of ${summary.tables} tables, ${megabytes(summary.content)} as ${megabytes(summary.size)}.`,
    `Head: ${headOf(summary.head)}`,
  ].join("\n");
}

async function check(
  file: string,
  options: BackupOptions,
  shell: Shell,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const result = await checkBackup({
    file: path.resolve(file),
    opener: await readOpener(options, env),
    log: makeLog(env["BEREDD_LOG_LEVEL"] ?? "warn"),
    signal,
    onProgress: (bytes) => shell.progress(`${megabytes(bytes)} read`),
  });
  shell.print(result, () => describeCheck(result));
  if (result.journal?.intact === false) process.exitCode = SOMETHING_DOES_NOT_FIT;
}

function describeCheck(result: BackupCheck): string {
  const { journal } = result;
  const verified =
    journal === null
      ? "The journal was not verified: there is no PostgreSQL of our own for this system."
      : journal.intact
        ? `Restored aside; its journal is intact: ${journal.entries} entries, ${journal.seals} seals, destroyed by decision ${journal.destroyed}.`
        : `Restored aside; its journal does not fit: ${journal.fault?.kind ?? ""} at seal ${journal.fault?.seal ?? "-"}, position ${journal.fault?.position ?? "-"}.`;
  return [
    `The backup is whole: ${result.rows} rows of ${result.tables} tables, made ${result.madeAt} by Beredd ${result.release} on PostgreSQL ${result.postgres}.`,
    verified,
    `Head: ${headOf(result.head)}`,
  ].join("\n");
}
