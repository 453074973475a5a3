import { sql } from "kysely";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import { promisedMinutes } from "./rules.ts";

interface Asked {
  serviceIds: readonly string[];
  systemIds: readonly string[];
  priority: number | null;
  openedAt: string;
}

/** What was promised for it, as the catalogue and the settings stand at this moment. */
export async function readPromise(db: Db | Tx, asked: Asked): Promise<number | null> {
  const { rows } = await sql<{ kind: "service" | "agreement" | "priority"; minutes: number | null }>`
    select 'service' as kind, promised_restore_minutes as minutes from service
    where id = any(${asked.serviceIds}::uuid[])
    union all
    select 'agreement', a.promised_restore_minutes from agreement_system s join agreement a on a.id = s.agreement_id
    where s.system_id = any(${asked.systemIds}::uuid[])
      and (a.valid_from is null or a.valid_from <= ${asked.openedAt}::timestamptz::date)
      and (a.valid_to is null or a.valid_to >= ${asked.openedAt}::timestamptz::date)
    union all
    select 'priority', restore_minutes from priority_promise where priority = ${asked.priority}::smallint`.execute(
    db,
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.minutes);
  return promisedMinutes({
    services: of("service"),
    agreements: of("agreement"),
    priority: of("priority")[0] ?? null,
  });
}
