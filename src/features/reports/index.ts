export { renderReport, reportFormats } from "./render/render-report.ts";
export { listReports } from "./queries.ts";
