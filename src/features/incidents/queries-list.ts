import { sql, type RawBuilder, type SqlBool } from "kysely";
import { PAGE_REACH } from "../../shared/lists.ts";
import type { Db } from "../../platform/database/transaction.ts";
import { makeCursor, readCursor } from "../../platform/verb/paging.ts";
import type { Instant } from "../../shared/time.ts";
import { incidentSorts, type IncidentRow, type IncidentSort } from "./contract.ts";
import type { Narrowed } from "./filter.ts";
import { countHits, pageOfHits } from "./filter-hits.ts";
import { isLate, isOpen } from "./rules.ts";

/** Beyond this many matches of a search the best are looked for among the newest only. */
const RANKED = 20_000;
/** How many of the newest. */
const NEWEST = 2_000;

type Fragment = RawBuilder<unknown>;
type Cursor = (string | number | null)[];

/** The order of a list: by `keys`, all of them in the same direction, so that one index serves both. */
interface Order {
  keys: readonly { column: Fragment; type: Fragment }[];
}

const id = { column: sql`i.id`, type: sql`uuid` };
const opened = { column: sql`i.opened_at`, type: sql`timestamptz` };
const sorts: Record<IncidentSort, Order> = {
  opened: { keys: [opened, id] },
  updated: { keys: [{ column: sql`i.updated_at`, type: sql`timestamptz` }, id] },
  number: { keys: [{ column: sql`i.number_order`, type: sql`bigint` }] },
  // The negative, so that the highest priority and the newest both stand last and one direction serves.
  priority: {
    keys: [{ column: sql`(-coalesce(i.priority, 9))`, type: sql`int` }, opened, id],
  },
};

export interface Page {
  limit: number;
  offset: number;
  cursor: string | undefined;
  /** The greatest key first. */
  descending: boolean;
  now: Instant;
}

const shown = sql`
  i.id, i.number, i.unit_id as "unitId", u.name as "unitName", i.title, i.state, i.effect, i.impact, i.urgency,
  i.priority, i.major, i.category, i.opened_at as "openedAt",
  coalesce(case when i.detected_at is not null then i.detected_precision else i.started_precision end, 'minute')
    as "openedPrecision",
  i.restored_at as "restoredAt", i.restored_precision as "restoredPrecision", promise_kept(i) as "promiseKept",
  i.opened_at + make_interval(mins => i.promised_minutes) as "dueAt",
  i.reopened_count as "reopenedCount", i.source, i.source_number as "sourceNumber", i.version,
  i.updated_at as "updatedAt",
  array(select s.name from incident_service h join service s on s.id = h.service_id
        where h.incident_id = i.id order by s.name collate sv) as services,
  array(select s.name from incident_system h join system s on s.id = h.system_id
        where h.incident_id = i.id order by s.name collate sv) as systems`;

/** As the database has it: what depends on the clock is judged here. */
type Row = Omit<IncidentRow, "late">;

function rowOf<Given extends Row>(row: Given, now: Instant): Given & { late: boolean } {
  const { dueAt, restoredAt, state, promiseKept } = row;
  return { ...row, late: promiseKept === null && isLate({ dueAt, restoredAt, open: isOpen(state) }, now) };
}

function ordered(order: Order, descending: boolean): Fragment {
  const direction = descending ? sql`desc` : sql`asc`;
  return sql.join(order.keys.map(({ column }) => sql`${column} ${direction}`));
}

function beyond(order: Order, descending: boolean, cursor: string | undefined): RawBuilder<SqlBool> {
  if (cursor === undefined) return sql<SqlBool>`true`;
  const values: Cursor = readCursor(cursor, order.keys.length);
  const columns = sql.join(order.keys.map(({ column }) => column));
  const limits = sql.join(order.keys.map(({ type }, index) => sql`${values[index] ?? null}::${type}`));
  return sql<SqlBool>`(${columns}) ${descending ? sql`<` : sql`>`} (${limits})`;
}

function cursorOf(sort: IncidentSort, row: Row, numberOrder: number): string {
  switch (sort) {
    case "opened":
      return makeCursor([row.openedAt, row.id]);
    case "updated":
      return makeCursor([row.updatedAt, row.id]);
    case "number":
      return makeCursor([numberOrder]);
    case "priority":
      return makeCursor([-(row.priority ?? 9), row.openedAt, row.id]);
  }
}

