import { sql, type RawBuilder, type SqlBool } from "kysely";
import { visible, type Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import { AppError } from "../../shared/errors.ts";
import type { ActionView, SubjectType } from "./contract.ts";
import { byRef } from "./queries-deviations.ts";

/** What an action is about, each told only to those who may see it. */
const about = (actor: Actor) => {
  const sees = (permission: string, column: string) => visible(actor, permission, sql.ref(column));
  return sql`
    select x.subject_type as type, x.subject_id as id,
      coalesce(d.number, i.number, b.number) as number, coalesce(d.title, i.title, b.title, s.name, y.name) as name
    from action_subject x
    left join deviation d on x.subject_type = 'deviation' and d.id = x.subject_id and ${sees("deviation:read", "d.unit_id")}
    left join incident_fact i on x.subject_type = 'incident' and i.id = x.subject_id and ${sees("incident:read", "i.unit_id")}
    left join breach_fact b on x.subject_type = 'breach' and b.id = x.subject_id and ${sees("breach:read", "b.unit_id")}
    left join service s on x.subject_type = 'service' and s.id = x.subject_id
    left join system y on x.subject_type = 'system' and y.id = x.subject_id
    where x.action_id = c.id and coalesce(d.id, i.id, b.id, s.id, y.id) is not null`;
};

const selection = (actor: Actor) => sql`
  c.id, c.number, json_build_object('id', u.id, 'name', u.name) as unit, c.title, c.description, c.state,
  c.state_reason as "stateReason", c.owner_role as "ownerRole", c.due_on as "dueOn",
  case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as supplier, c.recommended,
  c.decided_at as "decidedAt", c.done_at as "doneAt", c.source, c.source_number as "sourceNumber",
  c.recorded_at as "recordedAt", c.updated_at as "updatedAt", c.version,
  coalesce((select json_agg(t order by t.type, t.number, t.name) from (${about(actor)}) t), '[]') as about`;

const source = sql`from action c join unit u on u.id = c.unit_id left join supplier p on p.id = c.supplier_id`;
const seenBy = (actor: Actor) => visible(actor, "deviation:read", sql.ref("c.unit_id"));

/** One action. Throws `record.not-found`, also when the reader may not see it. */
export async function findAction(db: Db | Tx, actionId: string, actor: Actor): Promise<ActionView> {
  const { rows } = await sql<ActionView>`
    select ${selection(actor)} ${source} where c.id = ${actionId} and ${seenBy(actor)}`.execute(db);
  const action = rows[0];
  if (action === undefined) throw new AppError("record.not-found");
  return action;
}

/** Locks it for an edit. Throws `record.stale` with the state as it is now. */
export async function lockAction(
  tx: Tx,
  wanted: { actionId: string; version: number },
  actor: Actor,
): Promise<ActionView> {
  await sql`select from action where id = ${wanted.actionId} for update`.execute(tx);
  const action = await findAction(tx, wanted.actionId, actor);
  if (action.version !== wanted.version) throw new AppError("record.stale", { current: action });
  return action;
}

export interface ActionCondition {
  q?: string | undefined;
  state?: readonly string[] | undefined;
  supplierId?: string | undefined;
  recommended?: "true" | "false" | undefined;
  aboutId?: string | undefined;
  /** Today, where only those whose day has passed undone are wanted. */
  overdueOn?: string | undefined;
  from?: string | undefined;
  until?: string | undefined;
}

/** As the figure counts them: by when the deviations were found that they are about. */
function aboutDeviationsFound(
  { from, until }: ActionCondition,
  zone: string,
): RawBuilder<SqlBool> | undefined {
  if (from === undefined && until === undefined) return undefined;
  const day = (text: string) => sql`${text}::date::timestamp at time zone ${zone}`;
  return sql<SqlBool>`exists (select from action_deviation_fact x where x.action_id = c.id
    and ${from === undefined ? sql`true` : sql`x.found_at >= ${day(from)}`}
    and ${until === undefined ? sql`true` : sql`x.found_at < ${day(until)}`})`;
}

function conditionOf(filter: ActionCondition, zone: string): RawBuilder<SqlBool> {
  const like = `%${(filter.q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const all = [
    filter.q && sql<SqlBool>`(c.title ilike ${like} or c.number ilike ${like})`,
    filter.state && sql<SqlBool>`c.state = any(${[...filter.state]}::text[])`,
    filter.supplierId && sql<SqlBool>`c.supplier_id = ${filter.supplierId}`,
    filter.recommended && sql<SqlBool>`c.recommended = ${filter.recommended === "true"}`,
    filter.aboutId &&
      sql<SqlBool>`exists (select from action_subject x where x.action_id = c.id and x.subject_id = ${filter.aboutId})`,
    filter.overdueOn &&
      sql<SqlBool>`c.due_on < ${filter.overdueOn}::date and c.state in ('proposed', 'accepted', 'ongoing')`,
    aboutDeviationsFound(filter, zone),
  ].filter((one) => typeof one === "object");
  return all.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(all, sql` and `)}`;
}

const orders: Readonly<Record<string, RawBuilder<unknown>>> = {
  due: sql`c.due_on nulls last, c.id`,
  "-due": sql`c.due_on desc nulls last, c.id desc`,
  number: sql`c.number, c.id`,
  "-number": sql`c.number desc, c.id desc`,
};

export async function listActions(
  db: Db | Tx,
  actor: Actor,
  zone: string,
  filter: ActionCondition,
  page: { limit: number; offset: number; sort: string },
): Promise<{ items: ActionView[]; count: number }> {
  const where = sql`where ${seenBy(actor)} and ${conditionOf(filter, zone)}`;
  const { rows } = await sql<ActionView>`
    select ${selection(actor)} ${source} ${where}
    order by ${orders[page.sort] ?? sql`c.id`} limit ${page.limit} offset ${page.offset}`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n ${source} ${where}`.execute(db);
  return { items: rows, count: counted.rows[0]?.n ?? 0 };
}

/** What an action is to be about: a record that the actor may see. Throws `record.not-found`. */
export async function subjectByRef(
  tx: Tx,
  type: SubjectType,
  ref: string,
  actor: Actor,
): Promise<{ id: string; unitId: string }> {
  if (type !== "service" && type !== "system") return byRef(tx, type, ref, actor);
  const table = type === "service" ? sql`service` : sql`system`;
  const { rows } = await sql<{ id: string; unitId: string }>`
    select r.id, r.unit_id as "unitId" from ${table} r
    where r.id::text = ${ref.toLowerCase()} or lower(r.name) = lower(${ref}) limit 1`.execute(tx);
  const found = rows[0];
  if (found === undefined) throw new AppError("record.not-found");
  return found;
}
