import { boundsOf } from "../../../shared/periods.ts";
import { translator } from "../../../shared/texts.ts";
import { applyEdits, type EditedTexts, type SentenceState } from "../edited-texts.ts";
import { parseReportModel, type Part, type ReportModel, type ReportPeriod } from "../model.ts";
import { periodWords } from "../period-words.ts";
import { areaTables } from "./areas.ts";
import { reportCharts } from "./charts.ts";
import { reportFigures, type ReportFigures } from "./figures.ts";
import { afterItems, followUp, LISTED, majorOf, recommendationGroups } from "./follow-up.ts";
import { methodNotes } from "./methods.ts";
import { areasOf, breachesBetween, majorsBetween } from "./queries-records.ts";
import { seesBreaches, type Filling } from "./scope.ts";
import { draftReport } from "./sentences.ts";
import { fillTexts } from "./texts.ts";

/** What stands around the figures. */
export interface ReportFrame {
  organisation: string;
  title: string;
  number: string | null;
  author: { unit: string | null; role: string | null };
  address: string | null;
  edits: EditedTexts;
}

export interface FilledReport {
  model: ReportModel;
  /** Each sentence of the summary: as drafted, as it stands, and which of its figures have changed since. */
  sentences: SentenceState[];
}

/** The report computed from the records as they are now, as far as whoever asks may see them. */
export async function fillReport(filling: Filling, frame: ReportFrame): Promise<FilledReport> {
  const { language, now, zone, area } = filling;
  const label = (of: Filling["period"]): ReportPeriod => ({ ...of, label: periodWords(of, language) });
  const period = label(filling.period);
  const comparison = filling.comparison === null ? null : label(filling.comparison);
  const breaches = await breachesOf(filling);
  const areas = await areasOf(filling);
  const figures = await reportFigures(filling, { ...breaches, areas });
  const drafted = draftReport(figures, { language, period, comparison });
  const allFigures = [
    ...figures.main,
    ...[...figures.majors, ...figures.breaches, ...figures.breachAreas].map(({ figure }) => figure),
  ];
  const sentences = applyEdits(drafted, frame.edits, allFigures);
  const follow = await followUp(filling);
  const parts: Part[] = [
    { kind: "summary", paragraphs: paragraphsOf(sentences) },
    { kind: "figures", keys: figures.main.map(({ key }) => key) },
    await chartsPart(filling, figures, { period, comparison }),
    {
      kind: "areas",
      areas: areaTables(
        {
          areas,
          deviations: follow.deviations,
          breaches: seesBreaches(filling) ? breaches.current : null,
          recommended: new Set(follow.recommendations.map(({ id }) => id)),
        },
        translator(language, fillTexts),
      ),
    },
    await majorsPart(filling),
    { kind: "actions", groups: recommendationGroups(follow.recommendations) },
    { kind: "after", items: await afterItems(filling) },
    { kind: "definitions", terms: terms(filling) },
    { kind: "methods", notes: await methodNotes(filling, figures, follow, { period, comparison }) },
  ];
  const model = parseReportModel({
    version: 1,
    language,
    zone,
    organisation: frame.organisation,
    title: frame.title,
    number: frame.number,
    period,
    comparison,
    scope: area === null ? { kind: "all" } : { kind: "area", name: area.name },
    author: frame.author,
    generatedAt: now,
    frozenAt: null,
    address: frame.address,
    figures: allFigures,
    parts,
  });
  return { model, sentences };
}

async function breachesOf(filling: Filling) {
  if (!seesBreaches(filling)) return { current: [], other: [] };
  const { period, comparison, zone } = filling;
  return {
    current: await breachesBetween(filling, boundsOf(period, zone), LISTED),
    other: comparison === null ? [] : await breachesBetween(filling, boundsOf(comparison, zone), LISTED),
  };
}

function paragraphsOf(sentences: readonly SentenceState[]) {
  const said = sentences.filter(({ shown }) => shown.trim() !== "");
  return [...Map.groupBy(said, ({ paragraph }) => paragraph)].map(([, own]) => ({
    sentences: own.map(({ shown, figures }) => ({ text: shown, figures: [...figures] })),
  }));
}

async function chartsPart(
  filling: Filling,
  figures: ReportFigures,
  { period, comparison }: { period: ReportPeriod; comparison: ReportPeriod | null },
): Promise<Part> {
  const labels = { period: period.label, comparison: comparison?.label ?? null };
  const charts = await reportCharts(filling, figures, labels);
  return {
    kind: "charts",
    charts: charts.map((chart) => ({
      ...chart,
      note: chart.note ?? null,
      categories: chart.categories.map(({ label, records }) => ({ label, records: records ?? null })),
    })),
  };
}

async function majorsPart(filling: Filling): Promise<Part> {
  const rows = await majorsBetween(filling, boundsOf(filling.period, filling.zone), LISTED);
  return { kind: "majors", incidents: rows.map(majorOf) };
}

function terms({ language }: Filling) {
  const t = translator(language, fillTexts);
  return (["deviation", "severity", "recommendation", "after"] as const).map((key) => ({
    term: t(`term.${key}`),
    definition: t(`term.${key}.what`),
  }));
}
