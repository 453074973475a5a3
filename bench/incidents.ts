/**
 * The list among 1 000 000 incidents: pages, filters, sorts and searches as a reader asks for them, through the same
 * query that the API answers with; and the bulk door, on a server of its own.
 */
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { storeIncidents } from "../src/features/incidents/index.ts";
import type { ImportedIncident } from "../src/features/incidents/contract.ts";
import { listIncidents } from "../src/features/incidents/list-incidents.ts";
import { system } from "../src/platform/actor.ts";
import { startEmbedded } from "../src/platform/database/embedded/index.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { openDatabase } from "../src/platform/database/pools.ts";
import type { Db } from "../src/platform/database/transaction.ts";
import { makeKeyring } from "../src/platform/keyring.ts";
import { makeLog } from "../src/platform/log.ts";
import type { Runtime } from "../src/platform/runtime.ts";
import { bulkWrite } from "../src/platform/verb/bulk.ts";
import { keep, percentile, timed } from "./measure.ts";
import { fillMillion, million, type Wording } from "./million.ts";

const rounds = 40;
const limits = { list: 50, rare: 50, frequent: 150 };

/** One of these words, chosen by the number. */
const oneOf = (words: string, stride: number) => {
  const list = words.split(" ");
  return sql<string>`(${list}::text[])[1 + (n * ${sql.lit(stride)}) % ${sql.lit(list.length)}]`;
};
const what =
  "Avbrott Driftstopp Störning Fel Långsamt Driftstörningar Inloggningsproblem Felmeddelande Krasch Servrarna";
const where =
  "nätverket e-posten skrivarna systemet servern journalen skolplattformen telefonin databasen växeln kalendern " +
  "lönesystemet intranätet fibern larmet passersystemet ekonomisystemet bokningen brandväggen fillagringen";
const wording: Wording = {
  title: sql<string>`${oneOf(what, 7)} || ' i ' || ${oneOf(where, 11)} || ' på plan ' || n % 9 ||
    case when n % 50000 = 7 then ' brandväggsklustret' else '' end`,
  description: sql<string>`'Rapporterat av ' || ${oneOf("personal lärare växeln kontaktcenter larmet elever", 13)} ||
    '. ' || ${oneOf("Avbrottet Störningen Felet Problemet Händelsen", 17)} || ' berör ' ||
    ${oneOf(where, 29)} || ' sedan morgonen, ärende ' || n`,
};

type Input = Parameters<typeof listIncidents.call>[2];

async function measure(runtime: Runtime): Promise<string[]> {
  const { db } = runtime;
  const first = async (table: "service" | "unit" | "system") =>
    (await db.selectFrom(table).select("id").orderBy("name").limit(1).executeTakeFirstOrThrow()).id;
  const [serviceId, unitId, systemId] = [await first("service"), await first("unit"), await first("system")];
  const area = await db.selectFrom("service_area").select("id").limit(1).executeTakeFirstOrThrow();
  const deep = await listIncidents.call(runtime, system, { limit: 500, page: 20 });
  const cases: [string, Input, number][] = [
    ["a page, the newest", { limit: 50 }, limits.list],
    ["a page, number 200", { limit: 50, page: 200 }, limits.list],
    ["a page by cursor after 10 000", { limit: 50, cursor: deep.nextCursor ?? "" }, limits.list],
    ["filter: open", { limit: 50, open: true }, limits.list],
    ["filter: a state that is nearly all", { limit: 50, state: ["closed"] }, limits.list],
    ["filter: priority", { limit: 50, priority: [1] }, limits.list],
    ["filter: service", { limit: 50, serviceId: [serviceId] }, limits.list],
    ["filter: service area", { limit: 50, areaId: [area.id] }, limits.list],
    ["filter: system", { limit: 50, systemId: [systemId] }, limits.list],
    ["filter: unit with all under it", { limit: 50, unitId: [unitId] }, limits.list],
    ["filter: category", { limit: 50, category: ["Kategori 3"] }, limits.list],
    ["filter: major", { limit: 50, major: true }, limits.list],
    [
      "filter: a month and a priority",
      { limit: 50, openedFrom: "2022-03-01", openedBefore: "2022-04-01", priority: [2] },
      limits.list,
    ],
    ["filter: reopened", { limit: 50, reopened: true }, limits.list],
    ["filter: promise broken", { limit: 50, promiseKept: false }, limits.list],
    ["sort: priority", { limit: 50, sort: "priority" }, limits.list],
    ["sort: number", { limit: 50, sort: "-number" }, limits.list],
    ["sort: updated", { limit: 50, sort: "-updated" }, limits.list],
    ["search: a number", { limit: 50, q: "INC-2022-0600001" }, limits.list],
    ["search: a rare word", { limit: 50, q: "brandväggskluster" }, limits.rare],
    ["search: a rare and a frequent word", { limit: 50, q: "brandväggskluster avbrott" }, limits.rare],
    ["search: a word that is not there", { limit: 50, q: "zebra" }, limits.rare],
    ["search: a frequent word, ranked", { limit: 50, q: "avbrott" }, limits.frequent],
    ["search: a frequent compound part, ranked", { limit: 50, q: "system" }, limits.frequent],
    ["search: two frequent words, ranked", { limit: 50, q: "avbrott nätverk" }, limits.frequent],
    ["search: a frequent word, newest first", { limit: 50, q: "stopp", sort: "-opened" }, limits.frequent],
  ];
  const lines: string[] = [];
  for (const [name, input, limit] of cases) {
    const { total } = await listIncidents.call(runtime, system, input);
    const times = await timed(rounds, 3, () => listIncidents.call(runtime, system, input));
    const p95 = percentile(times, 0.95);
    lines.push(
      `${name}: ${total.more ? "more than " : ""}${total.count} rows; p50 ${percentile(times, 0.5).toFixed(1)} ms, ` +
        `p95 ${p95.toFixed(1)} ms; p95 against the target of ${limit} ms: ${(p95 / limit).toFixed(2)}`,
    );
  }
  return lines;
}

