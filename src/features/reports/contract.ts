/** What the browser may know of reports: the model, its words, and the document they become. */
export type { Chart, ReportModel } from "./model.ts";
export { composeReport } from "./compose.ts";
export type {
  Block,
  Cell,
  ChartBlock,
  DocumentModel,
  FigureTile,
  Line,
  Run,
  Section,
  TableBlock,
} from "./document.ts";
export { chartOption, chartSize } from "./charts.ts";
export { differenceText, valueText } from "./figure-words.ts";
export type {
  ComparedFigure,
  DocumentFormat,
  ReportChanges,
  ReportComparison,
  ReportRow,
  ReportState,
  ReportView,
  SentenceView,
} from "./contract/reports.ts";
