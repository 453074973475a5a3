/** A backup and its restore against plain COPY of the same tables to nowhere: by the server alone, and to a client. */
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { system } from "../src/platform/actor.ts";
import { restoreBackup } from "../src/platform/backup/restore-backup.ts";
import { writeBackup, type BackupSummary } from "../src/platform/backup/write-backup.ts";
import { systemClock } from "../src/platform/clock.ts";
import { startEmbedded } from "../src/platform/database/embedded/index.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { openDatabase, type Connection, type Database } from "../src/platform/database/pools.ts";
import { inTransaction } from "../src/platform/database/transaction.ts";
import { storeFile } from "../src/platform/files/files.ts";
import { appendToJournal } from "../src/platform/journal/append.ts";
import { loadSealKey } from "../src/platform/journal/seal.ts";
import { flushJournal } from "../src/platform/journal/sealer.ts";
import { makeLog } from "../src/platform/log.ts";
import { newId } from "../src/shared/ids.ts";
import { keep, percentile } from "./measure.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 3);
const entries = Number(process.env["BENCH_ENTRIES"] ?? 300_000);
const files = 150;
const target = 0.3;
const log = makeLog("error");
const median = (values: readonly number[]) => percentile(values, 0.5);

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Journal entries as changes of records have them, and files that do not compress. */
async function fill(database: Database, keyDir: string): Promise<void> {
  const now = systemClock.now();
  for (let written = 0; written < entries; written += 10_000) {
    const noted = Array.from({ length: 10_000 }, (_, number) => ({
      kind: "incident.edited",
      subject: { type: "incident", id: newId(), unitId: null, needs: "incident:read" },
      body: {
        title: `Avbrott ${written + number}`,
        impact: number % 4,
        description: "Nätet i norra skolan svarar inte.",
      },
    }));
    const writing = { actor: system, verb: "incident.edit", requestId: `bench-${written}`, now };
    await inTransaction(database.db, (tx) => appendToJournal(tx, noted, writing));
  }
  for (let file = 0; file < files; file += 1) {
    const storing = { name: `${file}.docx`, mediaType: "application/zip", createdBy: null, limit: 1e9 };
    await storeFile(database.db, systemClock, Readable.from([randomBytes(1024 * 1024)]), storing);
  }
  await flushJournal(database.sealing, await loadSealKey(keyDir), systemClock);
}

async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')
       and not exists (select from pg_partitioned_table p where p.partrelid = format('%I.%I', schemaname, tablename)::regclass)`,
  );
  return rows.map(({ name }) => name);
}

async function copyOut(client: pg.Client, how: "server" | "client"): Promise<void> {
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  for (const table of await tablesOf(client)) {
    if (how === "server") await client.query(`copy ${table} to '/dev/null'`);
    else await pipeline(client.query(copyTo(`copy ${table} to stdout`)), nowhere());
  }
}

interface Times {
  server: number[];
  client: number[];
  backup: number[];
  restore: number[];
  summary: BackupSummary | null;
}

async function measure(connection: Connection, folder: string): Promise<Times> {
  const identity = await generateX25519Identity();
  const lock = { recipients: [await identityToRecipient(identity)] };
  const client = new pg.Client({ ...connection });
  await client.connect();
  const times: Times = { server: [], client: [], backup: [], restore: [], summary: null };
  // The first round warms the caches and is thrown away.
  for (let round = 0; round <= rounds; round += 1) {
    const file = path.join(folder, `${round}.beredd`);
    const keyDir = path.join(folder, "keys");
    const writing = { client, keyDir, file, lock, release: "bench", now: systemClock.now() };
    const server = await timeOf(() => copyOut(client, "server"));
    const alone = await timeOf(() => copyOut(client, "client"));
    const backup = await timeOf(async () => (times.summary = await writeBackup(writing)));
    await client.query(`create database restored_${round}`);
    const into = { ...connection, database: `restored_${round}` };
    const other = path.join(folder, `keys-${round}`);
    const restore = await timeOf(() =>
      restoreBackup({ connection: into, keyDir: other, file, opener: { identities: [identity] } }),
    );
    await client.query(`drop database restored_${round}`);
    await rm(file);
    if (round === 0) continue;
    times.server.push(server);
    times.client.push(alone);
    times.backup.push(backup);
    times.restore.push(restore);
  }
  await client.end();
  return times;
}

async function report(times: Times): Promise<void> {
  const { summary } = times;
  if (summary === null) throw new Error("nothing was measured");
  const megabytes = summary.content / 1024 / 1024;
  const line = (name: string, values: readonly number[]) => {
    const seconds = median(values) / 1000;
    const each = values.map((value) => (value / 1000).toFixed(2)).join(" ");
    return `${name}: ${seconds.toFixed(2)} s (${each}), ${(megabytes / seconds).toFixed(0)} MB/s, ${Math.round(summary.rows / seconds)} rows/s`;
  };
  const ratio = median(times.server) / median(times.backup);
  await keep("backup", [
    `${summary.rows} rows, ${megabytes.toFixed(0)} MB as COPY writes them, ${(summary.size / 1024 / 1024).toFixed(0)} MB as a backup`,
    line("COPY to /dev/null by the server", times.server),
    line("COPY to a client that throws it away", times.client),
    line("backup", times.backup),
    line("restore, foreign keys checked", times.restore),
    `backup against COPY by the server: ${ratio.toFixed(2)} (target ${target}: ${ratio >= target ? "met" : "MISSED"})`,
    `backup against COPY to a client: ${(median(times.client) / median(times.backup)).toFixed(2)}`,
    `restore against COPY by the server: ${(median(times.server) / median(times.restore)).toFixed(2)}`,
  ]);
}

const folder = await mkdtemp(path.join(os.tmpdir(), "beredd-bench-backup-"));
await chmod(folder, 0o711);
const server = await startEmbedded({ dataDir: path.join(folder, "data"), log });
try {
  const { roles } = await migrate(server.connection, log);
  const database = openDatabase(server.connection, roles, 4, log);
  await fill(database, path.join(folder, "keys"));
  await database.close();
  await report(await measure(server.connection, folder));
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