function imported(unitId: string, n: number): ImportedIncident {
  const at = (day: number) => ({
    at: `2016-03-${String(day).padStart(2, "0")}T08:00:00Z`,
    precision: "minute" as const,
  });
  const day = 1 + (n % 20);
  return {
    source: "bench-log",
    sourceNumber: `L${n}`,
    unitId,
    title: `Category ${n % 40}`,
    description: "",
    state: "closed",
    effect: null,
    impact: 2,
    urgency: 2,
    priority: 3,
    started: null,
    detected: at(day),
    acknowledged: null,
    restored: at(day + 1),
    closed: at(day + 6),
    timesReason: null,
    reopenedCount: 0,
    category: `Category ${n % 40}`,
    cause: null,
    assignmentGroup: `Group ${n % 70}`,
    serviceIds: [],
    systemIds: [],
    majorGround: null,
    supplierCase: null,
    problem: null,
    change: null,
    sourcePromiseKept: n % 3 > 0,
    extra: { location: `Location ${n % 90}`, contact: "Phone" },
    history: [
      { at: at(day).at, field: "state", from: null, to: "new" },
      { at: at(day + 1).at, field: "state", from: "new", to: "restored" },
    ],
  };
}

/** The bulk door alone, then with the journal that goes with it in one transaction. */
async function measureBulk(runtime: Runtime, db: Db): Promise<string[]> {
  const { id } = await db
    .selectFrom("unit")
    .select("id")
    .where("parent_id", "is", null)
    .executeTakeFirstOrThrow();
  const count = 25_000;
  const records = Array.from({ length: count }, (_, n) => imported(id, n));
  let stored = 0;
  const run = async () => {
    const write = { verb: "incident.import", needs: "import:run", requestId: "bench" } as const;
    await bulkWrite(runtime, system, write, async (context) => {
      const start = performance.now();
      await storeIncidents(context, records);
      stored = performance.now() - start;
    });
  };
  const start = performance.now();
  await run();
  const whole = performance.now() - start;
  const first = stored;
  const again = await timed(3, 0, run);
  return [
    `bulk: ${count} new incidents stored in ${first.toFixed(0)} ms, with their journal ${whole.toFixed(0)} ms (${Math.round((count / whole) * 1000)} a second)`,
    `bulk: the same ${count} again, unchanged: ${percentile(again, 0.5).toFixed(0)} ms`,
  ];
}

const dataDir = await mkdtemp(path.join(os.tmpdir(), "beredd-bench-"));
await chmod(dataDir, 0o755);
const log = makeLog("error");
const binaries = process.env["BEREDD_BENCH_POSTGRES"];
const server = await startEmbedded({ dataDir, log, ...(binaries !== undefined && { binaries }) });
try {
  const connection = { ...server.connection, database: server.connection.database ?? "beredd" };
  const { roles } = await migrate(connection, log);
  const owner = openDatabase(connection, {}, 1, log);
  const begun = performance.now();
  await fillMillion(owner.db, { search: true, wording });
  process.stderr.write(`filled in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
  await owner.close();
  const database = openDatabase(connection, roles, 10, log);
  const clock = { now: () => "2024-01-01T12:00:00Z" };
  const runtime: Runtime = {
    db: database.db,
    clock,
    log,
    jobs: { send: async () => undefined },
    publicUrl: null,
    reach: { importFolders: [], allowedAddresses: [] },
    keyring: makeKeyring(randomBytes(32)),
  };
  const lines = await measure(runtime);
  lines.push(...(await measureBulk(runtime, database.db)));
  await keep(`incidents-${million.incidents}`, lines);
  await database.close();
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
