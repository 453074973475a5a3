import { query } from "../../platform/verb/query.ts";
import { AppError } from "../../shared/errors.ts";
import { compareFigures } from "./compare-rules.ts";
import { reportComparison, reportIdInput } from "./contract/reports.ts";
import { computeReport } from "./compute.ts";
import { parseReportModel } from "./model.ts";
import { findReport } from "./queries.ts";

export const compareReport = query({
  name: "report.compare",
  summary: "Counts a frozen report's figures again and names those that no longer hold.",
  http: { method: "GET", path: "/reports/{reportId}/comparison" },
  needs: "report:read",
  input: reportIdInput,
  output: reportComparison,
  async run({ db, input, actor, now, publicUrl }) {
    const report = await findReport(db, input.reportId, actor);
    if (report.model === null) throw new AppError("report.not-in-state", { params: { state: report.state } });
    const { model } = await computeReport({ db, actor, now, publicUrl }, report);
    return compareFigures(parseReportModel(report.model).figures, model.figures);
  },
});
