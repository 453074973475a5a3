import { sql, type RawBuilder, type SqlBool } from "kysely";
import { Temporal } from "temporal-polyfill";
import type { Db } from "../../platform/database/transaction.ts";
import type { Instant } from "../../shared/time.ts";
import { openStates, type IncidentFilter } from "./contract.ts";
import { narrowHits, type Hits } from "./filter-hits.ts";
import { numberOrder } from "./search/parse.ts";
import { questionOf } from "./search/queries-words.ts";
import { readTimeZone } from "./store.ts";

type Condition = RawBuilder<SqlBool>;

/** What a filter means in SQL, over `incident i`. */
export interface Narrowed {
  where: Condition;
  /** What is searched for, as the index is asked; null without a search. */
  question: string | null;
  /** The same by what is copied to the hits, where the whole filter can be told from that. */
  hits: Hits | null;
}

/** A day begins at midnight in the organisation's zone; a moment is itself. */
export function momentOf(text: string, timeZone: string): string {
  return text.length === 10
    ? Temporal.PlainDate.from(text).toZonedDateTime(timeZone).toInstant().toString()
    : text;
}

/** With all under them. */
async function unitsWithin(db: Db, unitIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("unit_within")
    .select("unit_id")
    .distinct()
    .where("ancestor_id", "in", unitIds)
    .execute();
  return rows.map((row) => row.unit_id);
}

// States are our own words and stand in the statement itself, so that the partial indexes are known to fit.
const literal = (states: readonly string[]) => sql.join(states.map((state) => sql.lit(state)));

function ofCatalogue(filter: IncidentFilter): Condition[] {
  const { serviceId, areaId, systemId, supplierId } = filter;
  const found: Condition[] = [];
  if (serviceId !== undefined)
    found.push(sql`exists (select from incident_service h where h.incident_id = i.id
      and h.service_id = any(${serviceId}::uuid[]))`);
  if (areaId !== undefined)
    found.push(sql`exists (select from incident_service h join service s on s.id = h.service_id
      where h.incident_id = i.id and s.area_id = any(${areaId}::uuid[]))`);
  if (systemId !== undefined)
    found.push(sql`exists (select from incident_system h where h.incident_id = i.id
      and h.system_id = any(${systemId}::uuid[]))`);
  if (supplierId !== undefined)
    found.push(sql`exists (select from incident_supplier h where h.incident_id = i.id
      and h.supplier_id = any(${supplierId}::uuid[]))`);
  return found;
}

/** The rule `isLate` in SQL, a verdict of the source included: what it has judged is over. */
function isLateAt(now: Instant): Condition {
  return sql`(i.state in (${literal(openStates)}) and i.restored_at is null and i.source_promise_kept is null
    and i.promised_minutes is not null
    and i.opened_at + make_interval(mins => i.promised_minutes) < ${now}::timestamptz)`;
}

function ofState({ state, open, counted, major, reopened, promiseKept }: IncidentFilter): Condition[] {
  const found: Condition[] = [];
  if (state !== undefined && state.length > 0) found.push(sql`i.state in (${literal(state)})`);
  if (open === true) found.push(sql`i.state in (${literal(openStates)})`);
  if (open === false) found.push(sql`i.state not in (${literal(openStates)})`);
  if (counted === true) found.push(sql`i.state <> 'cancelled'`);
  if (major !== undefined) found.push(major ? sql`i.major` : sql`not i.major`);
  if (reopened !== undefined) found.push(reopened ? sql`i.reopened_count > 0` : sql`i.reopened_count = 0`);
  if (promiseKept !== undefined) found.push(sql`promise_kept(i) is ${sql.lit(promiseKept)}`);
  return found;
}

function ofWords({ priority, category, cause, source, assignmentGroup }: IncidentFilter): Condition[] {
  const found: Condition[] = [];
  if (priority !== undefined)
    found.push(sql`(-coalesce(i.priority, 9)) = any(${priority.map((level) => -level)}::int[])`);
  if (category !== undefined) found.push(sql`i.category = any(${category}::text[])`);
  if (cause !== undefined) found.push(sql`i.cause = any(${cause}::text[])`);
  if (source !== undefined) found.push(sql`i.source = any(${source}::text[])`);
  if (assignmentGroup !== undefined) found.push(sql`i.assignment_group = any(${assignmentGroup}::text[])`);
  return found;
}

