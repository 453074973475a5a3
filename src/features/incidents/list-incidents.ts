import { PAGE_REACH } from "../../shared/lists.ts";
import { offsetOf } from "../../platform/verb/paging.ts";
import { query } from "../../platform/verb/query.ts";
import { incidentList, listIncidentsInput } from "./contract.ts";
import { narrow } from "./filter.ts";
import { countUpTo, listRanked, listSorted, rankedMost, type Page } from "./queries-list.ts";

export const listIncidents = query({
  name: "incident.list",
  summary: "Lists incidents, filtered, searched and sorted.",
  http: { method: "GET", path: "/incidents" },
  needs: "incident:read",
  input: listIncidentsInput,
  output: incidentList,
  async run({ db, input, sees }) {
    const narrowed = await narrow(db, input, sees("i.unit_id"));
    const { limit, cursor, order } = input;
    const sort = input.sort ?? (narrowed.question === null ? "opened" : "match");
    const page: Page = { limit, cursor, order, sort, offset: cursor === undefined ? offsetOf(input) : 0 };
    const ranked = sort === "match" && narrowed.question !== null;
    const counted = await countUpTo(db, narrowed, (ranked ? rankedMost : PAGE_REACH) + 1);
    const listed = ranked
      ? await listRanked(db, narrowed, page, counted)
      : await listSorted(db, narrowed, page, sort === "match" ? "opened" : sort);
    return { ...listed, total: { count: Math.min(counted, PAGE_REACH), more: counted > PAGE_REACH } };
  },
});
