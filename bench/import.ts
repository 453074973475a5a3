/**
 * Import of the real event log against COPY of the same rows into a bare table, and against an import that begins with
 * the rows already staged. Then the same with a staging table that is logged.
 */
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
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
    const taken: Round[] = [];
    // The first round warms the caches and is thrown away.
    for (let round = 0; round <= rounds; round += 1) {
      const one = await measureRound(runtime, csv, bare, round);
      if (round > 0) taken.push(one);
    }
    // After the rounds that count most, so that these meet no more records than they must.
    const beside: Beside[] = [];
    for (let round = 0; round < Math.ceil(rounds / 2); round += 1)
      beside.push(await measureBeside(runtime, csv, bare, round));
    await report(taken, beside, bare.rows);
    await bare.close();
  } finally {
    await house.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Milliseconds of the clock, of this process and of the server's processes. */
interface Cost {
  clock: number;
  here: number;
  server: number;
}

interface Round {
  copy: Cost;
  whole: Cost;
  reading: Cost;
  storing: Cost;
}

interface Beside {
  again: Cost;
  staged: Cost;
  logged: Cost;
  readingLogged: Cost;
}

/** Everything in turn, so that what else the machine does falls on all alike. */
async function measureRound(runtime: Runtime, csv: string, bare: Bare, round: number): Promise<Round> {
  const meter = await makeMeter(bare);
  const from = await meter();
  await bare.copy();
  const copy = between(from, await meter());
  return { copy, ...(await importOnce(runtime, csv, `bench-${round}`, meter)) };
}

async function measureBeside(runtime: Runtime, csv: string, bare: Bare, round: number): Promise<Beside> {
  const meter = await makeMeter(bare);
  const { whole: again } = await importOnce(runtime, csv, `again-${round}`, meter);
  const staged = await importStaged(runtime, csv, `staged-${round}`, meter);
  await bare.stageLogged(true);
  const logged = await importOnce(runtime, csv, `logged-${round}`, meter);
  await bare.stageLogged(false);
  return { again, staged, logged: logged.whole, readingLogged: logged.reading };
}

type Meter = () => Promise<Cost>;

/** The processor's time of the server is that of the postmaster's children; where /proc is not, it is not told. */
async function makeMeter({ postmaster }: Bare): Promise<Meter> {
  return async () => {
    const { user, system: kernel } = process.cpuUsage();
    return { clock: performance.now(), here: (user + kernel) / 1000, server: await serverTime(postmaster) };
  };
}

async function serverTime(postmaster: number): Promise<number> {
  let ticks = 0;
  for (const name of existsSync("/proc") ? await readdir("/proc") : []) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(parent) === postmaster) ticks += Number(rest[9]) + Number(rest[10]);
  }
  return ticks * 10;
}

const between = (from: Cost, to: Cost): Cost => ({
  clock: to.clock - from.clock,
  here: to.here - from.here,
  server: to.server - from.server,
});

const seconds = (value: number) => (value / 1000).toFixed(2);

function lineOf(name: string, costs: readonly Cost[]): string {
  const middle = (of: keyof Cost) => seconds(median(costs.map((cost) => cost[of])));
  const clock = costs.map((cost) => seconds(cost.clock)).join(" ");
  return `${name} ${clock}; median ${middle("clock")}, processor here ${middle("here")}, server ${middle("server")}`;
}

async function report(taken: readonly Round[], beside: readonly Beside[], rows: number): Promise<void> {
  const line = (name: string, part: keyof Round) =>
    lineOf(
      name,
      taken.map((round) => round[part]),
    );
  const lineBeside = (name: string, part: keyof Beside) =>
    lineOf(
      name,
      beside.map((round) => round[part]),
    );
  const all = (part: keyof Round) => taken.map((round) => round[part].clock);
  // Of each round: what the machine does besides changes from round to round.
  const against = median(taken.map(({ copy, whole }) => copy.clock / whole.clock));
  const alone = median(beside.map(({ staged, again }) => staged.clock / again.clock));
  const verdict = (ratio: number, target: number) =>
    `${ratio.toFixed(3)} (target ${target}: ${ratio >= target ? "met" : "MISSED"})`;
  await keep("import", [
    `${rows} rows, ${rounds} rounds, bare COPY and import in turn; then an import, one that begins staged, and one staged in a logged table`,
    "seconds by the clock; median; seconds of the processor, in this process and in the server's",
    line("bare COPY      ", "copy"),
    line("import         ", "whole"),
    line("  reading      ", "reading"),
    line("  storing      ", "storing"),
    lineBeside("import again   ", "again"),
    lineBeside("begun staged   ", "staged"),
    lineBeside("logged staging ", "logged"),
    lineBeside("  reading      ", "readingLogged"),
    `rows a second: COPY ${perSecond(rows, all("copy"))}, import ${perSecond(rows, all("whole"))}`,
    `ratio to bare COPY              ${verdict(against, targets.copy)}`,
    `ratio to storing what is staged ${verdict(alone, targets.storing)}`,
  ]);
}

