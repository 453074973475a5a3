/**
 * Every way in which a file, a mapping, a row or a value can be refused or doubted. The sentences
 * stand in the text catalogue under `imports.reason.<code>`; nothing here is for people to read.
 */
export const reasonCodes = [
  // the file as a whole: the import cannot begin
  "file-empty",
  "file-binary",
  "file-is-spreadsheet",
  "file-is-old-spreadsheet",
  "file-is-archive",
  "file-is-pdf",
  "file-no-header",
  "file-no-rows",
  "file-too-many-columns",
  "xlsx-not-a-workbook",
  "xlsx-truncated",
  "xlsx-damaged",
  "xlsx-encrypted",
  "xlsx-too-many-entries",
  "xlsx-too-large",
  "xlsx-ratio",
  "xlsx-shared-strings",
  "xlsx-dtd",
  "xlsx-no-such-sheet",
  // one row, before it is understood
  "row-column-count",
  "row-truncated",
  "row-too-long",
  "row-quote-unterminated",
  "row-quote-malformed",
  "row-binary",
  "row-encoding",
  "row-repeated-header",
  // the mapping against this file
  "mapping-column-gone",
  "mapping-field-unknown",
  "mapping-required-unmapped",
  "mapping-key-unmapped",
  // one value
  "value-missing",
  "value-not-a-time",
  "value-not-a-number",
  "value-not-a-boolean",
  "value-out-of-range",
  "value-unknown",
  "value-time-repeated",
  "value-time-skipped",
  "order-missing",
  // one record made of its events
  "lifecycle-order-against-time",
  "lifecycle-order-doubled",
  "lifecycle-created-before-opened",
  "lifecycle-acknowledged-before-opened",
  "lifecycle-restored-before-opened",
  "lifecycle-closed-before-restored",
  "lifecycle-state-unknown",
  "lifecycle-reopen-count-differs",
  "lifecycle-state-without-time",
  // one record against what stands here
  "record-repeated",
  "record-times-odd",
  "record-service-new",
  "record-system-new",
  "record-link-awaited",
  "record-link-cycle",
  "record-refused",
  "record-not-storable",
] as const;

export type ReasonCode = (typeof reasonCodes)[number];
export type ReasonParams = Readonly<Record<string, string | number>>;
export type Reason = { readonly code: ReasonCode; readonly params: ReasonParams };

export function reason(code: ReasonCode, params: ReasonParams = {}): Reason {
  return { code, params };
}

/** A fault of the file or of the mapping as a whole; a faulty row never throws, it is rejected. */
export class ImportFault extends Error {
  readonly reason: Reason;
  constructor(code: ReasonCode, params: ReasonParams = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = "ImportFault";
    this.reason = reason(code, params);
  }
}
