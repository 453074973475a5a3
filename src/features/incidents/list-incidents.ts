import { PAGE_REACH } from "../../shared/lists.ts";
import { offsetOf } from "../../platform/verb/paging.ts";
import { query } from "../../platform/verb/query.ts";
import { incidentList, listIncidentsInput } from "./contract.ts";
import { narrow } from "./filter.ts";
import { countUpTo, listRanked, listSorted, rankedMost, sortOf, type Page } from "./queries-list.ts";

export const listIncidents = query({
  name: "incident.list",
  summary: "Lists incidents, filtered, searched and sorted.",
  http: { method: "GET", path: "/incidents" },
  needs: "incident:read",
  input: listIncidentsInput,
  output: incidentList,
  async run({ db, input, sees, now }) {
    const sight = { seen: sees("i.unit_id"), seenHits: sees("h.unit_id"), now };
    const narrowed = await narrow(db, input, sight);
    const { limit, cursor } = input;
    const ranked = input.sort === undefined && narrowed.question !== null;
    const { sort, descending } = sortOf(input.sort ?? "-opened");
    const page: Page = { limit, cursor, descending, now, offset: cursor === undefined ? offsetOf(input) : 0 };
    const counted = await countUpTo(db, narrowed, (ranked ? rankedMost : PAGE_REACH) + 1);
    const listed = ranked
      ? await listRanked(db, narrowed, page, counted)
      : await listSorted(db, narrowed, page, sort);
    return { ...listed, total: { count: Math.min(counted, PAGE_REACH), more: counted > PAGE_REACH } };
  },
});
