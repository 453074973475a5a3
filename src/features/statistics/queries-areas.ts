import { sql } from "kysely";
import type { Db } from "../../platform/database/transaction.ts";
import { AppError } from "../../shared/errors.ts";

/** A service area by the name that people write. Throws `record.not-found`. */
export async function findAreaId(db: Db, name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from service_area where lower(name) = lower(${name.trim()})`.execute(db);
  const found = rows[0];
  if (found === undefined) throw new AppError("record.not-found");
  return found.id;
}
