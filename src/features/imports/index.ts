/** The door of imports: what other rooms may call. */
export { lifecycleOf, type ImportedIncident, type Lifecycle } from "./lifecycle/lifecycle.ts";
export type { Change, WatchedField } from "./lifecycle/history.ts";
export { compileMapping, type CompiledMapping, type MappingResult } from "./mapping/apply.ts";
export { Observation, type Facts } from "./mapping/observe.ts";
export { propose, type Proposal, type Question } from "./mapping/propose.ts";
export { extraOf, fieldsOf, valueOf, type MappedRow, type MappedValue } from "./mapping/row.ts";
export { shippedProfiles } from "./profiles/index.ts";
export { ImportFault } from "./reasons.ts";
export { RejectsWriter, sheetDialect } from "./rejects.ts";
export type { RejectedRow, RowBatch } from "./read/batch.ts";
export { openCsv, type CsvFile, type CsvOptions } from "./read/csv/read-csv.ts";
export { formatInstant, instantOf, readAs, type Moment } from "./read/dates.ts";
export { openXlsx, type XlsxFile, type XlsxOptions } from "./read/xlsx/read-xlsx.ts";
export { explainFault, faultOf, importFile, type FileImport } from "./import-file.ts";
export { profileSchema, type Profile } from "./mapping/profile.ts";
export { filesDone, type RunOutcome } from "./run/queries-outcome.ts";
export type { Progress } from "./run/state.ts";
