import { query } from "../../platform/verb/query.ts";
import { organisationZone } from "../../platform/zone.ts";
import { reportChanges, reportChangesInput } from "./contract/reports.ts";
import { findReport } from "./queries.ts";
import { countChanges } from "./queries-changes.ts";

export const readReportChanges = query({
  name: "report.changes",
  summary: "Says how many of the records that a draft counts have changed since it was counted.",
  http: { method: "GET", path: "/reports/{reportId}/changes" },
  needs: "report:read",
  input: reportChangesInput,
  output: reportChanges,
  async run({ db, input, actor }) {
    const { period, comparison, unit, unitIsRoot } = await findReport(db, input.reportId, actor);
    return countChanges(db, actor, {
      since: input.since,
      periods: comparison === null ? [period] : [period, comparison],
      zone: await organisationZone(db),
      unit: { id: unit.id, isRoot: unitIsRoot },
    });
  },
});
