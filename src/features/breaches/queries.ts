import { sql, type RawBuilder, type SqlBool } from "kysely";
import { visible, type Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import { AppError } from "../../shared/errors.ts";
import type { BreachView } from "./contract.ts";

export const breachColumns = sql`
  b.id, b.number, json_build_object('id', u.id, 'name', u.name) as unit, b.title, b.description, b.state,
  case when s.id is not null then json_build_object('id', s.id, 'name', s.name) end as service,
  case when y.id is not null then json_build_object('id', y.id, 'name', y.name) end as system,
  case when i.id is not null then json_build_object('id', i.id, 'number', i.number, 'title', i.title) end as incident,
  json_build_object('at', to_char(b.discovered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                    'precision', b.discovered_precision) as discovered,
  b.risk, b.people_count as "peopleCount", b.record_count as "recordCount", b.source,
  b.source_number as "sourceNumber", b.recorded_at as "recordedAt", b.updated_at as "updatedAt", b.version`;

/** The incident is shown only to a reader who may see it by itself. */
const breachSource = (actor: Actor) => sql`
  from breach b
  join unit u on u.id = b.unit_id
  left join service s on s.id = b.service_id
  left join system y on y.id = b.system_id
  left join incident_fact i on i.id = b.incident_id and ${visible(actor, "incident:read", sql.ref("i.unit_id"))}`;

const seenBy = (actor: Actor) => visible(actor, "breach:read", sql.ref("b.unit_id"));

/** One breach. Throws `record.not-found`, also when the reader may not see it. */
export async function findBreach(db: Db | Tx, breachId: string, actor: Actor): Promise<BreachView> {
  const { rows } = await sql<BreachView>`
    select ${breachColumns} ${breachSource(actor)} where b.id = ${breachId} and ${seenBy(actor)}`.execute(db);
  const breach = rows[0];
  if (breach === undefined) throw new AppError("record.not-found");
  return breach;
}

/** The unit that decides who may touch it. Throws `record.not-found`, so that a stranger learns nothing. */
export async function unitOfBreach(tx: Tx, breachId: string, actor: Actor): Promise<string> {
  return (await findBreach(tx, breachId, actor)).unit.id;
}

/** Locks it for an edit. Throws `record.stale` with the state as it is now. */
export async function lockBreach(
  tx: Tx,
  breachId: string,
  version: number,
  actor: Actor,
): Promise<BreachView> {
  await sql`select from breach where id = ${breachId} for update`.execute(tx);
  const breach = await findBreach(tx, breachId, actor);
  if (breach.version !== version) throw new AppError("record.stale", { current: breach });
  return breach;
}

export interface BreachCondition {
  q?: string | undefined;
  state?: readonly string[] | undefined;
  unitId?: string | undefined;
  serviceId?: string | undefined;
  systemId?: string | undefined;
  areaId?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

function conditionOf(filter: BreachCondition, zone: string): RawBuilder<SqlBool> {
  const day = (text: string) => sql`${text}::date::timestamp at time zone ${zone}`;
  const like = `%${(filter.q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const all = [
    filter.q && sql<SqlBool>`(b.title ilike ${like} or b.number ilike ${like})`,
    filter.state && sql<SqlBool>`b.state = any(${[...filter.state]}::text[])`,
    filter.unitId &&
      sql<SqlBool>`b.unit_id in (select unit_id from unit_within where ancestor_id = ${filter.unitId})`,
    filter.serviceId && sql<SqlBool>`b.service_id = ${filter.serviceId}`,
    filter.systemId && sql<SqlBool>`b.system_id = ${filter.systemId}`,
    filter.areaId && sql<SqlBool>`s.area_id = ${filter.areaId}`,
    filter.from && sql<SqlBool>`b.discovered_at >= ${day(filter.from)}`,
    filter.until && sql<SqlBool>`b.discovered_at < ${day(filter.until)}`,
  ].filter((one) => typeof one === "object");
  return all.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

const orders: Readonly<Record<string, RawBuilder<unknown>>> = {
  discovered: sql`b.discovered_at, b.id`,
  "-discovered": sql`b.discovered_at desc, b.id desc`,
  number: sql`b.number, b.id`,
  "-number": sql`b.number desc, b.id desc`,
};

export interface BreachPage extends BreachCondition {
  limit: number;
  offset: number;
  sort: string;
}

/** A municipality has some hundreds of breaches a year: offset is enough. */
export async function listBreaches(
  db: Db,
  actor: Actor,
  page: BreachPage,
  zone: string,
): Promise<{ items: BreachView[]; count: number }> {
  const where = sql`where ${seenBy(actor)} and ${conditionOf(page, zone)}`;
  const { rows } = await sql<BreachView>`
    select ${breachColumns} ${breachSource(actor)} ${where}
    order by ${orders[page.sort] ?? sql`b.id`} limit ${page.limit} offset ${page.offset}`.execute(db);
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from breach b left join service s on s.id = b.service_id ${where}`.execute(db);
  return { items: rows, count: counted.rows[0]?.n ?? 0 };
}

/** The id of an incident that the actor may see, by its number or id. Throws `record.not-found`. */
export async function incidentByRef(tx: Tx, ref: string, actor: Actor): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select i.id from incident_fact i
    where (i.number = ${ref} or i.id::text = ${ref.toLowerCase()})
      and ${visible(actor, "incident:read", sql.ref("i.unit_id"))} limit 1`.execute(tx);
  const found = rows[0];
  if (found === undefined) throw new AppError("record.not-found");
  return found.id;
}
