import { sql, type RawBuilder, type SqlBool } from "kysely";
import { reachOf, visible, type Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import { AppError } from "../../shared/errors.ts";
import type { Instant } from "../../shared/time.ts";
import type { DeviationView, Severity } from "./contract.ts";
import { severityOf, severityWithoutBreaches, type BreachFacts, type IncidentFacts } from "./rules.ts";

type Row = Omit<
  DeviationView,
  "severity" | "derivedSeverity" | "severityWithheld" | "grounds" | "incidents" | "breaches"
> & {
  override: Severity | null;
  incidents: (DeviationView["incidents"][number] & IncidentFacts)[];
  breaches: (NonNullable<DeviationView["breaches"]>[number] & BreachFacts)[];
};

const utc = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** What a deviation rests on is told, and weighed, only as far as the reader may see it. */
const selection = (actor: Actor, now: Instant) => sql`
  d.id, d.number, json_build_object('id', u.id, 'name', u.name) as unit, d.kind, d.title, d.description,
  json_build_object('id', s.id, 'name', s.name, 'areaId', a.id, 'areaName', a.name) as service,
  case when y.id is not null then json_build_object('id', y.id, 'name', y.name) end as system,
  d.severity_override as override, d.severity_reason as "severityReason",
  json_build_object('at', ${utc(sql`d.found_at`)}, 'precision', d.found_precision) as found,
  d.settled_at as "settledAt", d.source, d.source_number as "sourceNumber", d.recorded_at as "recordedAt",
  d.updated_at as "updatedAt", d.version,
  coalesce((select json_agg(json_build_object(
      'id', i.id, 'number', i.number, 'title', i.title, 'major', i.major, 'state', i.state,
      'minutes', floor(extract(epoch from coalesce(i.restored_at, ${now}::timestamptz) - i.opened_at) / 60),
      'promisedMinutes', i.promised_minutes, 'promiseKept', i.promise_kept) order by i.opened_at, i.id)
    from deviation_incident di join incident_fact i on i.id = di.incident_id
    where di.deviation_id = d.id and ${visible(actor, "incident:read", sql.ref("i.unit_id"))}), '[]') as incidents,
  coalesce((select json_agg(json_build_object('id', b.id, 'number', b.number, 'title', b.title, 'risk', b.risk,
      'dismissed', b.state = 'dismissed') order by b.discovered_at, b.id)
    from deviation_breach db join breach_fact b on b.id = db.breach_id
    where db.deviation_id = d.id and ${visible(actor, "breach:read", sql.ref("b.unit_id"))}), '[]') as breaches,
  coalesce((select json_agg(json_build_object('id', c.id, 'number', c.number, 'title', c.title, 'state', c.state,
      'dueOn', c.due_on) order by c.number)
    from action_subject cs join action c on c.id = cs.action_id
    where cs.subject_type = 'deviation' and cs.subject_id = d.id
      and ${visible(actor, "deviation:read", sql.ref("c.unit_id"))}), '[]') as actions`;

const source = sql`
  from deviation d
  join unit u on u.id = d.unit_id
  join service s on s.id = d.service_id
  left join service_area a on a.id = s.area_id
  left join system y on y.id = d.system_id`;

const seenBy = (actor: Actor) => visible(actor, "deviation:read", sql.ref("d.unit_id"));

function view(row: Row, actor: Actor): DeviationView {
  const { override, incidents, breaches, ...rest } = row;
  const reach = reachOf(actor, "breach:read");
  const seen = reach === "all" || reach.has(row.unit.id);
  const derived = seen
    ? { ...severityOf(incidents, breaches), withheld: false }
    : severityWithoutBreaches(incidents);
  return {
    ...rest,
    severity: override ?? derived.severity,
    derivedSeverity: derived.severity,
    severityWithheld: override === null && derived.withheld,
    grounds: derived.grounds,
    incidents,
    breaches: reach === "all" || reach.size > 0 ? breaches : null,
  };
}

/** One deviation. Throws `record.not-found`, also when the reader may not see it. */
export async function findDeviation(
  db: Db | Tx,
  deviationId: string,
  actor: Actor,
  now: Instant,
): Promise<DeviationView> {
  const { rows } = await sql<Row>`
    select ${selection(actor, now)} ${source} where d.id = ${deviationId} and ${seenBy(actor)}`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new AppError("record.not-found");
  return view(row, actor);
}

/** Locks it for an edit. Throws `record.stale` with the state as it is now. */
export async function lockDeviation(
  tx: Tx,
  wanted: { deviationId: string; version: number },
  actor: Actor,
  now: Instant,
): Promise<DeviationView> {
  await sql`select from deviation where id = ${wanted.deviationId} for update`.execute(tx);
  const deviation = await findDeviation(tx, wanted.deviationId, actor, now);
  if (deviation.version !== wanted.version) throw new AppError("record.stale", { current: deviation });
  return deviation;
}

export interface DeviationCondition {
  q?: string | undefined;
  kind?: readonly string[] | undefined;
  unitId?: string | undefined;
  serviceId?: string | undefined;
  systemId?: string | undefined;
  areaId?: string | undefined;
  settled?: "true" | "false" | undefined;
  /** Days in the organisation's zone, half-open. */
  from?: string | undefined;
  until?: string | undefined;
}

export function conditionOf(filter: DeviationCondition, zone: string): RawBuilder<SqlBool> {
  const day = (text: string) => sql`${text}::date::timestamp at time zone ${zone}`;
  const like = `%${(filter.q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const all = [
    filter.q && sql<SqlBool>`(d.title ilike ${like} or d.number ilike ${like})`,
    filter.kind && sql<SqlBool>`d.kind = any(${[...filter.kind]}::text[])`,
    filter.unitId &&
      sql<SqlBool>`d.unit_id in (select unit_id from unit_within where ancestor_id = ${filter.unitId})`,
    filter.serviceId && sql<SqlBool>`d.service_id = ${filter.serviceId}`,
    filter.systemId && sql<SqlBool>`d.system_id = ${filter.systemId}`,
    filter.areaId && sql<SqlBool>`s.area_id = ${filter.areaId}`,
    filter.settled && sql<SqlBool>`(d.settled_at is not null) = ${filter.settled === "true"}`,
    filter.from && sql<SqlBool>`d.found_at >= ${day(filter.from)}`,
    filter.until && sql<SqlBool>`d.found_at < ${day(filter.until)}`,
  ].filter((one) => typeof one === "object");
  return all.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

const orders: Readonly<Record<string, RawBuilder<unknown>>> = {
  found: sql`d.found_at, d.id`,
  "-found": sql`d.found_at desc, d.id desc`,
  number: sql`d.number, d.id`,
  "-number": sql`d.number desc, d.id desc`,
};

export interface DeviationReading {
  actor: Actor;
  now: Instant;
  zone: string;
}

export async function listDeviations(
  db: Db | Tx,
  { actor, now, zone }: DeviationReading,
  filter: DeviationCondition,
  page: { limit: number; offset: number; sort: string },
): Promise<{ items: DeviationView[]; count: number }> {
  const where = sql`where ${seenBy(actor)} and ${conditionOf(filter, zone)}`;
  const { rows } = await sql<Row>`
    select ${selection(actor, now)} ${source} ${where}
    order by ${orders[page.sort] ?? sql`d.id`} limit ${page.limit} offset ${page.offset}`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n ${source} ${where}`.execute(db);
  return { items: rows.map((row) => view(row, actor)), count: counted.rows[0]?.n ?? 0 };
}

const refSources = {
  incident: { from: sql`incident_fact r`, permission: "incident:read" },
  breach: { from: sql`breach_fact r`, permission: "breach:read" },
  deviation: { from: sql`deviation r`, permission: "deviation:read" },
} as const;

/** A record that the actor may see, by its number or id. Throws `record.not-found`. */
export async function byRef(
  tx: Tx,
  type: keyof typeof refSources,
  ref: string,
  actor: Actor,
): Promise<{ id: string; unitId: string }> {
  const { from, permission } = refSources[type];
  const { rows } = await sql<{ id: string; unitId: string }>`
    select r.id, r.unit_id as "unitId" from ${from}
    where (r.number = ${ref} or r.id::text = ${ref.toLowerCase()})
      and ${visible(actor, permission, sql.ref("r.unit_id"))} limit 1`.execute(tx);
  const found = rows[0];
  if (found === undefined) throw new AppError("record.not-found");
  return found;
}
