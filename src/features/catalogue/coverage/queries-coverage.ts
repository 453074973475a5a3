import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { newId } from "../../../shared/ids.ts";
import type { CoverageGap, NewCoverageGap } from "../contract/coverage.ts";

export async function listCoverageGaps(db: Db | Tx): Promise<CoverageGap[]> {
  const { rows } = await sql<CoverageGap>`
    select id, figure, from_day as "fromDay", to_day as "toDay", reason, version
    from coverage_gap order by figure, from_day`.execute(db);
  return rows;
}

/** Inserts those that are not there yet; changed reasons are taken over. Returns what was added or changed. */
export async function upsertCoverageGaps(
  tx: Tx,
  gaps: readonly NewCoverageGap[],
  now: string,
): Promise<(NewCoverageGap & { id: string; added: boolean })[]> {
  const { rows } = await sql<NewCoverageGap & { id: string; added: boolean }>`
    insert into coverage_gap (id, figure, from_day, to_day, reason, updated_at)
    select t.*, ${now}::timestamptz from unnest(
      ${gaps.map(() => newId())}::uuid[], ${gaps.map((gap) => gap.figure)}::text[], ${gaps.map((gap) => gap.fromDay)}::date[],
      ${gaps.map((gap) => gap.toDay)}::date[], ${gaps.map((gap) => gap.reason)}::text[]) as t
    on conflict (figure, from_day, to_day) do update
      set reason = excluded.reason, version = coverage_gap.version + 1, updated_at = excluded.updated_at
      where coverage_gap.reason is distinct from excluded.reason
    returning id, figure, from_day as "fromDay", to_day as "toDay", reason, version = 1 as added`.execute(tx);
  return rows;
}
