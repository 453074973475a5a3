/** A cell that leaves: numbers and times stay what they are in XLSX, and are written as people write them in CSV. */
export type ExportCell = string | number | boolean | null | { moment: string };

export interface ExportColumn<Row> {
  header: string;
  /** Width in characters, for XLSX. */
  width?: number;
  of(row: Row): ExportCell;
}

export interface ExportWords {
  language: "sv" | "en";
  timeZone: string;
  yes: string;
  no: string;
}