export interface Listed {
  items: IncidentRow[];
  nextCursor: string | null;
}

/** The ids of a page and one beyond it, from an index alone where there is one. */
function idsOf({ where, hits }: Narrowed, page: Page, sort: IncidentSort): Fragment {
  const order = sorts[sort];
  const { cursor, descending } = page;
  const limit = page.limit + 1;
  const offset = cursor === undefined ? page.offset : 0;
  if (hits === null || sort !== "opened")
    return sql`select i.id from incident i where ${where} and ${beyond(order, descending, cursor)}
      order by ${ordered(order, descending)} limit ${limit} offset ${offset}`;
  const [openedAt, id] = cursor === undefined ? [] : readCursor(cursor, order.keys.length);
  const after = cursor === undefined ? null : { openedAt: String(openedAt), id: String(id) };
  return pageOfHits(hits, { after, descending, limit, offset });
}

/** A page of ids by the index first; names are looked up for what is shown only. */
export async function listSorted(
  db: Db,
  narrowed: Narrowed,
  page: Page,
  sort: IncidentSort,
): Promise<Listed> {
  const by = ordered(sorts[sort], page.descending);
  const { rows } = await sql<Row & { numberOrder: number }>`
    with page as materialized (${idsOf(narrowed, page, sort)})
    select ${shown}, i.number_order as "numberOrder"
    from page join incident i on i.id = page.id join unit u on u.id = i.unit_id order by ${by}`.execute(db);
  const items = rows.slice(0, page.limit).map((row) => rowOf(row, page.now));
  const last = items.at(-1);
  const more = rows.length > page.limit && last !== undefined;
  return { items, nextCursor: more ? cursorOf(sort, last, last.numberOrder) : null };
}

/**
 * The best match first, and the newer of two equal ones. A word that matches more than can be ranked in time is
 * ranked among the newest that match: among tens of thousands those are what is looked for.
 */
export async function listRanked(db: Db, narrowed: Narrowed, page: Page, matching: number): Promise<Listed> {
  const { where, question } = narrowed;
  const offset = page.cursor === undefined ? page.offset : Number(readCursor(page.cursor, 1)[0] ?? 0);
  const among =
    matching <= RANKED
      ? sql`select i.id, i.opened_at, ts_rank(i.search, ${question}::tsquery) as rank from incident i where ${where}`
      : sql`select i.id, i.opened_at, ts_rank(i.search, ${question}::tsquery) as rank from (
              select i.* from incident i where ${where} order by i.opened_at desc, i.id desc limit ${NEWEST}) i`;
  const { rows } = await sql<Row>`
    with page as materialized (
      select id, rank, opened_at from (${among}) m order by rank desc, opened_at desc, id desc
      limit ${page.limit + 1} offset ${offset}
    )
    select ${shown} from page join incident i on i.id = page.id join unit u on u.id = i.unit_id
    order by page.rank desc, page.opened_at desc, page.id desc`.execute(db);
  const next = offset + page.limit;
  const more = rows.length > page.limit && next < PAGE_REACH;
  const items = rows.slice(0, page.limit).map((row) => rowOf(row, page.now));
  return { items, nextCursor: more ? makeCursor([next]) : null };
}

/** How many match, counted no further than asked. */
export async function countUpTo(db: Db, { where, hits }: Narrowed, most: number): Promise<number> {
  if (hits !== null) return countHits(db, hits, most);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select from incident i where ${where} limit ${most}) m`.execute(db);
  return rows[0]?.n ?? 0;
}

export const rankedMost = RANKED;

/** `-opened` as the list reads it. The key of the priority is negative: 1 first is what people call ascending. */
export function sortOf(text: string): { sort: IncidentSort; descending: boolean } {
  const minus = text.startsWith("-");
  const name = minus ? text.slice(1) : text;
  const sort = incidentSorts.find((one) => one === name) ?? "opened";
  return { sort, descending: sort === "priority" ? !minus : minus };
}
