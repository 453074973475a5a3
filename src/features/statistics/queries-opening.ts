import { sql } from "kysely";
import type { Actor } from "../../platform/actor.ts";
import type { Db } from "../../platform/database/transaction.ts";
import type { Instant } from "../../shared/time.ts";
import { incidentsSeen, type Bounds } from "./queries-seen.ts";

/** When the newest incident that the actor may see and that opened before a moment was opened. */
export async function newestBefore(db: Db, actor: Actor, moment: Instant): Promise<Instant | null> {
  const { rows } = await sql<{ at: Instant }>`
    select i.opened_at as at from incident_figure i
    where i.opened_at < ${moment}::timestamptz and ${incidentsSeen({ actor, filter: {} })}
    order by i.opened_at desc limit 1`.execute(db);
  return rows[0]?.at ?? null;
}

export async function hasIncidents(db: Db, actor: Actor, { start, end }: Bounds): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select from incident_figure i
      where i.opened_at >= ${start}::timestamptz and i.opened_at < ${end}::timestamptz
        and ${incidentsSeen({ actor, filter: {} })}) as has`.execute(db);
  return rows[0]?.has === true;
}
