/** Figures for a year of 250 000 incidents among 1 000 000, cold (nothing kept) and kept, on a server of its own. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parsePeriod } from "../src/shared/period-parser.ts";
import { yearBefore, type Period } from "../src/shared/periods.ts";
import { breakdownOf, figuresOf, seriesOf, type FigureContext } from "../src/features/statistics/index.ts";
import { ask, boundsIn, type Question } from "../src/features/statistics/asking.ts";
import { dimensions, splitKeys } from "../src/features/statistics/contract.ts";
import { countOpenAt } from "../src/features/statistics/queries-backlog.ts";
import { measureTotals } from "../src/features/statistics/queries-measures.ts";
import { outageByService, plannedByService } from "../src/features/statistics/queries-outage.ts";
import { system } from "../src/platform/actor.ts";
import { startEmbedded } from "../src/platform/database/embedded/index.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { openDatabase } from "../src/platform/database/pools.ts";
import { makeLog } from "../src/platform/log.ts";
import { keep, percentile, timed } from "./measure.ts";
import { fillMillion } from "./million.ts";

const target = { figureMs: 300, pageMs: 1_000 };
const rounds = 9;
const now = "2024-01-01T12:00:00Z";

const line = (name: string, times: number[], limit: number) =>
  `${name}: median ${percentile(times, 0.5).toFixed(0)} ms, max ${Math.max(...times).toFixed(0)} ms of ${times.length}; ` +
  `median against the target of ${limit} ms: ${(percentile(times, 0.5) / limit).toFixed(2)}`;

/** Each figure alone, straight from its statement, past what is kept. */
async function single(question: Question, period: Period): Promise<string[]> {
  const { db } = question;
  const bounds = boundsIn(question, period);
  const jobs: [string, () => Promise<unknown>][] = [
    ...splitKeys.map((key): [string, () => Promise<unknown>] => [
      key,
      () => measureTotals(db, [key], bounds, question),
    ]),
    ["backlog", () => countOpenAt(db, bounds.end, question)],
    ["outageMinutes", () => outageByService(db, bounds, now, question)],
    ["plannedOutageMinutes", () => plannedByService(db, bounds, question)],
  ];
  const lines: string[] = [];
  for (const [name, job] of jobs) lines.push(line(name, await timed(rounds, 2, job), target.figureMs));
  return lines;
}

/** What the page of statistics asks for at once; a moment of its own each round, so that nothing is kept. */
async function page(context: FigureContext, period: Period, against: Period, round: number): Promise<void> {
  const at = { ...context, now: `2022-12-${String(1 + round).padStart(2, "0")}T12:00:00Z` };
  await Promise.all([
    figuresOf(at, { period, against }, {}),
    seriesOf(at, { period, against }, { key: "incidents", step: "month" }, {}),
    breakdownOf(at, { period, against }, { key: "incidents", by: "service" }, {}),
  ]);
}

async function measure(context: FigureContext): Promise<string[]> {
  const parsed = parsePeriod("2022");
  if (!parsed.ok) throw new Error("2022 is a period.");
  const { period } = parsed;
  const against = yearBefore(period);
  const lines = await single(await ask(context, {}), period);
  for (const by of dimensions) {
    const times = await timed(5, 1, (round) =>
      breakdownOf(
        { ...context, now: `2022-11-${String(10 + round)}T12:00:00Z` },
        { period, against: null },
        { key: "incidents", by },
        {},
      ),
    );
    lines.push(line(`incidents by ${by}`, times, target.figureMs));
  }
  const cold = await timed(rounds, 2, (round) => page(context, period, against, round));
  lines.push(line("the whole page against the year before, cold", cold, target.pageMs));
  const kept = await timed(50, 2, () => page(context, period, against, 3));
  lines.push(line("the whole page, kept", kept, target.pageMs));
  return lines;
}

/** A database that was filled before and is measured again: as its owner, by DATABASE_URL. */
async function again(url: string): Promise<void> {
  const database = openDatabase({ connectionString: url }, {}, 10, makeLog("error"));
  await keep("figures", await measure({ db: database.db, actor: system, now }));
  await database.close();
}

async function anew(): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "beredd-bench-"));
  await chmod(dataDir, 0o755);
  const log = makeLog("error");
  const server = await startEmbedded({ dataDir, log });
  try {
    const connection = { ...server.connection, database: server.connection.database ?? "beredd" };
    const { roles } = await migrate(connection, log);
    const owner = openDatabase(connection, {}, 1, log);
    const begun = performance.now();
    await fillMillion(owner.db, { search: false });
    process.stderr.write(`filled in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
    await owner.close();
    const database = openDatabase(connection, roles, 10, log);
    await keep("figures", await measure({ db: database.db, actor: system, now }));
    await database.close();
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const url = process.env["DATABASE_URL"];
await (url === undefined ? anew() : again(url));
