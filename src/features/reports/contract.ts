/** What the browser may know of reports: the model, its words, and the document they become. */
export {
  parseReportModel,
  reportModel,
  type AreaRow,
  type AreaTable,
  type ActionGroup,
  type Chart,
  type ChartInput,
  type Figure,
  type FigureInput,
  type FigureUnit,
  type MajorIncident,
  type MethodNote,
  type Moment,
  type Part,
  type ReportModel,
  type ReportModelInput,
  type ReportPeriod,
  type Sentence,
  type Severity,
  type SummaryParagraph,
} from "./model.ts";
export { composeReport } from "./compose.ts";
export type {
  Block,
  Cell,
  ChartBlock,
  Column,
  DocumentModel,
  FigureTile,
  Line,
  Run,
  Section,
  TableBlock,
} from "./document.ts";
export {
  chartAlt,
  chartColours,
  chartOption,
  chartSize,
  type ChartLook,
  type ChartSize,
  type ChartTheme,
  type ChartWidth,
} from "./charts.ts";
export { changeOf, changeText, differenceText, valueText, type Change } from "./figure-words.ts";
export {
  documentFormats,
  reportStates,
  type ComparedFigure,
  type DocumentFormat,
  type ReportComparison,
  type ReportRow,
  type ReportState,
  type ReportView,
  type SentenceView,
} from "./contract/reports.ts";
