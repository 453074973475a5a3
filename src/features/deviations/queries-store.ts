import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../platform/database/transaction.ts";
import type { Instant } from "../../shared/time.ts";
import { idsByName, idsByNumber, type Item } from "../../platform/verb/storing.ts";
import type { SubjectType } from "./contract.ts";
import type { ReadyAction } from "./store-actions.ts";
import type { ReadyDeviation } from "./store-deviations.ts";

export const knownDeviations = sql`select source, source_number, id, number, source_hash from deviation`;
export const knownActions = sql`select source, source_number, id, number, source_hash from action`;

type Names = readonly (string | null | undefined)[];

/** A unit by its code, or by its name where only one has it. */
export const unitsByName = (tx: Tx, names: Names) =>
  idsByName(
    tx,
    names,
    (all) => sql`
      select lower(code) as name, id from unit where lower(code) = any(${all}::text[])
      union all select lower(name), min(id::text)::uuid from unit where lower(name) = any(${all}::text[])
      group by 1 having count(*) = 1`,
  );

const named = (table: RawBuilder<unknown>) => (tx: Tx, names: Names) =>
  idsByName(tx, names, (all) => sql`select name, id from ${table} where lower(name) = any(${all}::text[])`);
export const servicesByName = named(sql`service`);
export const systemsByName = named(sql`system`);
export const suppliersByName = named(sql`supplier`);

const numbered = (view: RawBuilder<unknown>) => (tx: Tx, numbers: Names) => idsByNumber(tx, numbers, view);
export const numbersOf = {
  deviation: numbered(sql`deviation_fact`),
  incident: numbered(sql`incident_fact`),
  breach: numbered(sql`breach_fact`),
};

/** Which unit answers for each service and system. */
export async function unitsOfCatalogue(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; unit_id: string }>`
    select id, unit_id from service union all select id, unit_id from system`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.unit_id]));
}

/** One statement for all: what the source says now stands; number, first recording and a person's verdict stay. */
export async function writeDeviations(
  tx: Tx,
  items: readonly Item<ReadyDeviation>[],
  now: string,
): Promise<void> {
  const rows = items.map(({ id, number, hash, ready }) => ({ ...ready, id, number, source_hash: hash }));
  await sql`
    insert into deviation (id, number, unit_id, kind, title, description, service_id, system_id, severity_override,
                           severity_reason, found_at, found_precision, settled_at, source, source_number, source_hash,
                           recorded_at, updated_at)
    select id, number, unit_id, kind, title, description, service_id, system_id, severity_override,
           severity_reason, found_at, found_precision, settled_at, source, source_number, source_hash, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (
      id uuid, number text, unit_id uuid, kind text, title text, description text, service_id uuid, system_id uuid,
      severity_override text, severity_reason text, found_at timestamptz, found_precision text,
      settled_at timestamptz, source text, source_number text, source_hash text)
    on conflict (source, source_number) do update set
      unit_id = excluded.unit_id, kind = excluded.kind, title = excluded.title, description = excluded.description,
      service_id = excluded.service_id, system_id = excluded.system_id,
      severity_override = coalesce(excluded.severity_override, deviation.severity_override),
      severity_reason = coalesce(excluded.severity_reason, deviation.severity_reason),
      found_at = excluded.found_at, found_precision = excluded.found_precision, settled_at = excluded.settled_at,
      source_hash = excluded.source_hash, version = deviation.version + 1, updated_at = excluded.updated_at`.execute(
    tx,
  );
  await tieMany(tx, sql`deviation_incident (deviation_id, incident_id)`, items, (ready) => ready.incidentIds);
  await tieMany(tx, sql`deviation_breach (deviation_id, breach_id)`, items, (ready) => ready.breachIds);
}

/** Ties are added and never taken away: a person may have tied more than the source knows. */
async function tieMany(
  tx: Tx,
  table: RawBuilder<unknown>,
  items: readonly Item<ReadyDeviation>[],
  others: (ready: ReadyDeviation) => readonly string[],
): Promise<void> {
  const pairs = items.flatMap(({ id, ready }) => others(ready).map((other) => ({ id, other })));
  if (pairs.length === 0) return;
  await sql`
    insert into ${table}
    select * from unnest(${pairs.map((pair) => pair.id)}::uuid[], ${pairs.map((pair) => pair.other)}::uuid[])
    on conflict do nothing`.execute(tx);
}

export async function writeActions(tx: Tx, items: readonly Item<ReadyAction>[], now: string): Promise<void> {
  const rows = items.map(({ id, number, hash, ready }) => ({ ...ready, id, number, source_hash: hash }));
  await sql`
    insert into action (id, number, unit_id, title, description, state, state_reason, owner_role, due_on, supplier_id,
                        recommended, decided_at, done_at, source, source_number, source_hash, recorded_at, updated_at)
    select id, number, unit_id, title, description, state, state_reason, owner_role, due_on, supplier_id,
           recommended, decided_at, done_at, source, source_number, source_hash, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (
      id uuid, number text, unit_id uuid, title text, description text, state text, state_reason text,
      owner_role text, due_on date, supplier_id uuid, recommended boolean, decided_at timestamptz,
      done_at timestamptz, source text, source_number text, source_hash text)
    on conflict (source, source_number) do update set
      unit_id = excluded.unit_id, title = excluded.title, description = excluded.description, state = excluded.state,
      state_reason = excluded.state_reason, owner_role = excluded.owner_role, due_on = excluded.due_on,
      supplier_id = excluded.supplier_id, recommended = excluded.recommended, decided_at = excluded.decided_at,
      done_at = excluded.done_at, source_hash = excluded.source_hash, version = action.version + 1,
      updated_at = excluded.updated_at`.execute(tx);
  const ties = items.flatMap(({ id, ready }) => ready.about.map((about) => ({ id, ...about })));
  if (ties.length === 0) return;
  const column = (key: "id" | "subjectId") => ties.map((tie) => tie[key]);
  const types: SubjectType[] = ties.map((tie) => tie.type);
  await sql`
    insert into action_subject (action_id, subject_type, subject_id)
    select * from unnest(${column("id")}::uuid[], ${types}::text[], ${column("subjectId")}::uuid[])
    on conflict do nothing`.execute(tx);
}

/** When each of the deviations was found. */
export async function foundOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Instant>> {
  const { rows } = await sql<{ id: string; at: Instant }>`
    select id, found_at as at from deviation where id = any(${[...ids]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, at }) => [id, at]));
}
