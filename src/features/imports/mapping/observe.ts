import { DateColumn, type DateFinding } from "../read/dates/column.ts";
import { nullWords } from "./value-words.ts";

/** What a column holds, as far as it was looked at. */
export type ColumnFacts = {
  readonly name: string;
  readonly filled: number;
  readonly empty: number;
  /** Words for nothing that were met, as they are written. */
  readonly nulls: readonly string[];
  /** The values and how often each is met; null when there are too many to be a choice. */
  readonly values: ReadonlyMap<string, number> | null;
  readonly numbers: number;
  readonly longest: number;
  readonly dates: DateFinding;
  readonly examples: readonly string[];
};

export type Facts = {
  readonly header: readonly string[];
  readonly rows: number;
  readonly columns: readonly ColumnFacts[];
  /** The first rows, which the question of keys and events is asked of. */
  readonly sample: readonly (readonly string[])[];
};

const mostValues = 200;
const sampleRows = 5_000;
const nothing = new Set(nullWords);

/**
 * Looks at all rows of a file, in memory that does not grow with it: the order of day and month may
 * be told by one value in a hundred thousand.
 */
export class Observation {
  readonly #header: readonly string[];
  readonly #columns: ColumnObserver[];
  readonly #sample: (readonly string[])[] = [];
  #rows = 0;

  constructor(header: readonly string[]) {
    this.#header = header;
    this.#columns = header.map((name) => new ColumnObserver(name));
  }

  add(rows: readonly (readonly string[])[]): void {
    this.#rows += rows.length;
    for (const row of rows) {
      if (this.#sample.length < sampleRows) this.#sample.push(row);
      for (let i = 0; i < this.#columns.length; i += 1) this.#columns[i]?.add(row[i] ?? "");
    }
  }

  facts(): Facts {
    return {
      header: this.#header,
      rows: this.#rows,
      columns: this.#columns.map((column) => column.facts()),
      sample: this.#sample,
    };
  }
}

class ColumnObserver {
  readonly #name: string;
  readonly #dates = new DateColumn();
  readonly #nulls = new Set<string>();
  readonly #examples: string[] = [];
  #values: Map<string, number> | null = new Map();
  #filled = 0;
  #empty = 0;
  #numbers = 0;
  #longest = 0;

  constructor(name: string) {
    this.#name = name;
  }

  add(cell: string): void {
    const text = cell.trim();
    if (text === "") {
      this.#empty += 1;
      return;
    }
    if (text.length <= 16 && nothing.has(text.toLowerCase())) {
      this.#nulls.add(text);
      this.#empty += 1;
      return;
    }
    this.#filled += 1;
    if (text.length > this.#longest) this.#longest = text.length;
    if (this.#examples.length < 5 && !this.#examples.includes(text)) this.#examples.push(text);
    this.#count(text);
    const digit = text.charCodeAt(0) - 48;
    if (digit >= 0 && digit <= 9 && /^\d+(?:[.,]\d+)?$/.test(text)) this.#numbers += 1;
    this.#dates.add(text);
  }

  #count(text: string): void {
    if (this.#values === null) return;
    const count = this.#values.get(text);
    if (count === undefined && this.#values.size >= mostValues) this.#values = null;
    else this.#values.set(text, (count ?? 0) + 1);
  }

  facts(): ColumnFacts {
    return {
      name: this.#name,
      filled: this.#filled,
      empty: this.#empty,
      nulls: [...this.#nulls],
      values: this.#values,
      numbers: this.#numbers,
      longest: this.#longest,
      dates: this.#dates.finding(),
      examples: this.#examples,
    };
  }
}