function ofTimes(filter: IncidentFilter, timeZone: string): Condition[] {
  const limits = [
    ["opened_at", ">=", filter.openedFrom],
    ["opened_at", "<", filter.openedBefore],
    ["restored_at", ">=", filter.restoredFrom],
    ["restored_at", "<", filter.restoredBefore],
    ["closed_at", ">=", filter.closedFrom],
    ["closed_at", "<", filter.closedBefore],
  ] as const;
  return limits.flatMap(([column, operator, text]) =>
    text === undefined
      ? []
      : [
          sql<SqlBool>`${sql.ref(`i.${column}`)} ${sql.raw(operator)} ${momentOf(text, timeZone)}::timestamptz`,
        ],
  );
}

/** The same conditions as the figures of backlog and outage time, so that they lead to their records. */
function ofFigures({ openAt, downFrom, downBefore }: IncidentFilter, timeZone: string): Condition[] {
  const moment = (text: string) => sql`${momentOf(text, timeZone)}::timestamptz`;
  const open = sql`i.state in (${literal(openStates)})`;
  const found: Condition[] = [];
  if (openAt !== undefined)
    found.push(sql`i.opened_at < ${moment(openAt)}
      and (${open} or coalesce(i.restored_at, i.closed_at) >= ${moment(openAt)})`);
  if (downFrom !== undefined)
    found.push(sql`(${open} or coalesce(i.restored_at, i.closed_at) > ${moment(downFrom)})`);
  if (downBefore !== undefined) found.push(sql`coalesce(i.started_at, i.opened_at) < ${moment(downBefore)}`);
  if (downFrom !== undefined || downBefore !== undefined)
    found.push(sql`(i.effect = 'down' or (i.effect is null and (i.impact = 1 or i.major)))`);
  return found;
}

/** What of a filter is copied to the hits, in SQL over `h`. */
function ofHits(filter: IncidentFilter, units: readonly string[] | null, timeZone: string): Condition[] {
  const { openedFrom, openedBefore, counted } = filter;
  const moment = (text: string) => sql`${momentOf(text, timeZone)}::timestamptz`;
  const found: Condition[] = [counted === true ? sql`h.counted` : sql`h.listed`];
  if (units !== null) found.push(sql`h.unit_id = any(${units}::uuid[])`);
  if (openedFrom !== undefined) found.push(sql`h.opened_at >= ${moment(openedFrom)}`);
  if (openedBefore !== undefined) found.push(sql`h.opened_at < ${moment(openedBefore)}`);
  return found;
}

/** What is written into the search box: words, or the number of an incident, here or in its source. */
function ofSearch(text: string, question: string | null): Condition {
  const order = numberOrder(text);
  if (order !== null) {
    // The index holds year and running number; PLA-2023-0412 is no incident all the same.
    const beginning = `${text.trim().split("-", 1)[0]?.toUpperCase()}-%`;
    return sql`(i.number_order = ${order} and i.number like ${beginning})`;
  }
  const asked: Condition = question === null ? sql`false` : sql`i.search @@ ${question}::tsquery`;
  return /\d/u.test(text) && !/\s/u.test(text) ? sql`(${asked} or i.source_number = ${text})` : asked;
}

export interface Sight {
  /** Visibility over `i.unit_id`. */
  seen: Condition;
  /** The same over `h.unit_id`, where the hits may be asked instead. */
  seenHits?: Condition;
  now: Instant;
}

export async function narrow(
  db: Db,
  filter: IncidentFilter,
  { seen, seenHits, now }: Sight,
): Promise<Narrowed> {
  const timeZone = await readTimeZone(db);
  const { q, unitId, late } = filter;
  const question = q === undefined || q === "" ? null : await questionOf(db, q);
  const conditions: Condition[] = [
    seen,
    sql`i.struck_out_at is null`,
    ...ofState(filter),
    ...ofWords(filter),
    ...ofTimes(filter, timeZone),
    ...ofFigures(filter, timeZone),
    ...ofCatalogue(filter),
  ];
  if (late !== undefined) conditions.push(late ? isLateAt(now) : sql`${isLateAt(now)} is not true`);
  const units = unitId === undefined ? null : await unitsWithin(db, unitId);
  if (units !== null) conditions.push(sql`i.unit_id = any(${units}::uuid[])`);
  if (q !== undefined && q !== "") conditions.push(ofSearch(q, question));
  const hits =
    seenHits === undefined
      ? null
      : await narrowHits(db, filter, [seenHits, ...ofHits(filter, units, timeZone)]);
  return { where: sql<SqlBool>`${sql.join(conditions, sql` and `)}`, question, hits };
}
