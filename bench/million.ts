/** A million incidents over four years, the same at every run, for benchmarks that measure among many. */
import { sql, type RawBuilder } from "kysely";
import type { Db } from "../src/platform/database/transaction.ts";

export const million = {
  incidents: 1_000_000,
  firstDay: "2020-01-01",
  days: 1_461,
  services: 120,
  units: 40,
};

/** Units, areas, services and systems to hang them on. */
async function fillCatalogue(db: Db): Promise<void> {
  await sql`insert into organisation (name, created_at) values ('Bänkkommun', now()) on conflict do nothing`.execute(
    db,
  );
  await sql`insert into unit (id, name, kind, updated_at)
    values (gen_random_uuid(), 'Kommun', 'organisation', now())`.execute(db);
  await sql`insert into unit (id, parent_id, name, kind, updated_at)
    select gen_random_uuid(), root.id, 'Enhet ' || n, 'administration', now()
    from unit root, generate_series(1, ${sql.lit(million.units - 1)}) n`.execute(db);
  await sql`insert into unit_within select id, id, 0 from unit
    union all select id, parent_id, 1 from unit where parent_id is not null`.execute(db);
  await sql`insert into service_area (id, name, position, updated_at)
    select gen_random_uuid(), 'Område ' || n, n, now() from generate_series(1, 8) n`.execute(db);
  await sql`insert into service (id, name, area_id, unit_id, promised_restore_minutes, updated_at)
    select gen_random_uuid(), 'Tjänst ' || n, a.id, root.id, 60 * (1 + n % 8), now()
    from generate_series(1, ${sql.lit(million.services)}) n
    join (select id, position from service_area) a on a.position = 1 + n % 8
    cross join (select id from unit where parent_id is null) root`.execute(db);
  await sql`insert into system (id, name, unit_id, updated_at)
    select gen_random_uuid(), 'System ' || n, root.id, now()
    from generate_series(1, ${sql.lit(million.services)}) n cross join (select id from unit where parent_id is null) root`.execute(
    db,
  );
}

/** What an incident is called and says, as SQL over its number `n`. */
export interface Wording {
  title: RawBuilder<string>;
  description: RawBuilder<string>;
}

const plainWording: Wording = {
  title: sql<string>`'Störning i tjänst ' || n % 120`,
  description: sql<string>`'Användare når inte systemet. Ärende ' || n`,
};

/** Each incident from its number alone: prime strides spread them, so nothing is drawn and every run is alike. */
async function fillIncidents(db: Db, wording: Wording): Promise<void> {
  const seconds = million.days * 86_400;
  await sql`
    insert into incident (id, number, unit_id, title, description, state, impact, urgency, priority, category, cause,
      assignment_group, started_at, started_precision, detected_at, detected_precision, acknowledged_at,
      acknowledged_precision, restored_at, restored_precision, closed_at, closed_precision, recorded_at,
      reopened_count, promised_minutes, major, major_ground, source, source_number, updated_at)
    select gen_random_uuid(), 'INC-' || extract(year from x.at)::int || '-' || lpad(n::text, 7, '0'), u.id,
      ${wording.title}, ${wording.description},
      case when x.open then 'in-progress' else 'closed' end,
      1 + n % 3, 1 + n / 3 % 3, 1 + n % 5, 'Kategori ' || n % 37, null, 'Grupp ' || n % 60,
      x.at - interval '4 min', 'minute', x.at, case when n % 23 = 0 then 'hour' else 'minute' end,
      x.at + make_interval(secs => n * 31 % 7200), 'minute',
      case when not x.open then x.at + make_interval(secs => 300 + n * 7919 % 260000) end,
      case when not x.open then 'minute' end,
      case when not x.open then x.at + make_interval(secs => 90000 + n * 7919 % 260000) end,
      case when not x.open then 'minute' end,
      x.at, (n % 17 = 0)::int, 60 * (1 + n % 24), n % 2503 = 0, case when n % 2503 = 0 then 'Högsta påverkan' end,
      'bench', n::text, x.at
    from generate_series(1::bigint, ${sql.lit(million.incidents)}) n
    cross join lateral (select ${million.firstDay}::timestamptz
        + make_interval(secs => n * ${sql.lit(seconds)}::bigint / ${sql.lit(million.incidents)}) as at,
      n > ${sql.lit(million.incidents - 3_000)} and n % 3 = 0 as open) x
    join (select id, row_number() over (order by name) - 1 as place from unit) u on u.place = n % ${sql.lit(million.units)}`.execute(
    db,
  );
  await sql`insert into incident_service (incident_id, service_id, opened_at, unit_id)
    select i.id, s.id, i.opened_at, i.unit_id from incident i
    join (select id, row_number() over (order by name) - 1 as place from service) s
      on s.place = i.source_number::bigint * 7 % ${sql.lit(million.services)}`.execute(db);
  await sql`insert into incident_system (incident_id, system_id, opened_at, unit_id)
    select i.id, y.id, i.opened_at, i.unit_id from incident i
    join (select id, row_number() over (order by name) - 1 as place from system) y
      on y.place = i.source_number::bigint * 7 % ${sql.lit(million.services)}`.execute(db);
}

/** What triggers keep for figures, in one go. */
async function fillFigures(db: Db): Promise<void> {
  await sql`insert into incident_figure
    select f.*, coalesce(s.ids, '{}'), coalesce(y.ids, '{}') from incident_figured f
    left join (select incident_id, array_agg(service_id order by service_id) as ids
               from incident_service group by 1) s on s.incident_id = f.id
    left join (select incident_id, array_agg(system_id order by system_id) as ids
               from incident_system group by 1) y on y.incident_id = f.id
    order by f.opened_at`.execute(db);
}

/**
 * Fills an empty, migrated database; `db` as its owner over one connection, since the index of the search is built
 * afterwards and no statement may time out.
 */
export async function fillMillion(
  db: Db,
  { search, wording = plainWording }: { search: boolean; wording?: Wording },
): Promise<void> {
  await sql`set statement_timeout = 0`.execute(db);
  await fillCatalogue(db);
  await sql`drop index incident_search`.execute(db);
  const kept = ["incident", "incident_service", "incident_system"].map((table) => sql.table(table));
  for (const table of kept) await sql`alter table ${table} disable trigger user`.execute(db);
  await fillIncidents(db, wording);
  await fillFigures(db);
  for (const table of kept) await sql`alter table ${table} enable trigger user`.execute(db);
  if (search) {
    await sql`create index incident_search on incident using gin (search)`.execute(db);
    await sql`insert into incident_word (word)
      select word from ts_stat('select search from incident')
      where length(word) between 3 and 60 and word !~ '[0-9]' on conflict do nothing`.execute(db);
  }
  await sql`vacuum analyze`.execute(db);
}
