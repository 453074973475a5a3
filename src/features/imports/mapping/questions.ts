import type { DateFinding } from "../read/dates/column.ts";
import { fieldOf, fields, type Target } from "./fields.ts";
import type { KeyFinding } from "./keys.ts";
import { namesPeople, type Match } from "./match.ts";
import { matchValues } from "./match-values.ts";
import { plainName } from "./names.ts";
import type { Facts } from "./observe.ts";
import { reasonColumn } from "./profile.ts";
import { startFields } from "./question-kinds.ts";

/** What a person must look at before the proposal is used; each has a sentence in the texts. */
export type Question =
  | { readonly code: "ask-target"; readonly targets: readonly Target[] }
  | {
      readonly code: "ask-day-order";
      readonly column: string;
      readonly example: string;
      readonly order: "ambiguous" | "contradictory";
      /** The forms that it is asked of, as they are proposed to be read. */
      readonly patterns: readonly string[];
    }
  | {
      readonly code: "ask-date-forms";
      readonly column: string;
      readonly forms: readonly {
        readonly pattern: string;
        readonly example: string;
        readonly count: number;
      }[];
    }
  | { readonly code: "ask-dates"; readonly column: string; readonly count: number; readonly example: string }
  | { readonly code: "ask-year"; readonly column: string; readonly count: number; readonly example: string }
  | { readonly code: "ask-zone"; readonly columns: readonly string[]; readonly zone: string }
  | {
      readonly code: "ask-values";
      readonly column: string;
      readonly field: string;
      readonly values: readonly string[];
    }
  | { readonly code: "ask-column"; readonly field: string; readonly columns: readonly string[] }
  | { readonly code: "ask-required"; readonly field: string }
  | { readonly code: "ask-start"; readonly fields: readonly string[] }
  | { readonly code: "ask-unmapped"; readonly column: string; readonly example: string }
  | { readonly code: "ask-nulls"; readonly words: readonly string[] }
  | { readonly code: "ask-key"; readonly fields: readonly string[]; readonly repeated: number };

export type Ranked = { readonly target: Target; readonly score: number };

type Asking = {
  readonly target: Target;
  readonly facts: Facts;
  readonly chosen: readonly Match[];
  readonly all: readonly Match[];
  readonly key: KeyFinding;
  readonly zone: string;
  /** The column that orders events: it is used, though it is no field. */
  readonly order: string | null;
};

/** What the file does not settle, the gravest first. */
export function questionsOf({ target, facts, chosen, all, key, zone, order }: Asking): Question[] {
  return [
    ...requiredQuestions(target, chosen),
    ...startQuestion(target, chosen),
    ...keyQuestion(key),
    ...rivals(all, chosen, facts),
    ...dateQuestions(target, chosen, facts, zone),
    ...valueQuestions(target, chosen, facts),
    ...unmappedQuestions(chosen, facts, order),
    ...nullsQuestion(facts),
  ];
}

/** When an incident began is what half of all figures rest on: it is never left out in silence. */
function startQuestion(target: Target, chosen: readonly Match[]): Question[] {
  if (target !== "incidents" || chosen.some(({ field }) => startFields.includes(field))) return [];
  return [{ code: "ask-start", fields: startFields }];
}

/** To leave a column out is a decision too. Columns that name people are not: they are never kept. */
function unmappedQuestions(chosen: readonly Match[], facts: Facts, order: string | null): Question[] {
  return facts.columns.flatMap(({ name, filled, examples }, index) => {
    if (chosen.some((match) => match.index === index) || filled === 0 || name === order) return [];
    if (namesPeople(name) || plainName(name) === plainName(reasonColumn)) return [];
    return [{ code: "ask-unmapped", column: name, example: examples[0] ?? "" } as const];
  });
}

function nullsQuestion(facts: Facts): Question[] {
  const words = [...new Set(facts.columns.flatMap(({ nulls }) => nulls))];
  return words.length === 0 ? [] : [{ code: "ask-nulls", words }];
}

export function targetQuestion(ranked: readonly Ranked[]): Question[] {
  const [best, second] = ranked;
  if (best === undefined || second === undefined || second.score < best.score * 0.8) return [];
  const close = ranked.filter(({ score }) => score >= best.score * 0.8).map(({ target }) => target);
  return [{ code: "ask-target", targets: close }];
}

function requiredQuestions(target: Target, chosen: readonly Match[]): Question[] {
  return Object.entries(fields[target])
    .filter(([name, field]) => field.required && !chosen.some((match) => match.field === name))
    .map(([field]) => ({ code: "ask-required", field }));
}

function keyQuestion(key: KeyFinding): Question[] {
  return key.sure ? [] : [{ code: "ask-key", fields: key.fields, repeated: key.repeated }];
}

/** Two columns that would both do for one field. */
function rivals(all: readonly Match[], chosen: readonly Match[], facts: Facts): Question[] {
  return chosen.flatMap((match) => {
    const others = all.filter(
      (other) =>
        other.field === match.field &&
        other.index !== match.index &&
        other.confidence >= match.confidence - 0.001 &&
        !chosen.some(({ index }) => index === other.index),
    );
    if (others.length === 0) return [];
    const columns = [match, ...others].map(({ index }) => facts.header[index] ?? "");
    return [{ code: "ask-column", field: match.field, columns } as const];
  });
}

function datesOf(
  target: Target,
  chosen: readonly Match[],
  facts: Facts,
): { readonly column: string; readonly dates: DateFinding }[] {
  return chosen.flatMap(({ index, field }) => {
    const column = facts.columns[index];
    return fieldOf(target, field)?.type === "time" && column !== undefined && column.filled > 0
      ? [{ column: column.name, dates: column.dates }]
      : [];
  });
}

function dateQuestions(target: Target, chosen: readonly Match[], facts: Facts, zone: string): Question[] {
  const questions: Question[] = [];
  const times = datesOf(target, chosen, facts);
  for (const { column, dates } of times) {
    if (dates.patterns.length > 1) questions.push({ code: "ask-date-forms", column, forms: dates.patterns });
    for (const { order, evidence, patterns } of dates.unsettled) {
      questions.push({ code: "ask-day-order", column, example: evidence.join(", "), order, patterns });
    }
    if (dates.yearless > 0)
      questions.push({
        code: "ask-year",
        column,
        count: dates.yearless,
        example: dates.yearlessExample ?? "",
      });
    if (dates.others > dates.yearless)
      questions.push({
        code: "ask-dates",
        column,
        count: dates.others - dates.yearless,
        example: dates.otherExample ?? "",
      });
  }
  const local = times.filter(({ dates }) => !dates.withOffset).map(({ column }) => column);
  return local.length === 0 ? questions : [...questions, { code: "ask-zone", columns: local, zone }];
}

function valueQuestions(target: Target, chosen: readonly Match[], facts: Facts): Question[] {
  return chosen.flatMap(({ index, field: name }) => {
    const field = fieldOf(target, name);
    const column = facts.columns[index];
    if (field === undefined || column === undefined || (field.type !== "choice" && field.type !== "integer"))
      return [];
    if (field.type === "integer" && column.numbers === column.filled) return [];
    const { unknown } = matchValues(target, name, field, column);
    if (column.values !== null && unknown.length === 0) return [];
    return [
      {
        code: "ask-values",
        column: column.name,
        field: name,
        values: column.values === null ? column.examples : unknown,
      } as const,
    ];
  });
}
