import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Command } from "commander";
import { findDatabase, openHouse, type House } from "../house.ts";
import type { BackupContent } from "../platform/backup/read-backup.ts";
import { finishRestore, restoreBackup } from "../platform/backup/restore-backup.ts";
import { systemClock } from "../platform/clock.ts";
import { listErasures, readErasures, writeErasure, type Erasure } from "../platform/journal/erasures.ts";
import { flushJournal } from "../platform/journal/sealer.ts";
import { verifyJournal, type Verification } from "../platform/journal/verify.ts";
import { makeLog } from "../platform/log.ts";
import { untilStopped } from "../platform/stop-signal.ts";
import { settleRestored } from "../workflows/after-restore.ts";
import { headOf, megabytes } from "./backup.ts";
import { addOpenerOptions, readOpener, type OpenerOptions } from "./lock-options.ts";
import type { Shell } from "./shell.ts";

const SOMETHING_DOES_NOT_FIT = 7;
/** Beside the keys: what was destroyed by decision, for a restore to repeat. */
export const erasuresFile = (dataDir: string) => path.join(dataDir, "erasures.jsonl");

type RestoreOptions = OpenerOptions & { erasuresFrom?: string };

export function addRestore(program: Command, shell: Shell, env: NodeJS.ProcessEnv): void {
  const command = program
    .command("restore")
    .argument("<file>", "the backup")
    .description(
      "Restores a backup into an empty place, brings it up to this release and verifies its journal.",
    )
    .option("--erasures-from <file>", "destroy again what this list of `beredd erasures` names")
    .addHelpText(
      "after",
      `
The place is the data directory, or DATABASE_URL: so a backup is also the way from one to the other, and from
one PostgreSQL to a later one. Killed half-way, the same command begins again; until then nobody is served.
Everybody signs in anew afterwards. A list of erasures in the data directory is repeated by itself.

  beredd restore monday.beredd --data ./new
  DATABASE_URL=postgres://… beredd restore monday.beredd --identity backup.key

Exit code 7: the backup is damaged, or its journal does not fit.`,
    );
  addOpenerOptions(command).action((file: string, options: RestoreOptions) =>
    restore(path.resolve(file), options, shell, env),
  );
}

async function restore(
  file: string,
  options: RestoreOptions,
  shell: Shell,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const config = shell.config();
  const opener = await readOpener(options, env);
  const erasures = await gather(config.dataDir, options.erasuresFrom);
  const interrupted = new AbortController();
  void untilStopped().then(() => interrupted.abort(new Error("Interrupted.")));
  await mkdir(config.dataDir, { recursive: true });
  const log = makeLog(env["BEREDD_LOG_LEVEL"] ?? "warn");
  const ground = await findDatabase(config, log);
  try {
    const content = await restoreBackup({
      connection: ground.migrating,
      keyDir: path.join(config.dataDir, "keys"),
      file,
      opener,
      signal: interrupted.signal,
      onProgress: (bytes) => shell.progress(`${megabytes(bytes)} restored`),
      unsettled: true,
    });
    const house = await openHouse(config, log, { restoring: true });
    try {
      const told = { content, erasures, requestId: shell.requestId };
      const destroyed = await settleRestored(house.runtime, told);
      // Killed before this, the place is still marked: what was erased since cannot come back by a kill.
      await finishRestore(ground.migrating);
      const journal = await verify(house, content, shell);
      const result = { ...outcome(content), destroyed, journal, place: house.place };
      shell.print(result, () => describe(content, destroyed, journal, house.place));
      if (!journal.intact) process.exitCode = SOMETHING_DOES_NOT_FIT;
    } finally {
      await house.close();
    }
  } finally {
    await ground.stop();
  }
}

async function gather(dataDir: string, given: string | undefined): Promise<Erasure[]> {
  const kept = await readErasures(erasuresFile(dataDir));
  return given === undefined ? kept : [...kept, ...(await readErasures(path.resolve(given)))];
}

async function verify(house: House, content: BackupContent, shell: Shell): Promise<Verification> {
  await flushJournal(house.database.sealing, house.sealKey, systemClock);
  const { head } = content.manifest;
  return verifyJournal(house.database.pool, {
    keyDir: house.keyDir,
    clock: systemClock,
    against: head === null ? undefined : { number: head.number, hash: Buffer.from(head.hash, "hex") },
    onProgress: (seal, of) => shell.progress(`verifying: seal ${seal} of ${of}`),
  });
}

const outcome = ({ manifest, rows, bytes }: BackupContent) => ({
  madeAt: manifest.madeAt,
  release: manifest.release,
  postgres: manifest.postgres,
  tables: manifest.tables.length,
  rows,
  content: bytes,
  head: manifest.head,
});

function describe(
  { manifest, rows }: BackupContent,
  destroyed: number,
  journal: Verification,
  place: string,
): string {
  const lines = [
    `Restored into ${place}: ${rows} rows of ${manifest.tables.length} tables, as of ${manifest.madeAt}.`,
    journal.intact
      ? `The journal is intact up to the backup's head ${headOf(manifest.head)}.`
      : `The journal does not fit: ${journal.fault?.kind ?? ""} at seal ${journal.fault?.seal ?? "-"}.`,
  ];
  if (destroyed > 0) lines.push(`Destroyed again by earlier decisions: ${destroyed}.`);
  return lines.join("\n");
}

export function addErasures(program: Command, shell: Shell): void {
  program
    .command("erasures")
    .description(
      "Lists what was destroyed by decision, one line of JSON a decision: for a restore to repeat.",
    )
    .addHelpText(
      "after",
      `
Ids and grounds only, no content. Keep the list beside the backups: one that is older than an erasure brings the
destroyed back, and \`beredd restore --erasures-from LIST\` destroys it again.

  beredd erasures > erasures.jsonl`,
    )
    .action(async () => {
      for (const erasure of await listErasures((await shell.runtime()).db))
        process.stdout.write(writeErasure(erasure));
    });
}
