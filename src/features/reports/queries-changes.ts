import { sql } from "kysely";
import type { Actor } from "../../platform/actor.ts";
import type { Db } from "../../platform/database/transaction.ts";
import { entriesSeenBy } from "../../platform/journal/read.ts";
import { boundsOf, type Period } from "../../shared/periods.ts";

/** More than this is said as more than this. */
const COUNTED = 1_000;

export interface Changed {
  /** Where the journal stood when the report was counted. */
  since: number;
  periods: readonly Period[];
  zone: string;
  unit: { id: string; isRoot: boolean };
}

/**
 * Records that a report counts, of which the journal says more since. An incident's days decide whether it is one of
 * them; a correction may have moved it out, and so always is.
 */
export async function countChanges(
  db: Db,
  actor: Actor,
  { since, periods, zone, unit }: Changed,
): Promise<{ changed: number; more: boolean }> {
  const overlaps = periods.map((period) => {
    const { start, end } = boundsOf(period, zone);
    return sql`(least(i.opened_at, i.started_at) < ${end}::timestamptz
      and coalesce(i.closed_at, i.restored_at, 'infinity') >= ${start}::timestamptz)`;
  });
  const within = unit.isRoot
    ? sql`true`
    : sql`exists (select from unit_within w where w.unit_id = j.unit_id and w.ancestor_id = ${unit.id})`;
  const { rows } = await sql<{ changed: number }>`
    select count(*)::int as changed from (
      select distinct j.subject_id
      from journal_position p join journal j on j.id = p.entry_id
      left join incident i on j.subject_type = 'incident' and i.id = j.subject_id
      where p.position > ${since} and ${entriesSeenBy(actor)} and ${within}
        and (j.subject_type in ('breach', 'deviation', 'action', 'planned-outage', 'coverage-gap')
          or (j.subject_type = 'incident'
            and (j.kind = 'incident.corrected' or ${sql.join(overlaps, sql` or `)})))
      limit ${COUNTED + 1}) changes`.execute(db);
  const changed = rows[0]?.changed ?? 0;
  return { changed: Math.min(changed, COUNTED), more: changed > COUNTED };
}
