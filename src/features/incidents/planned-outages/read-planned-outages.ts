import { sql, type RawBuilder, type SqlBool } from "kysely";
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
import { findPlannedOutage, listPlannedOutages } from "./queries-planned-outages.ts";

/** Whoever sees the unit that plans it, or one that it is for. */
export function seesPlannedOutage(sees: (column: string) => RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sees("p.unit_id")} or exists (
    select from planned_outage_unit f where f.planned_outage_id = p.id and ${sees("f.unit_id")}))`;
}

/** What is typed, anywhere in the number or the title. */
export function isCalled(typed: string | undefined): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${nameContains("p.title", typed)} or ${nameContains("p.number", typed)})`;
}

export const readPlannedOutages = query({
  name: "planned-outage.list",
  summary: "Lists planned outages in the order in which they begin.",
  http: { method: "GET", path: "/planned-outages" },
  needs: "planned-outage:read",
  input: listPlannedOutagesInput,
  output: plannedOutageList,
  async run({ db, input, sees }) {
    const timeZone = await readTimeZone(db);
    const { state, serviceId, unitId, from, before } = input;
    const conditions: RawBuilder<SqlBool>[] = [seesPlannedOutage(sees), isCalled(input.q)];
    if (state !== undefined) conditions.push(sql`p.state = any(${state}::text[])`);
    if (serviceId !== undefined)
      conditions.push(sql`exists (select from planned_outage_service h where h.planned_outage_id = p.id
        and h.service_id = any(${serviceId}::uuid[]))`);
    if (unitId !== undefined)
      conditions.push(sql`exists (select from unit_within w where w.unit_id = p.unit_id
        and w.ancestor_id = any(${unitId}::uuid[]))`);
    if (from !== undefined) conditions.push(sql`p.ends_at > ${momentOf(from, timeZone)}::timestamptz`);
    if (before !== undefined) conditions.push(sql`p.starts_at < ${momentOf(before, timeZone)}::timestamptz`);
    const offset = input.cursor === undefined ? offsetOf(input) : Number(input.cursor) || 0;
    const page = { limit: input.limit, offset, descending: input.order === "desc" };
    const { items, count } = await listPlannedOutages(
      db,
      sql<SqlBool>`${sql.join(conditions, sql` and `)}`,
      page,
    );
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
  run: ({ db, input, sees }) => findPlannedOutage(db, input.plannedOutageId, seesPlannedOutage(sees)),
});
