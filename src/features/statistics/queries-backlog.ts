import { sql } from "kysely";
import type { Db } from "../../platform/database/transaction.ts";
import type { Instant } from "../../shared/time.ts";
import { incidentsSeen, type Asking } from "./queries-seen.ts";

/** As long as an incident may take before `incident_figure.lasting` says that it lasted. */
export const lastingAfter = sql`interval '744 hours'`;

/**
 * How many are open at a moment: detected before it, and neither restored nor closed by then. In three parts, none
 * overlapping, so that old years cost no more than new ones: detected in the 31 days before the moment; detected
 * earlier and ended after it, which then lasted; detected earlier and open still.
 */
export async function countOpenAt(db: Db, moment: Instant, asking: Asking): Promise<number> {
  const seen = incidentsSeen(asking);
  const at = sql`${moment}::timestamptz`;
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from incident_figure i
            where i.opened_at >= ${at} - ${lastingAfter} and i.opened_at < ${at}
              and (i.open or i.ended_at >= ${at}) and ${seen})
         + (select count(*) from incident_figure i
            where i.lasting and i.ended_at >= ${at} and i.opened_at < ${at} - ${lastingAfter} and ${seen})
         + (select count(*) from incident_figure i
            where i.open and i.opened_at < ${at} - ${lastingAfter} and ${seen}) as n`.execute(db);
  return rows[0]?.n ?? 0;
}
