import { AppError } from "../../../shared/errors.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import { query } from "../../../platform/verb/query.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { rootUnitId } from "../../organisation/index.ts";
import { z } from "zod";
import {
  addCoverageGapInput,
  coverageGapList,
  coverageGapView,
  removeCoverageGapInput,
} from "../contract/coverage.ts";
import { listCoverageGaps, upsertCoverageGaps } from "./queries-coverage.ts";

/** What is not known is known to everyone who may read figures. */
export const coverageGapSubject = (id: string): Subject => ({
  type: "coverage-gap",
  id,
  unitId: null,
  needs: "statistics:read",
});

export const addCoverageGap = verb({
  name: "coverage-gap.add",
  summary:
    "Says that a figure was not recorded over some days, so that it is printed as missing and not as zero.",
  http: { method: "POST", path: "/coverage-gaps" },
  needs: "settings:edit",
  input: addCoverageGapInput,
  output: coverageGapView,
  scope: async ({ tx }) => [await rootUnitId(tx)],
  async run({ tx, input, now, note }) {
    const [stored] = await upsertCoverageGaps(tx, [input], now);
    if (stored === undefined)
      throw new AppError("record.exists", { params: { field: "figure, from_day, to_day" } });
    note({ kind: "coverage-gap.added", subject: coverageGapSubject(stored.id), body: { ...input } });
    return { ...input, id: stored.id, version: 1 };
  },
});

export const removeCoverageGap = verb({
  name: "coverage-gap.remove",
  summary: "Takes back that a figure is missing.",
  http: { method: "DELETE", path: "/coverage-gaps/{coverageGapId}" },
  needs: "settings:edit",
  input: removeCoverageGapInput,
  output: z.object({}),
  scope: async ({ tx }) => [await rootUnitId(tx)],
  async run({ tx, input, note }) {
    const removed = await tx
      .deleteFrom("coverage_gap")
      .where("id", "=", input.coverageGapId)
      .returning(["id", "figure"])
      .executeTakeFirst();
    if (removed === undefined) throw new AppError("record.not-found");
    note({
      kind: "coverage-gap.removed",
      subject: coverageGapSubject(removed.id),
      body: { figure: removed.figure },
    });
    return {};
  },
});

export const readCoverageGaps = query({
  name: "coverage-gap.list",
  summary: "Lists which figures are missing over which days, and why.",
  http: { method: "GET", path: "/coverage-gaps" },
  needs: "statistics:read",
  input: z.object({}),
  output: coverageGapList,
  run: async ({ db }) => ({ items: await listCoverageGaps(db) }),
});
