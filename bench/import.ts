/** Import of the real event log against COPY of the same rows into a bare table, and against storing alone. */
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { setUp } from "../src/features/access/index.ts";
import { executeRun } from "../src/features/imports/run/execute.ts";
import { readOutcome } from "../src/features/imports/run/queries-outcome.ts";
import { insertRun } from "../src/features/imports/run/queries-run.ts";
import { openPacked } from "../src/features/imports/run/source.ts";
import { shippedProfiles } from "../src/features/imports/index.ts";
import { openHouse } from "../src/house.ts";
import { nobody, system } from "../src/platform/actor.ts";
import { readConfig } from "../src/platform/config.ts";
import type { Connection } from "../src/platform/database/pools.ts";
import { makeLog } from "../src/platform/log.ts";
import type { Runtime } from "../src/platform/runtime.ts";
import { keep, percentile } from "./measure.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const data = process.env["BEREDD_SHARED_DATA"] ?? path.join(import.meta.dirname, "../../shared/data");
const zip = path.join(data, "incidents/servicenow_event_log.zip");
const targets = { copy: 0.15, storing: 0.5 };

const line = (cells: readonly string[]) =>
  `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`;

const median = (values: readonly number[]) => percentile(values, 0.5);

async function run(): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "beredd-bench-import-"));
  await chmod(dataDir, 0o755);
  const house = await openHouse(readConfig({ BEREDD_DATA: dataDir }), makeLog("warn"));
  try {
    const { runtime } = house;
    await setUp.call(
      runtime,
      nobody,
      { organisationName: "Mätning", email: "a@example.org", name: "A", password: "en lång mening duger" },
      { requestId: "bench" },
    );
    const csv = await unpacked(dataDir);
    const bare = await bareTable(csv, house.database.connection);
    const times: Times = { copy: [], whole: [], reading: [], storing: [] };
    // The first round warms the caches and is thrown away.
    for (let round = 0; round <= rounds; round += 1) {
      const copy = await timeOf(() => bare.copy());
      const both = await importOnce(runtime, csv, `bench-${round}`);
      if (round === 0) continue;
      times.copy.push(copy);
      times.whole.push(both.whole);
      times.reading.push(both.reading);
      times.storing.push(both.whole - both.reading);
    }
    await report(times, bare.rows);
    await bare.close();
  } finally {
    await house.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

interface Times {
  copy: number[];
  whole: number[];
  reading: number[];
  storing: number[];
}

async function report(times: Times, rows: number): Promise<void> {
  const seconds = (values: readonly number[]) => values.map((value) => (value / 1000).toFixed(2)).join(" ");
  const against = median(times.copy) / median(times.whole);
  const alone = median(times.storing) / median(times.whole);
  const verdict = (ratio: number, target: number) =>
    `${ratio.toFixed(3)} (target ${target}: ${ratio >= target ? "met" : "MISSED"})`;
  await keep("import", [
    `${rows} rows, ${rounds} rounds, bare COPY and import in turn; seconds`,
    `bare COPY   ${seconds(times.copy)}`,
    `import      ${seconds(times.whole)}`,
    `  reading   ${seconds(times.reading)}`,
    `  storing   ${seconds(times.storing)}`,
    `rows a second: COPY ${Math.round(rows / (median(times.copy) / 1000))}, import ${Math.round(rows / (median(times.whole) / 1000))}`,
    `ratio to bare COPY              ${verdict(against, targets.copy)}`,
    `ratio to storing what is staged ${verdict(alone, targets.storing)}`,
  ]);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function importOnce(runtime: Runtime, csv: string, source: string) {
  const profile = shippedProfiles().find(({ key }) => key === "servicenow-event-log");
  if (profile === undefined) throw new Error("The profile does not ship.");
  const id = await insertRun(
    runtime.db,
    {
      place: { path: csv },
      fileName: "log.csv",
      fileSize: 1,
      profile,
      source,
      dry: false,
      requestedBy: null,
    },
    runtime.clock.now(),
  );
  const start = performance.now();
  let read = start;
  await executeRun(runtime, system, id, {
    requestId: "bench",
    signal: new AbortController().signal,
    onStaged: () => (read = performance.now()),
  });
  const whole = performance.now() - start;
  const outcome = await readOutcome(runtime.db, id);
  if (outcome.recordsAdded !== 24_918 || outcome.rowsTaken !== 141_712) {
    throw new Error(`Not every row is accounted for: ${JSON.stringify(outcome)}`);
  }
  return { whole, reading: read - start };
}

async function unpacked(dataDir: string): Promise<string> {
  const table = await openPacked(zip);
  const lines = [line(table.header)];
  for await (const batch of table.batches()) for (const row of batch.rows) lines.push(line(row));
  const file = path.join(dataDir, "log.csv");
  await writeFile(file, lines.join(""));
  return file;
}

/** The same rows into one table of texts without key, index or journal: what the server can do at best. */
async function bareTable(csv: string, connection: Connection) {
  const text = await readFile(csv, "utf8");
  const header = text.slice(0, text.indexOf("\n")).split(",");
  const client = new pg.Client(connection);
  await client.connect();
  const columns = header.map((name) => `${pg.escapeIdentifier(name)} text`).join(", ");
  const bytes = Buffer.from(text);
  return {
    rows: text.split("\n").length - 2,
    async copy() {
      await client.query(`drop table if exists bare`);
      await client.query(`create table bare (${columns})`);
      await pipeline(
        Readable.from(chunksOf(bytes)),
        client.query(copyFrom("copy bare from stdin with (format csv, header true)")),
      );
    },
    close: () => client.end(),
  };
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}

if (!existsSync(zip)) {
  process.stdout.write(`skipped: no event log in ${data} (BEREDD_SHARED_DATA)\n`);
} else {
  await run();
}
