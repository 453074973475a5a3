import type { Db } from "../../platform/database/transaction.ts";
import type { IncidentRow } from "./contract.ts";
import { narrow, type Sight } from "./filter.ts";
import { passageOf, type Passage } from "./search/passage.ts";
import { countUpTo, listRanked, listSorted, rankedMost } from "./queries-list.ts";

export interface FoundIncident extends IncidentRow {
  /** Where the words stand, when not in the title. */
  passage: Passage | null;
}

/** The texts that are searched, of incidents that the reader has already been found to see. */
async function textsOf(db: Db, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("incident")
    .select(["id", "public_text", "description", "cause"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, [row.public_text, row.description, row.cause ?? ""]]));
}

/** The best matches of a text, as the list of incidents finds them. */
export async function searchIncidents(
  db: Db,
  q: string,
  limit: number,
  sight: Sight,
): Promise<{ items: FoundIncident[]; count: number }> {
  const narrowed = await narrow(db, { q }, sight);
  const page = { limit, offset: 0, cursor: undefined, descending: true, now: sight.now };
  const count = await countUpTo(db, narrowed, rankedMost + 1);
  const listed =
    narrowed.question === null
      ? await listSorted(db, narrowed, page, "opened")
      : await listRanked(db, narrowed, page, count);
  const texts = await textsOf(
    db,
    listed.items.map(({ id }) => id),
  );
  const items = listed.items.map((row) => ({
    ...row,
    passage: passageOf(q, row.title, texts.get(row.id) ?? []),
  }));
  return { items, count };
}
