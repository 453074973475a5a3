import { fields, type Field, type Target } from "./fields.ts";
import { plainName } from "./names.ts";
import type { ColumnFacts, Facts } from "./observe.ts";
import { peopleColumns, synonymsOf } from "./synonyms.ts";
import { matchValues } from "./match-values.ts";

export type MatchWhy = "name-same" | "name-part" | "values-fit" | "values-mostly-fit" | "values-empty";

export type Match = {
  readonly index: number;
  readonly field: string;
  readonly confidence: number;
  readonly why: readonly MatchWhy[];
};

const people = new Set(peopleColumns.map(plainName));

export function namesPeople(column: string): boolean {
  return people.has(plainName(column));
}

/** Every pair of column and field that is worth considering, best first. */
export function candidates(target: Target, facts: Facts): Match[] {
  const found: Match[] = [];
  for (const [index, column] of facts.columns.entries()) {
    if (namesPeople(column.name)) continue;
    const repeats = repeatedIn(facts, index);
    for (const [name, field] of Object.entries(fields[target])) {
      const match = matchOf(target, name, field, column, index, repeats);
      if (match !== null) found.push(match);
    }
  }
  return found.toSorted(
    (a, b) => b.confidence - a.confidence || a.index - b.index || (a.field < b.field ? -1 : 1),
  );
}

/** The best pairs, each column and each field once. */
export function assign(all: readonly Match[]): Match[] {
  const columns = new Set<number>();
  const names = new Set<string>();
  return all.filter(({ index, field }) => {
    if (columns.has(index) || names.has(field)) return false;
    columns.add(index);
    names.add(field);
    return true;
  });
}

function matchOf(
  target: Target,
  name: string,
  field: Field,
  column: ColumnFacts,
  index: number,
  repeats: boolean,
): Match | null {
  const byName = nameScore(target, name, column.name);
  if (byName === 0) return null;
  const { factor, why } = valueScore(target, name, field, column);
  // A code that stands in many rows is the code of something else: of the municipality, not of the school.
  const own = name === "code" && repeats ? 0.4 : 1;
  const confidence = Math.round(byName * factor * own * 1000) / 1000;
  if (confidence < 0.3) return null;
  return { index, field: name, confidence, why: [byName >= 0.9 ? "name-same" : "name-part", why] };
}

function nameScore(target: Target, field: string, header: string): number {
  const plain = plainName(header);
  const words = new Set(plain.split(" "));
  let best = plain === plainName(field) ? 1 : 0;
  for (const [place, synonym] of synonymsOf(target, field).entries()) {
    const name = plainName(synonym);
    // Synonyms stand with the surest first: `opened` before `time`.
    if (name === plain) return Math.max(best, 1 - place * 0.002);
    const parts = name.split(" ");
    if (parts.every((part) => words.has(part)))
      best = Math.max(best, 0.45 + 0.35 * (parts.length / words.size));
  }
  return best;
}

type Evidence = { readonly factor: number; readonly why: MatchWhy };

/** What the values say: they can make a good name unlikely, but never make a field of a strange name. */
function valueScore(target: Target, name: string, field: Field, column: ColumnFacts): Evidence {
  if (column.filled === 0) return { factor: 0.9, why: "values-empty" };
  const share = shareThatFits(target, name, field, column);
  if (share > 0.95) return { factor: 1, why: "values-fit" };
  return { factor: share > 0.5 ? 0.85 : 0.3 * share, why: "values-mostly-fit" };
}

function shareThatFits(target: Target, name: string, field: Field, column: ColumnFacts): number {
  const { filled, dates } = column;
  const dateShare = (dates.values - dates.others) / Math.max(1, filled);
  switch (field.type) {
    case "time":
      return dateShare;
    case "text":
    case "list":
      // A column of times is no text; only a number of a record may look like one, as 20230412.
      return dateShare > 0.9 && column.numbers < filled / 2 ? 0.1 : 1;
    case "decimal":
      return column.numbers / filled;
    case "boolean":
      return column.values !== null && column.values.size <= 4 ? 1 : 0.2;
    case "integer":
      return Math.max(column.numbers / filled, matchValues(target, name, field, column).share);
    case "choice":
      return Math.max(matchValues(target, name, field, column).share, 0.6);
  }
}

function repeatedIn(facts: Facts, index: number): boolean {
  const seen = new Set(facts.sample.map((row) => row[index] ?? ""));
  return seen.size < facts.sample.length * 0.95;
}
