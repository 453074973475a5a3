import type { Feature } from "../../platform/registry.ts";
import { compareReport } from "./compare-report.ts";
import { downloadDocument } from "./download-document.ts";
import { draftReport } from "./draft-report.ts";
import { editTexts } from "./edit-texts.ts";
import { freezeReport } from "./freeze-report.ts";
import { readReportChanges } from "./read-changes.ts";
import { readReport, readReports } from "./read-reports.ts";
import { withdrawReport } from "./withdraw-report.ts";

export const reports: Feature = {
  name: "reports",
  operations: [
    readReports,
    readReport,
    draftReport,
    editTexts,
    freezeReport,
    withdrawReport,
    compareReport,
    readReportChanges,
    downloadDocument,
  ],
};
