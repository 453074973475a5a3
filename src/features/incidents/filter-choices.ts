import { sql } from "kysely";
import { z } from "zod";
import { query } from "../../platform/verb/query.ts";
import { filterChoices } from "./contract.ts";

/** Reads distinct values off an index, one probe a value: a million rows cost no more than their values. */
export const readFilterChoices = query({
  name: "incident.filter-choices",
  summary: "The categories and sources that occur among the incidents the reader may see.",
  http: { method: "GET", path: "/incident-filter-choices" },
  needs: "incident:read",
  input: z.object({}),
  output: filterChoices,
  async run({ db, sees }) {
    const seen = sees("i.unit_id");
    const { rows } = await sql<{ category: string }>`
      with recursive found as (
        (select i.category from incident i where i.category is not null order by i.category limit 1)
        union all
        select (select i.category from incident i where i.category > f.category order by i.category limit 1)
        from found f where f.category is not null
      )
      select f.category from found f where f.category is not null
        and exists (select from incident i where i.category = f.category and i.struck_out_at is null and ${seen})
      order by f.category collate sv limit 500`.execute(db);
    const sources = await sql<{ source: string }>`
      with recursive found as (
        (select i.source from incident i where i.source is not null order by i.source limit 1)
        union all
        select (select i.source from incident i where i.source > f.source order by i.source limit 1)
        from found f where f.source is not null
      )
      select f.source from found f where f.source is not null
        and exists (select from incident i where i.source = f.source and i.struck_out_at is null and ${seen})
      order by 1 limit 100`.execute(db);
    return {
      categories: rows.map((row) => row.category),
      sources: sources.rows.map((row) => row.source),
    };
  },
});
