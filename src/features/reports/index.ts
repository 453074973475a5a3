export {
  renderReport,
  reportFormats,
  type RenderedReport,
  type RenderOptions,
  type ReportFormat,
} from "./render/render-report.ts";
export { PdfError, pdfStandards, type PdfStandard } from "./render/pdf/render.ts";
export {
  draftMethodNotes,
  draftNoneIn,
  draftSentence,
  draftSplit,
  draftSummary,
  type Drafting,
  type NamedFigure,
} from "./sentences.ts";
export { periodWords } from "./period-words.ts";
export { parseReportModel, type ReportModel, type ReportModelInput } from "./model.ts";
export { listReports } from "./queries.ts";
