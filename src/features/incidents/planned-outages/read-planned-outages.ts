import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { z } from "zod";
import { PAGE_REACH } from "../../../shared/lists.ts";
import { nameContains } from "../../../platform/verb/named-list.ts";
import { offsetOf } from "../../../platform/verb/paging.ts";
import { query } from "../../../platform/verb/query.ts";
import {
  listPlannedOutagesInput,
  plannedOutageIdInput,
  plannedOutageList,
  plannedOutageView,
} from "../contract.ts";
import { momentOf } from "../filter.ts";
import { readTimeZone } from "../store.ts";
import { findPlannedOutage, listPlannedOutages, statusAt } from "./queries-planned-outages.ts";

type Condition = RawBuilder<SqlBool>;

/** Whoever sees the unit that plans it, or one that it is for. */
export function seesPlannedOutage(sees: (column: string) => RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sees("p.unit_id")} or exists (
    select from planned_outage_unit f where f.planned_outage_id = p.id and ${sees("f.unit_id")}))`;
}

/** What is typed, anywhere in the number or the title. */
export function isCalled(typed: string | undefined): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${nameContains("p.title", typed)} or ${nameContains("p.number", typed)})`;
}

type Asked = z.output<typeof listPlannedOutagesInput>;

function ofCatalogue({ serviceId, areaId, unitId }: Asked): Condition[] {
  const found: Condition[] = [];
  if (serviceId !== undefined)
    found.push(sql`exists (select from planned_outage_service h where h.planned_outage_id = p.id
      and h.service_id = any(${serviceId}::uuid[]))`);
  if (areaId !== undefined)
    found.push(sql`exists (select from planned_outage_service h join service s on s.id = h.service_id
      where h.planned_outage_id = p.id and s.area_id = any(${areaId}::uuid[]))`);
  if (unitId !== undefined)
    found.push(sql`exists (select from unit_within w where w.unit_id = p.unit_id
      and w.ancestor_id = any(${unitId}::uuid[]))`);
  return found;
}

function ofWindow({ from, before, downFrom, downBefore }: Asked, timeZone: string): Condition[] {
  const moment = (text: string) => sql`${momentOf(text, timeZone)}::timestamptz`;
  const found: Condition[] = [];
  if (from !== undefined) found.push(sql`p.ends_at > ${moment(from)}`);
  if (before !== undefined) found.push(sql`p.starts_at < ${moment(before)}`);
  // The words of the figure of planned minutes, which leads here.
  if (downFrom !== undefined) found.push(sql`coalesce(p.completed_at, p.ends_at) > ${moment(downFrom)}`);
  if (downBefore !== undefined) found.push(sql`p.starts_at < ${moment(downBefore)}`);
  if (downFrom !== undefined || downBefore !== undefined)
    found.push(sql`p.state <> 'cancelled' and coalesce(p.completed_at, p.ends_at) > p.starts_at
      and exists (select from planned_outage_service h where h.planned_outage_id = p.id)`);
  return found;
}

export const readPlannedOutages = query({
  name: "planned-outage.list",
  summary: "Lists planned outages in the order in which they begin.",
  http: { method: "GET", path: "/planned-outages" },
  needs: "planned-outage:read",
  input: listPlannedOutagesInput,
  output: plannedOutageList,
  async run({ db, input, sees, now }) {
    const timeZone = await readTimeZone(db);
    const { state, status } = input;
    const conditions: Condition[] = [
      seesPlannedOutage(sees),
      isCalled(input.q),
      ...ofCatalogue(input),
      ...ofWindow(input, timeZone),
    ];
    if (state !== undefined) conditions.push(sql`p.state = any(${state}::text[])`);
    if (status !== undefined) conditions.push(sql`${statusAt(now)} = any(${status}::text[])`);
    const offset = input.cursor === undefined ? offsetOf(input) : Number(input.cursor) || 0;
    const page = { limit: input.limit, offset, descending: input.order === "desc" };
    const where = sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
    const { items, count } = await listPlannedOutages(db, where, page, now);
    const next = offset + items.length;
    return {
      items,
      total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
      nextCursor: next < Math.min(count, PAGE_REACH) ? String(next) : null,
    };
  },
});

export const readPlannedOutage = query({
  name: "planned-outage.read",
  summary: "Shows one planned outage.",
  http: { method: "GET", path: "/planned-outages/{plannedOutageId}" },
  needs: "planned-outage:read",
  input: plannedOutageIdInput,
  output: plannedOutageView,
  run: ({ db, input, sees, now }) =>
    findPlannedOutage(db, input.plannedOutageId, seesPlannedOutage(sees), now),
});
