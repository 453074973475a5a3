import { Temporal } from "temporal-polyfill";
import { formatNumber } from "../../shared/format.ts";
import { localeOf, type Language } from "../../shared/language.ts";
import { translator } from "../../shared/texts.ts";
import {
  changeOf,
  differenceText,
  rounded,
  shareText,
  smallestBaseForPercent,
  valueText,
} from "./figure-words.ts";
import type { Figure, MethodNote, ReportPeriod, Sentence } from "./model.ts";
import { sentenceTexts } from "./sentences.texts.ts";

export type Drafting = {
  readonly language: Language;
  readonly period: Pick<ReportPeriod, "label">;
  readonly comparison: Pick<ReportPeriod, "label"> | null;
};

const families = {
  incidents: "number",
  "major-incidents": "number",
  breaches: "number",
  "outage-time": "amount",
  "restore-time": "time",
  "share-in-time": "share",
  plain: "amount",
} as const satisfies Record<Figure["phrase"], "number" | "amount" | "time" | "share">;

/** One sentence that says a figure and what became of it; the same figure gives the same words. */
export function draftSentence(figure: Figure, drafting: Drafting): Sentence {
  const t = translator(drafting.language, sentenceTexts);
  const text = figure.value === null ? missing(figure, drafting) : known(figure, figure.value, drafting);
  return { text: capitalised(text, drafting.language) + t("end"), figures: [figure.key] };
}

/** The summary of a report: one paragraph of sentences in the order of the figures. */
export function draftSummary(figures: readonly Figure[], drafting: Drafting): Sentence[] {
  return figures.map((figure) => draftSentence(figure, drafting));
}

function capitalised(text: string, language: Language): string {
  const [first = ""] = text;
  return first.toLocaleUpperCase(localeOf[language]) + text.slice(first.length);
}

function missing(figure: Figure, { language, period, comparison }: Drafting): string {
  const t = translator(language, sentenceTexts);
  const values = { label: figure.label, period: period.label };
  const text = t(`missing.${figure.phrase}`, values);
  if (comparison === null || figure.comparison === undefined || figure.comparison === null) return text;
  const shown = valueText(figure.comparison, figure.unit, { language, imprecise: isAboutBefore(figure) });
  return text + t("missing.other-known", { comparison: comparison.label, shown });
}

function known(figure: Figure, value: number, drafting: Drafting): string {
  const t = translator(drafting.language, sentenceTexts);
  const shown = rounded(value, figure.unit);
  const key = figure.phrase === "outage-time" && shown === 0 ? "outage-time.zero" : figure.phrase;
  const clause = t(`clause.${key}`, {
    period: drafting.period.label,
    label: figure.label,
    count: shown,
    shown: valueText(value, figure.unit, drafting),
    about: about(figure, shown, drafting.language),
    basis: figure.n === null ? "" : t("basis", { n: formatNumber(figure.n, drafting.language) }),
  });
  return clause + tail(figure, shown, drafting);
}

function isAboutBefore({ imprecise, comparisonImprecise = imprecise }: Figure): boolean {
  return comparisonImprecise;
}

function about(figure: Pick<Figure, "imprecise">, shown: number, language: Language): string {
  return figure.imprecise && shown !== 0 ? translator(language, sentenceTexts)("about") : "";
}

function tail(figure: Figure, shown: number, { language, comparison }: Drafting): string {
  const t = translator(language, sentenceTexts);
  if (comparison === null || figure.comparison === undefined) return "";
  const against = { comparison: comparison.label };
  const change = changeOf(figure);
  if (change === null || figure.comparison === null) return t("tail.missing", against);
  if (saysNone(figure, shown)) {
    if (change.difference === 0) return t("tail.zero.same", against);
    return t("tail.zero.less", { ...against, shown: zeroAgainst(figure, language) });
  }
  const text = t(`tail.${families[figure.phrase]}.${direction(change.difference)}`, {
    ...against,
    diff: differenceWords(figure, change.difference, language),
    about: about({ imprecise: figure.imprecise || isAboutBefore(figure) }, 1, language),
  });
  const percent = change.difference === 0 ? null : shareText(change.share, language);
  return percent === null ? text : text + t("tail.percent", { percent });
}

/** "Inga incidenter" leaves no number that another could be more or fewer than. */
function saysNone(figure: Figure, shown: number): boolean {
  return shown === 0 && (families[figure.phrase] === "number" || figure.phrase === "outage-time");
}

function direction(difference: number): "more" | "less" | "same" {
  if (difference === 0) return "same";
  return difference > 0 ? "more" : "less";
}

