import { offsetOf } from "../../platform/verb/paging.ts";
import { query } from "../../platform/verb/query.ts";
import { PAGE_REACH } from "../../shared/lists.ts";
import { listReportsInput, reportIdInput, reportList, reportView } from "./contract/reports.ts";
import { viewReport } from "./compute.ts";
import { findReport, listReports } from "./queries.ts";

export const readReports = query({
  name: "report.list",
  summary: "Lists reports: frozen ones for every reader, drafts for those who write them.",
  http: { method: "GET", path: "/reports" },
  needs: "report:read",
  input: listReportsInput,
  output: reportList,
  async run({ db, input, actor }) {
    const page = { limit: input.limit, offset: offsetOf(input), sort: input.sort };
    const { items, count } = await listReports(db, actor, input, page);
    const total = { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH };
    return { items, total, nextCursor: null };
  },
});

export const readReport = query({
  name: "report.read",
  summary:
    "Shows a report: a draft computed from the records as they are now, a frozen one as it was frozen.",
  http: { method: "GET", path: "/reports/{reportId}" },
  needs: "report:read",
  input: reportIdInput,
  output: reportView,
  async run({ db, input, actor, now, publicUrl }) {
    return viewReport({ db, actor, now, publicUrl }, await findReport(db, input.reportId, actor));
  },
});
