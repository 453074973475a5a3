import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Db } from "../../../platform/database/transaction.ts";
import type { Instant } from "../../../shared/time.ts";
import type { PlannedOutageView } from "../contract.ts";
import { listPlannedOutages } from "./queries-planned-outages.ts";
import { isCalled, seesPlannedOutage } from "./read-planned-outages.ts";

/** Those called so, the latest first, as the list of planned outages finds them. */
export function searchPlannedOutages(
  db: Db,
  q: string,
  { limit, now }: { limit: number; now: Instant },
  sees: (unitColumn: string) => RawBuilder<SqlBool>,
): Promise<{ items: PlannedOutageView[]; count: number }> {
  const where = sql<SqlBool>`${seesPlannedOutage(sees)} and ${isCalled(q)}`;
  return listPlannedOutages(db, where, { limit, offset: 0, descending: true }, now);
}
