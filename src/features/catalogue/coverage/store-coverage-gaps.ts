import type { Storing } from "../../../platform/verb/storing.ts";
import { countOutcomes, type RowOutcome, type Upserted } from "../../../platform/verb/upsert.ts";
import { sayFault } from "../../../shared/faults.ts";
import { addCoverageGapInput, type NewCoverageGap } from "../contract/coverage.ts";
import { coverageGapSubject } from "./coverage-gaps.ts";
import { upsertCoverageGaps } from "./queries-coverage.ts";

/** What is not told over some days, as a file writes it. Known by its figure and days. */
export type CoverageGapRow = NewCoverageGap;

const keyOf = ({ figure, fromDay, toDay }: CoverageGapRow) => JSON.stringify([figure, fromDay, toDay]);

/** Adds gaps and takes over changed reasons, set by set, inside a bulk write. */
export async function storeCoverageGaps(
  { tx, now, note }: Storing,
  rows: readonly CoverageGapRow[],
): Promise<Upserted> {
  const parsed = rows.map((row) => addCoverageGapInput.safeParse(row, { reportInput: true }));
  const good = new Map(parsed.flatMap(({ data }) => (data === undefined ? [] : [[keyOf(data), data]])));
  const written = await upsertCoverageGaps(tx, [...good.values()], now);
  const byKey = new Map(written.map((gap) => [keyOf(gap), gap]));
  for (const gap of written) {
    const { figure, fromDay, toDay, reason } = gap;
    note({
      kind: gap.added ? "coverage-gap.added" : "coverage-gap.edited",
      subject: coverageGapSubject(gap.id),
      body: { figure, fromDay, toDay, reason },
    });
  }
  return countOutcomes(
    parsed.map(({ data, error }): RowOutcome => {
      if (data === undefined) {
        const issues = error?.issues ?? [];
        return {
          outcome: "refused",
          faults: issues.map((issue) => ({ path: issue.path.join("."), ...sayFault(issue) })),
        };
      }
      const gap = byKey.get(keyOf(data));
      // What is said again in the same words is not written; nobody asks for its id.
      if (gap === undefined) return { outcome: "unchanged", id: "" };
      return { outcome: gap.added ? "added" : "updated", id: gap.id };
    }),
  );
}
