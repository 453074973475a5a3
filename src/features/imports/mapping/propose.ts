import type { DateFinding } from "../read/dates/column.ts";
import { fieldOf, fields, targets, type Target } from "./fields.ts";
import { findKey, findOrder, type KeyFinding } from "./keys.ts";
import { assign, candidates, namesPeople, type Match, type MatchWhy } from "./match.ts";
import { matchValues } from "./match-values.ts";
import type { Facts } from "./observe.ts";
import type { Profile, ProfileColumn } from "./profile.ts";

/** What a person must look at before the proposal is used; each has a sentence in the texts. */
export type Question =
  | { readonly code: "ask-target"; readonly targets: readonly Target[] }
  | {
      readonly code: "ask-day-order";
      readonly column: string;
      readonly example: string;
      readonly order: "ambiguous" | "contradictory";
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
  | { readonly code: "ask-key"; readonly fields: readonly string[]; readonly repeated: number };

export type ProposedColumn = {
  readonly column: string;
  readonly field: string | null;
  readonly confidence: number;
  readonly why: readonly MatchWhy[];
};

export type Proposal = {
  /** Null while a required field has no column: then the questions say which. */
  readonly profile: Profile | null;
  readonly target: Target;
  readonly confidence: number;
  readonly columns: readonly ProposedColumn[];
  readonly questions: readonly Question[];
};

export type ProposeOptions = { readonly target?: Target; readonly zone?: string };

/** Proposes a mapping from what a file shows. What the file does not settle is asked, never chosen in silence. */
export function propose(facts: Facts, options: ProposeOptions = {}): Proposal {
  const zone = options.zone ?? "Europe/Stockholm";
  const ranked = rankTargets(facts);
  const target = options.target ?? ranked[0]?.target ?? "incidents";
  const all = candidates(target, facts);
  const chosen = assign(all).toSorted((a, b) => a.index - b.index);
  const key = findKey(target, chosen, facts);
  const columns = chosen.map((match) => columnOf(target, match, facts));
  const questions: Question[] = [
    ...(options.target === undefined ? targetQuestion(ranked) : []),
    ...requiredQuestions(target, chosen),
    ...keyQuestion(key),
    ...rivals(all, chosen, facts),
    ...dateQuestions(target, chosen, facts, zone),
    ...valueQuestions(target, chosen, facts),
  ];
  const order = key.events ? findOrder(facts, chosen) : null;
  // Without a key or a required field no row could be taken; the questions say what is missing.
  const complete = key.fields.length > 0 && !questions.some(({ code }) => code === "ask-required");
  return {
    target,
    profile: complete ? profileOf(target, facts, columns, key, order, zone) : null,
    confidence: confidenceOf(target, chosen, questions.length),
    columns: proposed(facts, chosen),
    questions,
  };
}

type Ranked = { readonly target: Target; readonly score: number };

/** The kind of record whose fields explain most of the columns, and whose required fields are there. */
export function rankTargets(facts: Facts): Ranked[] {
  return targets
    .map((target) => {
      const chosen = assign(candidates(target, facts));
      const sum = chosen.reduce((total, match) => total + match.confidence ** 2, 0);
      const required = Object.entries(fields[target]).filter(([, field]) => field.required);
      const there = required.filter(([name]) => chosen.some((match) => match.field === name)).length;
      const share = required.length === 0 ? 1 : there / required.length;
      // Every kind has a name and a description; few have states, times and priorities.
      return { target, score: sum * share ** 2 - Object.keys(fields[target]).length * 0.01 };
    })
    .toSorted((a, b) => b.score - a.score);
}

function targetQuestion(ranked: readonly Ranked[]): Question[] {
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
    if (dates.order === "ambiguous" || dates.order === "contradictory") {
      questions.push({
        code: "ask-day-order",
        column,
        example: dates.evidence.join(", "),
        order: dates.order,
      });
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

function columnOf(target: Target, match: Match, facts: Facts): ProfileColumn {
  const column = facts.columns[match.index];
  const field = fieldOf(target, match.field);
  const base: ProfileColumn = { column: column?.name ?? "", field: match.field };
  if (column === undefined || field === undefined) return base;
  if (field.type === "time") return { ...base, formats: column.dates.patterns.map(({ pattern }) => pattern) };
  if (field.type !== "choice" && field.type !== "integer") return base;
  const { parse, values, unknown } = matchValues(target, match.field, field, column);
  return {
    ...base,
    ...(parse === undefined ? {} : { parse }),
    ...(values === undefined || Object.keys(values).length === 0 ? {} : { values }),
    // One strange state must not cost the record; it is noted on the row.
    ...(unknown.length === 0 ? {} : { otherwise: "note" as const }),
  };
}

function profileOf(
  target: Target,
  facts: Facts,
  columns: ProfileColumn[],
  key: KeyFinding,
  order: { column: string; as: "number" | "time" } | null,
  zone: string,
): Profile {
  const formats = [...new Set(columns.flatMap((column) => column.formats ?? []))];
  return {
    format: 1,
    key: "proposed",
    name: { sv: "Förslag", en: "Proposal" },
    target,
    rows: order === null ? { kind: "records" } : { kind: "events", order },
    identify: [...key.fields],
    nulls: [...new Set(facts.columns.flatMap((column) => column.nulls))],
    time: { zone, formats },
    columns,
    unknown: "keep",
    ignore: facts.header.filter(namesPeople),
  };
}

function confidenceOf(target: Target, chosen: readonly Match[], questions: number): number {
  const needed = chosen.filter(({ field }) => fieldOf(target, field)?.required);
  const from = needed.length > 0 ? needed : chosen;
  const mean = from.reduce((sum, match) => sum + match.confidence, 0) / Math.max(1, from.length);
  return Math.round(mean * Math.max(0.3, 1 - questions * 0.08) * 100) / 100;
}

function proposed(facts: Facts, chosen: readonly Match[]): ProposedColumn[] {
  return facts.header.map((column, index) => {
    const match = chosen.find((one) => one.index === index);
    return { column, field: match?.field ?? null, confidence: match?.confidence ?? 0, why: match?.why ?? [] };
  });
}
