import { sql, type RawBuilder, type SqlBool } from "kysely";
import { visible, type Actor } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Language } from "../../../shared/language.ts";
import type { Period } from "../../../shared/periods.ts";
import type { Instant } from "../../../shared/time.ts";

/** What a report tells of, and for whom it is counted. */
export interface ReportScope {
  actor: Actor;
  now: Instant;
  zone: string;
  language: Language;
  period: Period;
  comparison: Period | null;
  unit: { id: string; name: string; isRoot: boolean };
  /** Null: all service areas. */
  area: { id: string; name: string } | null;
}

export interface Filling extends ReportScope {
  db: Db | Tx;
}

/** The report's unit with all under it, as far as whoever reads may see it. */
export function within(
  { actor, unit }: ReportScope,
  unitColumn: string,
  permission: string,
): RawBuilder<SqlBool> {
  const column = sql.ref(unitColumn);
  const seen = visible(actor, permission, column);
  // The topmost unit has everything under it: no need to ask for each record.
  if (unit.isRoot) return seen;
  return sql<SqlBool>`(${seen} and ${column} in (select unit_id from unit_within where ancestor_id = ${unit.id}))`;
}

export interface Moments {
  start: Instant;
  end: Instant;
}

export const between = (column: RawBuilder<unknown>, { start, end }: Moments) =>
  sql<SqlBool>`(${column} >= ${start}::timestamptz and ${column} < ${end}::timestamptz)`;

/** Whether the reader's work includes breaches, somewhere. */
export function seesBreaches({ actor }: Pick<ReportScope, "actor">): boolean {
  if (actor.unrestricted) return true;
  const reach = actor.permissions.get("breach:read");
  return reach !== undefined && (reach === "all" || reach.size > 0);
}
