import type { RawBuilder, SqlBool } from "kysely";
import type { Db } from "../../platform/database/transaction.ts";
import type { IncidentRow } from "./contract.ts";
import { narrow } from "./filter.ts";
import { countUpTo, listRanked, listSorted, rankedMost } from "./queries-list.ts";

/** The best matches of a text, as the list of incidents finds them; `seen` is over `i.unit_id`. */
export async function searchIncidents(
  db: Db,
  q: string,
  limit: number,
  seen: RawBuilder<SqlBool>,
): Promise<{ items: IncidentRow[]; count: number }> {
  const narrowed = await narrow(db, { q }, seen);
  const page = { limit, offset: 0, cursor: undefined, descending: true };
  const count = await countUpTo(db, narrowed, rankedMost + 1);
  const listed =
    narrowed.question === null
      ? await listSorted(db, narrowed, page, "opened")
      : await listRanked(db, narrowed, page, count);
  return { items: listed.items, count };
}