const perSecond = (rows: number, times: readonly number[]) => Math.round(rows / (median(times) / 1000));

async function beginRun(runtime: Runtime, csv: string, source: string): Promise<string> {
  const profile = shippedProfiles().find(({ key }) => key === "servicenow-event-log");
  if (profile === undefined) throw new Error("The profile does not ship.");
  const place = { path: csv };
  return insertRun(
    runtime.db,
    { place, fileName: "log.csv", fileSize: 1, profile, source, dry: false, requestedBy: null },
    runtime.clock.now(),
  );
}

async function checkAll(runtime: Runtime, id: string): Promise<void> {
  const outcome = await readOutcome(runtime.db, id);
  if (outcome.recordsAdded !== 24_918 || outcome.rowsTaken !== 141_712) {
    throw new Error(`Not every row is accounted for: ${JSON.stringify(outcome)}`);
  }
}

async function importOnce(runtime: Runtime, csv: string, source: string, meter: Meter) {
  const id = await beginRun(runtime, csv, source);
  const start = await meter();
  let read = Promise.resolve(start);
  await executeRun(runtime, system, id, {
    requestId: "bench",
    signal: new AbortController().signal,
    onStaged: () => {
      read = meter();
    },
  });
  const end = await meter();
  await checkAll(runtime, id);
  const middle = await read;
  return { whole: between(start, end), reading: between(start, middle), storing: between(middle, end) };
}

/** Broken off when every row is staged, and then taken up: only the second part counts. */
async function importStaged(runtime: Runtime, csv: string, source: string, meter: Meter): Promise<Cost> {
  const id = await beginRun(runtime, csv, source);
  const broken = new AbortController();
  const onStaged = () => {
    broken.abort();
    broken.signal.throwIfAborted();
  };
  const first = executeRun(runtime, system, id, { requestId: "bench", signal: broken.signal, onStaged });
  await first.catch((error: unknown) => {
    if (!broken.signal.aborted) throw error;
  });
  const start = await meter();
  await executeRun(runtime, system, id, { requestId: "bench", signal: new AbortController().signal });
  const end = await meter();
  await checkAll(runtime, id);
  return between(start, end);
}

async function unpacked(dataDir: string): Promise<string> {
  const table = await openPacked(zip);
  const lines = [line(table.header)];
  for await (const batch of table.batches()) for (const row of batch.rows) lines.push(line(row));
  const file = path.join(dataDir, "log.csv");
  await writeFile(file, lines.join(""));
  return file;
}

interface Bare {
  rows: number;
  postmaster: number;
  copy(): Promise<void>;
  stageLogged(logged: boolean): Promise<void>;
  close(): Promise<void>;
}

/** The same rows into one table of texts without key, index or journal: what the server can do at best. */
async function bareTable(csv: string, connection: Connection): Promise<Bare> {
  const text = await readFile(csv, "utf8");
  const header = text.slice(0, text.indexOf("\n")).split(",");
  const client = new pg.Client(connection);
  await client.connect();
  const columns = header.map((name) => `${pg.escapeIdentifier(name)} text`).join(", ");
  const bytes = Buffer.from(text);
  return {
    rows: text.split("\n").length - 2,
    postmaster: await parentOf(client),
    async copy() {
      await client.query(`drop table if exists bare`);
      await client.query(`create table bare (${columns})`);
      await pipeline(
        Readable.from(chunksOf(bytes)),
        client.query(copyFrom("copy bare from stdin with (format csv, header true)")),
      );
    },
    async stageLogged(logged) {
      await client.query(`alter table import_row set ${logged ? "logged" : "unlogged"}`);
    },
    close: () => client.end(),
  };
}

async function parentOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const stat = await readFile(`/proc/${rows[0]?.pid}/stat`, "utf8").catch(() => "");
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? -1);
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}

if (!existsSync(zip)) {
  process.stdout.write(`skipped: no event log in ${data} (BEREDD_SHARED_DATA)\n`);
} else {
  await run();
}
