import type { UnsettledForm } from "../read/dates/column.ts";
import { fieldOf, fields, targets, type Target } from "./fields.ts";
import { findKey, findOrder, type KeyFinding } from "./keys.ts";
import { assign, candidates, namesPeople, type Match, type MatchWhy } from "./match.ts";
import { matchValues } from "./match-values.ts";
import type { Facts } from "./observe.ts";
import type { Profile, ProfileColumn } from "./profile.ts";
import { blockingQuestions } from "./question-kinds.ts";
import { questionsOf, targetQuestion, type Question, type Ranked } from "./questions.ts";

export type ProposedColumn = {
  readonly column: string;
  readonly field: string | null;
  readonly confidence: number;
  readonly why: readonly MatchWhy[];
  /** How its dates are read, should it become a time; empty where it holds none. */
  readonly formats: readonly string[];
  readonly unsettled: readonly UnsettledForm[];
};

export type Proposal = {
  /** Null while a required field has no column: then the questions say which. */
  readonly profile: Profile | null;
  /** The same with what is known so far, for a person to complete; null where nothing is. */
  readonly draft: Profile | null;
  readonly target: Target;
  readonly confidence: number;
  readonly columns: readonly ProposedColumn[];
  readonly questions: readonly Question[];
};

export type ProposeOptions = { readonly target?: Target; readonly zone?: string };

/** Proposes a mapping from what a file shows. What the file does not settle is asked, never chosen in silence. */
export function propose(
  facts: Facts,
  { target: wanted, zone = "Europe/Stockholm" }: ProposeOptions = {},
): Proposal {
  const ranked = rankTargets(facts);
  const [likeliest = { target: "incidents" as const }] = ranked;
  const target = wanted ?? likeliest.target;
  const all = candidates(target, facts);
  const chosen = assign(all).toSorted((a, b) => a.index - b.index);
  const key = findKey(target, chosen, facts);
  const columns = chosen.map((match) => columnOf(target, match, facts));
  const order = key.events ? findOrder(facts, chosen) : null;
  const questions: Question[] = [
    ...(wanted === undefined ? targetQuestion(ranked) : []),
    ...questionsOf({ target, facts, chosen, all, key, zone, order: order?.column ?? null }),
  ];
  // Without these no row could be taken, or every time would be lost; the questions say what is missing.
  const complete = key.fields.length > 0 && !questions.some(({ code }) => blockingQuestions.includes(code));
  const draft = columns.length === 0 ? null : profileOf(target, facts, columns, key, order, zone);
  return {
    target,
    profile: complete ? draft : null,
    draft,
    confidence: confidenceOf(target, chosen, questions),
    columns: proposed(facts, chosen),
    questions,
  };
}

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
    identify: key.fields.length > 0 ? [...key.fields] : [columns[0]?.field ?? ""],
    nulls: [...new Set(facts.columns.flatMap((column) => column.nulls))],
    time: { zone, formats },
    columns,
    unknown: "keep",
    ignore: facts.header.filter(namesPeople),
  };
}

function confidenceOf(target: Target, chosen: readonly Match[], asked: readonly Question[]): number {
  const needed = chosen.filter(({ field }) => fieldOf(target, field)?.required);
  const from = needed.length > 0 ? needed : chosen;
  const mean = from.reduce((sum, match) => sum + match.confidence, 0) / Math.max(1, from.length);
  // A column that is no field says nothing of those that are.
  const open = asked.filter(({ code }) => code !== "ask-unmapped" && code !== "ask-nulls").length;
  return Math.round(mean * Math.max(0.3, 1 - open * 0.08) * 100) / 100;
}

function proposed(facts: Facts, chosen: readonly Match[]): ProposedColumn[] {
  return facts.header.map((column, index) => {
    const match = chosen.find((one) => one.index === index);
    const dates = facts.columns[index]?.dates;
    return {
      column,
      field: match?.field ?? null,
      confidence: match?.confidence ?? 0,
      why: match?.why ?? [],
      formats: dates?.patterns.map(({ pattern }) => pattern) ?? [],
      unsettled: dates?.unsettled ?? [],
    };
  });
}
