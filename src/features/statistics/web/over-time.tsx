import { periodWords } from "../../../shared/period-words.ts";
import { useFormat, useTexts } from "../../../web/context.tsx";
import { Chart } from "../../../web/kit/chart.tsx";
import { ErrorMessage } from "../../../web/kit/error-message.tsx";
import { Section } from "../../../web/kit/page-header.tsx";
import type { FigureUnit, Series } from "../contract.ts";
import { statisticsTexts } from "./texts.ts";
import { useSeries, type Question } from "./use-statistics.ts";

/** Charts draw hours and per cent: minutes by the thousand cannot be read off an axis. */
export function drawn(value: number | null, unit: FigureUnit): number | null {
  if (value === null) return null;
  if (unit === "minutes") return value / 60;
  return unit === "share" ? value * 100 : value;
}

/** A decimal only where the values are so small that it says something. */
export function decimalsOf(unit: FigureUnit, values: readonly (number | null)[]): number {
  const greatest = Math.max(0, ...values.map((value) => value ?? 0));
  return unit === "count" || greatest >= 20 ? 0 : 1;
}

export function useDrawnName(): (name: string, unit: FigureUnit) => string {
  const t = useTexts(statisticsTexts);
  return (figure, unit) => {
    if (unit === "count") return figure;
    return t(unit === "minutes" ? "hours" : "percent", { figure });
  };
}

function modelOf(series: Series, names: { now: string; against: string }) {
  const length = Math.max(series.now.length, series.against?.length ?? 0);
  const values = (parts: Series["now"]) =>
    Array.from({ length }, (_, index) => drawn(parts[index]?.value ?? null, series.unit));
  return {
    kind: length > 14 ? ("line" as const) : ("bar" as const),
    categories: Array.from(
      { length },
      (_, index) => series.now[index]?.code ?? series.against?.[index]?.code ?? "",
    ),
    series: [
      { name: names.now, values: values(series.now) },
      ...(series.against === null ? [] : [{ name: names.against, values: values(series.against) }]),
    ],
  };
}

/** The chosen figure in days, weeks or months. */
export function OverTime({ question }: { readonly question: Question }) {
  const t = useTexts(statisticsTexts);
  const { language } = useFormat();
  const name = useDrawnName();
  const series = useSeries(question);
  if (series.data === undefined) return <ErrorMessage error={series.error} />;
  const { data } = series;
  if (data.withheld || data.key !== question.key) return null;
  const figure = data.label[language];
  const period = periodWords(question.period, language);
  const against = data.against?.[0];
  const last = data.against?.at(-1);
  const compared =
    against === undefined || last === undefined
      ? ""
      : periodWords({ from: against.from, until: last.until }, language);
  const model = modelOf(data, { now: period, against: compared });
  return (
    <Section title={t("series.title", { figure })}>
      <Chart
        title={name(figure, data.unit)}
        summary={t("series.summary", { figure, period, count: data.now.length })}
        decimals={decimalsOf(
          data.unit,
          model.series.flatMap(({ values }) => values),
        )}
        model={model}
      />
    </Section>
  );
}
