import type { Field, Target } from "./fields.ts";
import { plainName } from "./names.ts";
import type { ColumnFacts } from "./observe.ts";
import type { ProfileColumn } from "./profile.ts";
import { valueWords } from "./value-words.ts";

export type ValueMatch = {
  /** The share of filled cells that are understood. */
  readonly share: number;
  readonly parse: ProfileColumn["parse"];
  readonly values: Readonly<Record<string, string | number>> | undefined;
  readonly unknown: readonly string[];
};

/** How the values of a column become those of a field with few values: a table, or the number that they begin with. */
export function matchValues(target: Target, name: string, field: Field, column: ColumnFacts): ValueMatch {
  if (column.values === null) return { share: 0, parse: undefined, values: undefined, unknown: [] };
  const words = wordsFor(target, name, field);
  const values: Record<string, string | number> = {};
  const unknown: string[] = [];
  let understood = 0;
  let led = 0;
  for (const [value, count] of column.values) {
    const choice = choiceOf(value, field, words);
    if (choice === null) unknown.push(value);
    else {
      values[value] = choice;
      understood += count;
    }
    if (leads(value, field)) led += count;
  }
  const filled = Math.max(1, column.filled);
  if (field.type === "integer" && led > 0 && led >= understood) {
    const plain = column.numbers === column.filled;
    const rest = [...column.values.keys()].filter((value) => !leads(value, field));
    return {
      share: led / filled,
      parse: plain ? undefined : "leading-number",
      values: undefined,
      unknown: rest,
    };
  }
  return { share: understood / filled, parse: undefined, values, unknown };
}

function leads(value: string, field: Field): boolean {
  if (field.type !== "integer") return false;
  const number = /^(?:P|prio\s*)?(\d{1,2})(?!\d)/i.exec(value)?.[1];
  if (number === undefined) return false;
  return Number(number) >= (field.min ?? -Infinity) && Number(number) <= (field.max ?? Infinity);
}

function wordsFor(target: Target, name: string, field: Field): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const choice of field.type === "choice" ? field.choices : []) words.set(plainName(choice), choice);
  for (const [choice, names] of Object.entries(valueWords[target]?.[name] ?? {})) {
    for (const word of names) words.set(plainName(word), choice);
  }
  return words;
}

function choiceOf(value: string, field: Field, words: ReadonlyMap<string, string>): string | number | null {
  const plain = plainName(value);
  // `3 - Väntar på leverantör`, `Löst (kod 4)`: the words without the numbers around them.
  const choice = words.get(plain) ?? words.get(plain.replace(/^\d+ | \d+$/g, ""));
  if (choice === undefined) return null;
  return field.type === "integer" ? Number(choice) : choice;
}
