import type { Db } from "../../platform/database/transaction.ts";
import type { IncidentRow } from "./contract.ts";
import { narrow, type Sight } from "./filter.ts";
import { countUpTo, listRanked, listSorted, rankedMost } from "./queries-list.ts";

/** The best matches of a text, as the list of incidents finds them. */
export async function searchIncidents(
  db: Db,
  q: string,
  limit: number,
  sight: Sight,
): Promise<{ items: IncidentRow[]; count: number }> {
  const narrowed = await narrow(db, { q }, sight);
  const page = { limit, offset: 0, cursor: undefined, descending: true, now: sight.now };
  const count = await countUpTo(db, narrowed, rankedMost + 1);
  const listed =
    narrowed.question === null
      ? await listSorted(db, narrowed, page, "opened")
      : await listRanked(db, narrowed, page, count);
  return { items: listed.items, count };
}
