import type { Writable } from "node:stream";
import { once } from "node:events";
import type { RejectedRow } from "./read/batch.ts";
import { encodeText } from "./read/csv/encoding.ts";
import type { CsvDialect } from "./read/csv/dialect.ts";
import { reasonColumn } from "./mapping/profile.ts";
import type { Reason } from "./reasons.ts";

/** What Excel in Swedish opens without asking: the shape of rejected rows that came from a sheet. */
export function sheetDialect(headerCells: readonly string[]): CsvDialect {
  return {
    encoding: "utf-8",
    bom: true,
    delimiter: ";",
    newline: "\r\n",
    header: headerCells,
    headerCells,
    headerLine: 1,
    headerDoubtful: false,
  };
}

/**
 * Writes rejected rows in the shape in which they came, so that the file can be mended and
 * imported again. The reasons stand in the first column: behind a row whose quotes or columns are
 * wrong, a last column would stand inside the fault.
 */
export class RejectsWriter {
  readonly #out: Writable;
  readonly #dialect: CsvDialect;
  readonly #explain: (reason: Reason) => string;
  #count = 0;

  constructor(out: Writable, dialect: CsvDialect, explain: (reason: Reason) => string) {
    this.#out = out;
    this.#dialect = dialect;
    this.#explain = explain;
  }

  get count(): number {
    return this.#count;
  }

  async write(rows: readonly RejectedRow[]): Promise<void> {
    const { delimiter, newline } = this.#dialect;
    let text = "";
    for (const row of rows) {
      if (this.#count === 0) text += this.#head();
      this.#count += 1;
      const why = row.reasons.map((given) => this.#explain(given)).join(" ");
      const came = row.raw ?? (row.cells ?? []).map((cell) => this.#cell(cell)).join(delimiter);
      text += `${this.#cell(why)}${delimiter}${came}${newline}`;
    }
    if (text === "") return;
    if (!this.#out.write(encodeText(text, this.#dialect.encoding))) await once(this.#out, "drain");
  }

  #head(): string {
    const { bom, encoding, delimiter, newline, headerCells } = this.#dialect;
    const marked = bom || encoding.startsWith("utf-16") ? "\uFEFF" : "";
    return `${marked}${[reasonColumn, ...headerCells].map((cell) => this.#cell(cell)).join(delimiter)}${newline}`;
  }

  #cell(text: string): string {
    const { delimiter } = this.#dialect;
    const plain = !text.includes(delimiter) && !/["\r\n]/.test(text) && text.trim() === text;
    return plain ? text : `"${text.replaceAll('"', '""')}"`;
  }
}
