import { breakdownOf } from "../../statistics/index.ts";
import { localeOf } from "../../../shared/language.ts";
import { translator } from "../../../shared/texts.ts";
import type { MethodNote, ReportPeriod } from "../model.ts";
import { draftMethodNotes } from "../sentences.ts";
import { filterFor, periodsOf, type ReportFigures } from "./figures.ts";
import { LISTED, type FollowUp } from "./follow-up.ts";
import type { Filling } from "./scope.ts";
import { fillTexts } from "./texts.ts";

type Labelled = { period: ReportPeriod; comparison: ReportPeriod | null };

/** Everything a reader must know to trust the figures, or to doubt them. */
export async function methodNotes(
  filling: Filling,
  figures: ReportFigures,
  follow: FollowUp,
  { period, comparison }: Labelled,
): Promise<MethodNote[]> {
  const { language, unit } = filling;
  const t = translator(language, fillTexts);
  const notes = draftMethodNotes(figures.main, { language, period, comparison });
  const labelOf = (which: "current" | "comparison") =>
    which === "current" ? period.label : (comparison?.label ?? "");
  for (const { label, period: which, reason } of figures.missing)
    notes.push({ topic: "missing", text: t("method.missing", { label, period: labelOf(which), reason }) });
  const sources = await sourcesNote(filling, { period, comparison });
  if (sources !== null) notes.push(sources);
  if (!unit.isRoot) notes.push({ topic: "comparability", text: t("method.unit", { unit: unit.name }) });
  notes.push({
    topic: figures.withheld ? "missing" : "assessment",
    text: t(figures.withheld ? "method.withheld" : "method.breaches"),
  });
  notes.push({ topic: "assessment", text: t("method.judged") });
  if (follow.cut) notes.push({ topic: "other", text: t("method.cut", { count: LISTED }) });
  return notes;
}

async function sourcesNote(filling: Filling, { period, comparison }: Labelled): Promise<MethodNote | null> {
  const { language } = filling;
  const t = translator(language, fillTexts);
  const of = { key: "incidents", by: "source" } as const;
  const { rows } = await breakdownOf(filling, periodsOf(filling), of, filterFor(filling));
  const named = (pick: (row: (typeof rows)[number]) => number | null | undefined) =>
    rows
      .filter((row) => (pick(row) ?? 0) > 0)
      .map((row) => row.id ?? t("method.source.own"))
      .toSorted();
  const current = named((row) => row.now.value);
  const other = named((row) => row.against?.value);
  const listed = (words: string[]) => new Intl.ListFormat(localeOf[language]).format(words);
  if (current.length === 0) return null;
  if (comparison === null || other.length === 0 || current.join() === other.join())
    return { topic: "comparability", text: t("method.sources.same", { sources: listed(current) }) };
  return {
    topic: "comparability",
    text: t("method.sources", {
      current: listed(current),
      other: listed(other),
      period: period.label,
      comparison: comparison.label,
    }),
  };
}
