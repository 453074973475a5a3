import type { Readable } from "node:stream";
import { ImportFault } from "../../reasons.ts";
import { maxColumns } from "../batch.ts";
import { columnOf, numberText, serialText } from "./cell.ts";
import type { Workbook } from "./workbook.ts";
import { readXml, type Attributes } from "./xml.ts";

export type SheetRow = { readonly number: number; readonly cells: string[] };
export type SheetRows = { readonly rows: SheetRow[]; readonly bytes: number };

/** The rows of a sheet as text, a chunk's worth at a time. Merged cells have their value in the first one, as in the file. */
export async function* readSheet(
  stream: Readable,
  part: string,
  book: Workbook,
): AsyncGenerator<SheetRows, void, undefined> {
  const gathered = new RowGatherer(book);
  const events = {
    open: (name: string, at: Attributes) => gathered.open(name, at),
    close: (name: string) => gathered.close(name),
    text: (text: string) => gathered.text(text),
  };
  for await (const bytes of readXml(stream, part, events)) yield { rows: gathered.take(), bytes };
  yield { rows: gathered.take(), bytes: 0 };
}

const longestCell = 1_048_576;

class RowGatherer {
  readonly #book: Workbook;
  #rows: SheetRow[] = [];
  #cells: string[] = [];
  #number = 0;
  #column = -1;
  #type = "n";
  #style = 0;
  #value = "";
  #reading = false;
  #phonetic = false;

  constructor(book: Workbook) {
    this.#book = book;
  }

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, at: Attributes): void {
    switch (name) {
      case "row":
        this.#number = at["r"] === undefined ? this.#number + 1 : Number(at["r"]);
        this.#cells = [];
        this.#column = -1;
        break;
      case "c":
        this.#column = at["r"] === undefined ? this.#column + 1 : columnOf(at["r"]);
        if (this.#column >= maxColumns)
          throw new ImportFault("file-too-many-columns", { found: this.#column + 1, limit: maxColumns });
        this.#type = at["t"] ?? "n";
        this.#style = Number(at["s"] ?? 0);
        this.#value = "";
        break;
      case "v":
        this.#reading = true;
        break;
      case "t":
        this.#reading = !this.#phonetic;
        break;
      case "rPh":
        this.#phonetic = true;
        break;
      default:
    }
  }

  text(text: string): void {
    if (!this.#reading) return;
    this.#value += text;
    if (this.#value.length > longestCell) throw new ImportFault("xlsx-damaged", { detail: "cell too long" });
  }

  close(name: string): void {
    switch (name) {
      case "v":
      case "t":
        this.#reading = false;
        break;
      case "rPh":
        this.#phonetic = false;
        break;
      case "c":
        if (this.#column < 0) break;
        while (this.#cells.length < this.#column) this.#cells.push("");
        this.#cells[this.#column] = this.#cellText();
        break;
      case "row":
        this.#rows.push({ number: this.#number, cells: this.#cells });
        break;
      default:
    }
  }

  #cellText(): string {
    const value = this.#value;
    switch (this.#type) {
      case "s":
        return value === "" ? "" : (this.#book.sharedStrings[Number(value)] ?? "");
      case "b":
        return value === "" ? "" : value === "1" ? "true" : "false";
      case "n": {
        if (value === "") return "";
        const kind = this.#book.styles[this.#style] ?? null;
        const date = kind === null ? null : serialText(Number(value), kind, this.#book.date1904);
        return date ?? numberText(value);
      }
      // Inline strings, results of formulas, errors (`#N/A`) and ISO dates are text already.
      default:
        return value;
    }
  }
}
