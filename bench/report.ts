/** A deviation report over 12 months with 25 000 incidents: counted, composed, and rendered in the server's worker. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { computeReport } from "../src/features/reports/compute.ts";
import type { DocumentFormat } from "../src/features/reports/contract/reports.ts";
import { renderInWorker } from "../src/features/reports/render/in-worker.ts";
import { rootUnitId } from "../src/features/organisation/index.ts";
import { system } from "../src/platform/actor.ts";
import { startEmbedded } from "../src/platform/database/embedded/index.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { openDatabase } from "../src/platform/database/pools.ts";
import type { Db } from "../src/platform/database/transaction.ts";
import { makeLog } from "../src/platform/log.ts";
import { periodOf, yearBefore } from "../src/shared/periods.ts";
import { keep, percentile } from "./measure.ts";

const sizes = { incidents: 25_000, services: 96, areas: 12, deviations: 96, breaches: 24 };
const targetMs = 2_000;
const rounds = 9;
const formats = ["html", "docx", "pdf"] as const satisfies DocumentFormat[];

/** The year's incidents, and three quarters as many the year before; the same at every run. */
async function fill(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select setseed(0.2023)`.execute(tx);
    await sql`insert into organisation (name, created_at) values ('Kommun', now())`.execute(tx);
    await sql`insert into unit (id, name, kind, updated_at) values (gen_random_uuid(), 'Kommun', 'organisation', now())`.execute(
      tx,
    );
    await sql`insert into unit_within select id, id, 0 from unit`.execute(tx);
    await sql`insert into service_area (id, name, position, updated_at)
      select gen_random_uuid(), 'Tjänsteområde ' || n, n, now() from generate_series(1, ${sizes.areas}::int) n`.execute(
      tx,
    );
    await sql`insert into service (id, name, unit_id, area_id, promised_restore_minutes, updated_at)
      select gen_random_uuid(), 'Tjänst ' || n, u.id, a.id, 480, now()
      from unit u, generate_series(1, ${sizes.services}::int) n join service_area a on a.position = 1 + n % ${sizes.areas}::int`.execute(
      tx,
    );
    await sql`insert into incident (id, number, unit_id, title, state, impact, priority, detected_at, detected_precision,
        restored_at, restored_precision, recorded_at, promised_minutes, major, major_ground, updated_at)
      select gen_random_uuid(), 'INC-' || y.year || '-' || lpad(n::text, 5, '0'), u.id, 'Störning ' || n, 'closed',
        1 + n % 3, 1 + n % 5, t.at, 'minute', t.at + random() * interval '20 hours', 'minute', t.at, 480,
        n % 900 = 0, case when n % 900 = 0 then 'Stort avbrott i verksamheten' end, now()
      from unit u, (values (2023, ${sizes.incidents}::int), (2022, ${Math.round(sizes.incidents * 0.75)}::int)) y (year, count),
        lateral generate_series(1, y.count) n,
        lateral (select make_timestamptz(y.year, 1, 1, 8, 0, 0, 'UTC') + random() * interval '364 days' as at) t`.execute(
      tx,
    );
    await sql`insert into incident_service select i.id, s.id from incident i
      join (select id, row_number() over (order by name) as place from service) s
        on s.place = 1 + abs(hashtext(i.number)) % ${sizes.services}::int`.execute(tx);
    await sql`insert into deviation (id, number, unit_id, kind, title, service_id, found_at, found_precision,
        recorded_at, updated_at)
      select gen_random_uuid(), 'AVV-2023-' || lpad(s.place::text, 4, '0'), s.unit_id, 'incident',
        'Tjänsten svarade inte under delar av dagen för flera förvaltningar', s.id,
        '2023-01-05T08:00Z'::timestamptz + s.place * interval '3 days', 'day', now(), now()
      from (select *, row_number() over (order by name) as place from service) s`.execute(tx);
    await sql`insert into deviation_incident
      select d.id, (select x.incident_id from incident_service x join incident i on i.id = x.incident_id
        where x.service_id = d.service_id and i.opened_at >= '2023-01-01' limit 1) from deviation d`.execute(
      tx,
    );
    await sql`insert into breach (id, number, unit_id, title, state, service_id, discovered_at, discovered_precision,
        recorded_at, updated_at)
      select gen_random_uuid(), 'PUI-2023-' || lpad(d.place::text, 4, '0'), d.unit_id, 'Uppgifter synliga för obehöriga',
        'confirmed', d.service_id, d.found_at, 'day', now(), now()
      from (select *, row_number() over (order by number) as place from deviation) d
      where d.place <= ${sizes.breaches}`.execute(tx);
    await sql`insert into action (id, number, unit_id, title, state, recorded_at, updated_at)
      select gen_random_uuid(), replace(number, 'AVV', 'ATG'), unit_id, 'Leverantören rättade felet', 'done', now(), now()
      from deviation`.execute(tx);
    await sql`insert into action_subject select c.id, 'deviation', d.id from action c
      join deviation d on replace(d.number, 'AVV', 'ATG') = c.number`.execute(tx);
  });
  await sql`analyze`.execute(db);
}

async function measure(db: Db): Promise<void> {
  const period = periodOf("2023-01-01", "2024-01-01");
  const before = yearBefore(period);
  const unit = { id: await rootUnitId(db), name: "Kommun" };
  const times: Record<string, number[]> = { model: [], total: [], "cpu of total": [] };
  for (let round = 0; round < rounds + 1; round += 1) {
    // Another position each round, so that nothing that was counted before answers.
    await sql`insert into journal_position select ${round + 1}::int8, gen_random_uuid(), now()`.execute(db);
    const taken: Record<string, number> = {};
    const clocked = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const start = performance.now();
      const result = await work();
      taken[name] = performance.now() - start;
      return result;
    };
    const cpu = process.cpuUsage();
    const start = performance.now();
    const { model } = await clocked("model", () =>
      computeReport(
        { db, actor: system, now: "2024-01-15T08:00:00Z", publicUrl: null },
        {
          title: `Kvalitetsavvikelser ${round}`,
          number: null,
          language: "sv",
          unit,
          unitIsRoot: true,
          area: null,
          period: { ...period, written: "2023" },
          comparison: { ...before, written: "2022" },
          texts: {},
        },
      ),
    );
    await clocked("rendering", () => renderInWorker(model, formats));
    taken["total"] = performance.now() - start;
    const { user, system: kernel } = process.cpuUsage(cpu);
    for (const format of formats) await clocked(`${format} alone`, () => renderInWorker(model, [format]));
    // On a machine that does other work the clock measures that work too; PostgreSQL's own work is not in here.
    taken["cpu of total"] = (user + kernel) / 1_000;
    if (round > 0) for (const [name, took] of Object.entries(taken)) (times[name] ??= []).push(took);
  }
  const total = percentile(times["total"] ?? [], 0.5);
  await keep("report", [
    JSON.stringify(sizes),
    ...Object.entries(times).map(
      ([name, values]) =>
        `${name.padEnd(12)} median ${Math.round(percentile(values, 0.5))} ms of ${values.length}: ${values.map(Math.round).join(" ")}`,
    ),
    `model and ${formats.join(", ")} against the target of ${targetMs} ms: ${(total / targetMs).toFixed(2)}`,
  ]);
}

const scratch = await mkdtemp(path.join(os.tmpdir(), "beredd-bench-"));
await chmod(scratch, 0o711);
const log = makeLog("error");
const server = await startEmbedded({ dataDir: path.join(scratch, "data"), log });
try {
  await migrate(server.connection, log);
  // As the owner: the serving role may not write positions.
  const owner = openDatabase(server.connection, {}, 4, log);
  await fill(owner.db);
  await measure(owner.db);
  await owner.close();
} finally {
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
}
process.exit();
