/** Impact of an outage over 500 systems, 2 000 dependencies and 7 600 sites, on a server of the bench's own. */
import { mkdtemp, rm, chmod } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql, type SqlBool } from "kysely";
import { impactOf } from "../src/features/catalogue/index.ts";
import { startEmbedded } from "../src/platform/database/embedded/index.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { openDatabase } from "../src/platform/database/pools.ts";
import type { Db } from "../src/platform/database/transaction.ts";
import { makeLog } from "../src/platform/log.ts";
import { keep, percentile, timed } from "./measure.ts";

const sizes = { systems: 500, services: 150, dependencies: 2_000, units: 290, sites: 7_600 };
const targetMs = 50;
const rounds = 300;

/** The same graph at every run: setseed makes random() repeat. */
async function fill(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select setseed(0.2017)`.execute(tx);
    await sql`insert into unit (id, name, kind, people_count, updated_at)
      values (gen_random_uuid(), 'Kommun', 'organisation', 19000, now())`.execute(tx);
    await sql`insert into unit (id, parent_id, name, kind, people_count, updated_at)
      select gen_random_uuid(), root.id, 'Enhet ' || n, 'administration', case when n % 3 > 0 then n end, now()
      from unit root, generate_series(1, ${sizes.units}) n`.execute(tx);
    await sql`insert into unit_within select id, id, 0 from unit
      union all select id, parent_id, 1 from unit where parent_id is not null`.execute(tx);
    await sql`insert into site (id, unit_id, name, people_count, updated_at)
      select gen_random_uuid(), u.id, 'Plats ' || n, n % 50, now()
      from generate_series(1, ${sizes.sites}) n
      join (select id, row_number() over (order by name) - 1 as place from unit where parent_id is not null) u
        on u.place = n % ${sizes.units}`.execute(tx);
    await sql`insert into system (id, name, unit_id, updated_at)
      select gen_random_uuid(), 'System ' || n, root.id, now()
      from unit root, generate_series(1, ${sizes.systems}) n where root.parent_id is null`.execute(tx);
    await sql`insert into service (id, name, unit_id, updated_at)
      select gen_random_uuid(), 'Tjänst ' || n, root.id, now()
      from unit root, generate_series(1, ${sizes.services}) n where root.parent_id is null`.execute(tx);
    // Services lean on systems, and systems on systems of lower number: about a dozen levels deep, without a cycle.
    await sql`insert into dependency (id, dependent_id, dependency_id, mode, group_name, updated_at)
      select gen_random_uuid(), a.id, b.id, pick.mode, case when pick.mode = 'any' then 'par' else '' end, now()
      from (
        select distinct on (d, s) d, s, (array['all', 'all', 'all', 'any', 'any', 'degrades'])[1 + n % 6] as mode
        from (
          select n, ${sizes.services + sizes.systems} - floor(random() * (${sizes.services + sizes.systems} - 2))::int as d,
            random() as where_to from generate_series(1, ${sizes.dependencies * 2}) n
        ) drawn, lateral (select 1 + floor(where_to * least(d - 1, ${sizes.systems}))::int as s) target
      ) pick
      join (select id, row_number() over (order by length(name), name) as place from system
        union all select id, ${sizes.systems} + row_number() over (order by length(name), name) from service) a on a.place = pick.d
      join (select id, row_number() over (order by length(name), name) as place from system) b on b.place = pick.s
      where a.id <> b.id order by md5(pick.d || ' ' || pick.s) limit ${sizes.dependencies}`.execute(tx);
    await sql`insert into service_use (service_id, unit_id)
      select s.id, u.id from service s join unit u on (u.parent_id is null and hashtext(s.name) % 4 = 0)
        or (u.parent_id is not null and hashtext(s.name || u.name) % 10 = 0)`.execute(tx);
    await sql`insert into activity (id, unit_id, name, updated_at)
      select gen_random_uuid(), id, 'Verksamhet vid ' || name, now() from unit`.execute(tx);
    await sql`insert into activity_service (activity_id, service_id)
      select v.id, s.id from activity v join service s on hashtext(v.name || s.name) % 30 = 0`.execute(tx);
  });
  await sql`analyze`.execute(db);
}

async function measure(db: Db): Promise<string[]> {
  const systems = await db.selectFrom("system").select(["id", "name"]).orderBy("name").execute();
  const counts = await sql<Record<string, number>>`
    select (select count(*) from system) as systems, (select count(*) from service) as services,
      (select count(*) from dependency) as dependencies, (select count(*) from site) as sites,
      (select count(*) from service_use) as uses`.execute(db);
  const seen = () => sql<SqlBool>`true`;
  const ask = (ids: string[]) => impactOf(db, { fallen: ids, degraded: [] }, seen);
  const reach = { nodes: 0, sites: 0 };
  let worst = { id: "", name: "", nodes: 0, sites: 0 };
  for (const system of systems) {
    const impact = await ask([system.id]);
    reach.nodes += impact.nodes.length;
    reach.sites += impact.sites.count;
    if (impact.nodes.length > worst.nodes) {
      worst = { ...system, nodes: impact.nodes.length, sites: impact.sites.count };
    }
  }
  const single = await timed(rounds, 20, (round) => ask([systems[(round * 37) % systems.length]?.id ?? ""]));
  const hardest = await timed(rounds, 20, () => ask([worst.id]));
  const line = (name: string, times: number[]) =>
    `${name}: p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, ` +
    `max ${Math.max(...times).toFixed(1)} ms of ${times.length}; p95 against the target of ${targetMs} ms: ` +
    (percentile(times, 0.95) / targetMs).toFixed(2);
  return [
    JSON.stringify(counts.rows[0]),
    `one system falls: on average ${(reach.nodes / systems.length).toFixed(0)} services and systems and ` +
      `${(reach.sites / systems.length).toFixed(0)} sites are hit; the worst (${worst.name}) hits ${worst.nodes} and ${worst.sites}`,
    line("any one system", single),
    line("the worst system", hardest),
  ];
}

const dataDir = await mkdtemp(path.join(os.tmpdir(), "beredd-bench-"));
await chmod(dataDir, 0o755);
const log = makeLog("error");
const server = await startEmbedded({ dataDir, log });
try {
  const connection = { ...server.connection, database: server.connection.database ?? "beredd" };
  const { roles } = await migrate(connection, log);
  const database = openDatabase(connection, roles, 4, log);
  try {
    await fill(database.db);
    await keep("impact", await measure(database.db));
  } finally {
    await database.close();
  }
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
