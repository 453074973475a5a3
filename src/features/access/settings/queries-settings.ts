import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import type { AccessSettings } from "../contract.ts";

export async function settingsOf(db: Db | Tx): Promise<AccessSettings> {
  const row = await db.selectFrom("access_setting").selectAll().executeTakeFirstOrThrow();
  return {
    keyDaysMax: row.key_days_max,
    breakGlassDays: row.break_glass_days,
    breakGlassMinutes: row.break_glass_minutes,
    breakGlassTestMonths: row.break_glass_test_months,
    version: row.version,
  };
}

/** Locks the one row. Throws `record.stale`. */
export async function lockSettings(tx: Tx, version: number): Promise<AccessSettings> {
  await sql`select from access_setting for update`.execute(tx);
  const current = await settingsOf(tx);
  if (current.version !== version) throw new AppError("record.stale", { current });
  return current;
}
