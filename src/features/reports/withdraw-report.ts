import { verb } from "../../platform/verb/verb.ts";
import { AppError } from "../../shared/errors.ts";
import { reportRow, withdrawReportInput } from "./contract/reports.ts";
import { findReport, lockReport, unitOfReport } from "./queries.ts";
import { draftSubject, reportSubject } from "./subjects.ts";

export const withdrawReport = verb({
  name: "report.withdraw",
  summary: "Withdraws a report with the reason; a frozen one can still be read, marked as withdrawn.",
  http: { method: "POST", path: "/reports/{reportId}/withdraw" },
  needs: "report:freeze",
  input: withdrawReportInput,
  output: reportRow,
  scope: async ({ tx, input }) => [await unitOfReport(tx, input.reportId)],
  async run({ tx, input, now, note, actor }) {
    const report = await lockReport(tx, input, actor);
    if (report.state === "withdrawn")
      throw new AppError("report.not-in-state", { params: { state: report.state } });
    await tx
      .updateTable("report")
      .set({
        state: "withdrawn",
        withdrawn_at: now,
        withdrawn_by: actor.id,
        withdrawn_reason: input.reason,
        version: input.version + 1,
        updated_at: now,
      })
      .where("id", "=", report.id)
      .execute();
    const subject = report.frozenAt === null ? draftSubject : reportSubject;
    note({
      kind: "report.withdrawn",
      subject: subject(report.id, report.unit.id),
      body: { number: report.number, from: report.state, reason: input.reason },
    });
    return findReport(tx, report.id, actor);
  },
});
