import { breakdownOf, seriesOf } from "../../statistics/index.ts";
import { stepFor } from "../../../shared/periods.ts";
import { createFormat } from "../../../shared/format.ts";
import { localeOf } from "../../../shared/language.ts";
import { translator } from "../../../shared/texts.ts";
import { Temporal } from "temporal-polyfill";
import type { ChartInput, Figure } from "../model.ts";
import { filterFor, periodsOf, type NamedFigure, type ReportFigures } from "./figures.ts";
import type { Filling } from "./scope.ts";
import { fillTexts } from "./texts.ts";

/** The services with the most incidents; more would be a table. */
const SERVICES = 8;

type Labels = { period: string; comparison: string | null };

export async function reportCharts(
  filling: Filling,
  figures: ReportFigures,
  labels: Labels,
): Promise<ChartInput[]> {
  const t = translator(filling.language, fillTexts);
  const incidents = figures.main.find(({ key }) => key === "incidents");
  const charts: (ChartInput | null)[] = [
    incidents === undefined ? null : totals(incidents, labels, t),
    await overTime(filling, labels),
    split("majors", t("chart.majors"), figures.majors, labels),
    split("breaches", t("chart.breaches"), figures.breaches, labels),
    await byService(filling, labels),
  ];
  return charts.filter((chart) => chart !== null);
}

function totals(
  figure: Figure,
  labels: Labels,
  t: ReturnType<typeof translator<[typeof fillTexts]>>,
): ChartInput {
  const { period, comparison } = labels;
  return {
    key: "incidents",
    kind: "comparison",
    title:
      comparison === null
        ? t("chart.incidents.alone", { period })
        : t("chart.incidents", { period, comparison }),
    unit: "count",
    categories: [{ label: figure.label, records: figure.records }],
    series: pair([figure.value], figure.comparison === undefined ? null : [figure.comparison], labels),
  };
}

function pair(
  current: (number | null)[],
  other: (number | null)[] | null,
  { period, comparison }: Labels,
): ChartInput["series"] {
  const series: ChartInput["series"] = [{ label: period, role: "current", values: current }];
  if (other !== null && comparison !== null)
    series.push({ label: comparison, role: "comparison", values: other });
  return series;
}

async function overTime(filling: Filling, labels: Labels): Promise<ChartInput | null> {
  const { period, comparison, language } = filling;
  const step = stepFor(period);
  const of = { key: "incidents", step } as const;
  const { now, against } = await seriesOf(filling, periodsOf(filling), of, filterFor(filling));
  if (now.length < 2) return null;
  // Periods of unequal length: the shorter ends before the longer, and its rest is nothing.
  const length = Math.max(now.length, against?.length ?? 0);
  const longer = now.length === length ? now : (against ?? now);
  const values = (parts: typeof now) => Array.from({ length }, (_, at) => parts[at]?.value ?? null);
  const oneYear = comparison === null;
  return {
    key: "over-time",
    kind: "series",
    title: translator(language, fillTexts)("chart.series"),
    unit: "count",
    categories: longer.map((part) => ({ label: partLabel(part, step, filling, oneYear) })),
    series: pair(values(now), against === null ? null : values(against), labels),
  };
}

/** The two periods share an axis, so a part is named without its year where they differ. */
function partLabel(
  { code, from }: { code: string; from: string },
  step: "day" | "week" | "month",
  { language, zone }: Filling,
  withYear: boolean,
): string {
  const format = createFormat({ language, timeZone: zone });
  const day = Temporal.PlainDate.from(from);
  if (step === "week") return withYear ? code : `v${day.weekOfYear ?? ""}`;
  const noon = Temporal.Instant.from(`${from}T12:00:00Z`).epochMilliseconds;
  const named = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: "UTC" }).format(noon);
  if (step === "day")
    return withYear ? format.date(`${from}T12:00:00Z`) : named({ day: "numeric", month: "short" });
  return named({ month: "short", ...(withYear ? { year: "numeric" } : {}) });
}

function split(key: string, title: string, parts: readonly NamedFigure[], labels: Labels): ChartInput | null {
  if (parts.length === 0) return null;
  const compared = parts.some(({ figure }) => figure.comparison !== undefined);
  return {
    key,
    kind: "dimension",
    title,
    unit: "count",
    categories: parts.map(({ name, figure }) => ({ label: name, records: figure.records })),
    series: pair(
      parts.map(({ figure }) => figure.value),
      compared ? parts.map(({ figure }) => figure.comparison ?? null) : null,
      labels,
    ),
  };
}

async function byService(filling: Filling, labels: Labels): Promise<ChartInput | null> {
  const t = translator(filling.language, fillTexts);
  const of = { key: "incidents", by: "service" } as const;
  const { rows } = await breakdownOf(filling, periodsOf(filling), of, filterFor(filling));
  const named = rows.flatMap((row) => (row.label === null ? [] : [{ ...row, label: row.label }]));
  const shown = named.slice(0, SERVICES);
  if (shown.length < 2) return null;
  return {
    key: "services",
    kind: "dimension",
    title: t("chart.services"),
    unit: "count",
    categories: shown.map(({ label, now }) => ({ label, records: now.records })),
    series: pair(
      shown.map(({ now }) => now.value),
      filling.comparison === null ? null : shown.map(({ against }) => against?.value ?? null),
      labels,
    ),
    note: named.length > shown.length ? t("chart.services.note", { count: shown.length }) : null,
  };
}