/** "en fler", "one more": a counted difference of one is written as a word. */
function differenceWords(figure: Figure, difference: number, language: Language): string {
  const isOne = Math.abs(difference) === 1 && families[figure.phrase] === "number";
  return isOne
    ? translator(language, sentenceTexts)("one")
    : differenceText(difference, figure.unit, language);
}

function zeroAgainst(figure: Figure, language: Language): string {
  const value = figure.comparison ?? null;
  if (value === 1 && families[figure.phrase] === "number") return translator(language, sentenceTexts)("one");
  return valueText(value, figure.unit, { language, imprecise: isAboutBefore(figure) });
}

/** A figure under the name it has in a list: "telefoni" for "Major incidents: telefoni". */
export type NamedFigure = { readonly name: string; readonly figure: Figure };

/** How a figure divides: "De fördelade sig på UBW/Agresso (7) och telefoni (4)". Empty when nothing is counted. */
export function draftSplit(parts: readonly NamedFigure[], language: Language): Sentence | null {
  const t = translator(language, sentenceTexts);
  const counted = parts.filter(({ figure }) => (figure.value ?? 0) > 0);
  if (counted.length === 0) return null;
  const total = counted.reduce((sum, { figure }) => sum + (figure.value ?? 0), 0);
  const key = total === 1 ? "split.one" : "split.many";
  const words = counted.map(({ name, figure }) => {
    const shown = valueText(figure.value, figure.unit, { language });
    return total === 1 ? name : t("split.part", { label: name, shown });
  });
  return {
    text: t(key, { parts: listed(words, language) }),
    figures: counted.map(({ figure }) => figure.key),
  };
}

/** What was looked for and not found is said, too: areas without a personal-data incident. */
export function draftNoneIn(parts: readonly NamedFigure[], language: Language): Sentence | null {
  const none = parts.filter(({ figure }) => figure.value === 0);
  if (none.length === 0) return null;
  const words = listed(
    none.map(({ name }) => name),
    language,
  );
  const text = translator(language, sentenceTexts)("none-in", { parts: words });
  return { text, figures: none.map(({ figure }) => figure.key) };
}

function listed(words: readonly string[], language: Language): string {
  return new Intl.ListFormat(localeOf[language], { type: "conjunction" }).format(words);
}

export type MethodDrafting = {
  readonly language: Language;
  readonly period: ReportPeriod;
  readonly comparison: ReportPeriod | null;
};

/** The notes on method that the figures themselves call for. */
export function draftMethodNotes(
  figures: readonly Figure[],
  { language, period, comparison }: MethodDrafting,
): MethodNote[] {
  const t = translator(language, sentenceTexts);
  const notes: MethodNote[] = [];
  if (comparison !== null) {
    const text = t("method.comparability", { period: period.label, comparison: comparison.label });
    notes.push({
      topic: "comparability",
      text: [text, ...lengthNote(period, comparison, language)].join(" "),
    });
    if (figures.some(hasSmallBase))
      notes.push({ topic: "comparability", text: t("method.small", { limit: smallestBaseForPercent }) });
  }
  const imprecise = figures.filter((each) => each.imprecise && each.value !== null);
  if (imprecise.length > 0)
    notes.push({
      topic: "imprecise",
      text: t("method.imprecise", {
        figures: listed(
          imprecise.map((each) => each.label),
          language,
        ),
      }),
    });
  const absent = figures.flatMap((each) => missingValues(each, period, comparison, language));
  if (absent.length > 0)
    notes.push({ topic: "missing", text: t("method.missing", { figures: listed(absent, language) }) });
  return notes;
}

function hasSmallBase(figure: Figure): boolean {
  const change = changeOf(figure);
  return figure.unit !== "percent" && change !== null && change.share === null && change.difference !== 0;
}

function missingValues(
  figure: Figure,
  period: ReportPeriod,
  comparison: ReportPeriod | null,
  language: Language,
): string[] {
  const t = translator(language, sentenceTexts);
  const named: string[] = [];
  if (figure.value === null) named.push(period.label);
  if (figure.comparison === null && comparison !== null) named.push(comparison.label);
  return named.map((label) => t("method.missing.value", { label: figure.label, period: label }));
}

function lengthNote(period: ReportPeriod, comparison: ReportPeriod, language: Language): string[] {
  const t = translator(language, sentenceTexts);
  const [days, other] = [daysIn(period), daysIn(comparison)];
  // A leap day does not make two quarters incomparable.
  if (Math.abs(days - other) <= 1) return [];
  const say = (count: number) => t("method.length.days", { count, shown: formatNumber(count, language) });
  return [t("method.length", { days: say(days), other: say(other) })];
}

function daysIn({ from, until }: ReportPeriod): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until)).days;
}
