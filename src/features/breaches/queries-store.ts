import { sql } from "kysely";
import { idsByName, idsByNumber, type Item } from "../../platform/verb/storing.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { BreachRow, ReadyBreach } from "./store-breaches.ts";

export const knownBreaches = sql`select source, source_number, id, number, source_hash from breach`;

/** Everything that the rows name, looked up in one statement a kind. */
export async function lookUpForBreaches(tx: Tx, rows: readonly BreachRow[]) {
  const names = (pick: (row: BreachRow) => string | null | undefined) => rows.map(pick);
  const unit = await idsByName(
    tx,
    names((row) => row.unit),
    (all) => sql`
      select lower(code) as name, id from unit where lower(code) = any(${all}::text[])
      union all select lower(name), min(id::text)::uuid from unit where lower(name) = any(${all}::text[])
      group by 1 having count(*) = 1`,
  );
  const service = await idsByName(
    tx,
    names((row) => row.service),
    (all) => sql`select name, id from service where lower(name) = any(${all}::text[])`,
  );
  const system = await idsByName(
    tx,
    names((row) => row.system),
    (all) => sql`select name, id from system where lower(name) = any(${all}::text[])`,
  );
  const owners = await sql<{ id: string; unit_id: string }>`select id, unit_id from service`.execute(tx);
  const incident = await idsByNumber(
    tx,
    names((row) => row.incident),
    sql`incident_fact`,
  );
  return {
    unit,
    service,
    system,
    unitOfService: new Map(owners.rows.map((row) => [row.id, row.unit_id])),
    incident,
  };
}

/** One statement for all: what the source says now stands, the number and the first recording stay. */
export async function writeBreaches(tx: Tx, items: readonly Item<ReadyBreach>[], now: string): Promise<void> {
  const rows = items.map(({ id, number, hash, ready }) => ({ ...ready, id, number, source_hash: hash }));
  await sql`
    insert into breach (id, number, unit_id, title, description, state, service_id, system_id, incident_id,
                        discovered_at, discovered_precision, risk, people_count, record_count, source, source_number,
                        source_hash, recorded_at, updated_at)
    select id, number, unit_id, title, description, state, service_id, system_id, incident_id,
           discovered_at, discovered_precision, risk, people_count, record_count, source, source_number,
           source_hash, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (
      id uuid, number text, unit_id uuid, title text, description text, state text, service_id uuid, system_id uuid,
      incident_id uuid, discovered_at timestamptz, discovered_precision text, risk text, people_count int,
      record_count int, source text, source_number text, source_hash text)
    on conflict (source, source_number) do update set
      unit_id = excluded.unit_id, title = excluded.title, description = excluded.description, state = excluded.state,
      service_id = excluded.service_id, system_id = excluded.system_id, incident_id = excluded.incident_id,
      discovered_at = excluded.discovered_at, discovered_precision = excluded.discovered_precision,
      risk = excluded.risk, people_count = excluded.people_count, record_count = excluded.record_count,
      source_hash = excluded.source_hash, version = breach.version + 1, updated_at = excluded.updated_at`.execute(
    tx,
  );
}
