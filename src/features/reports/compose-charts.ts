import type { Format } from "../../shared/format.ts";
import type { Translate } from "../../shared/texts.ts";
import { chartAlt } from "./charts.ts";
import type { Cell, ChartBlock, TableBlock } from "./document.ts";
import { valueText } from "./figure-words.ts";
import type { Chart, ReportModel } from "./model.ts";
import type { texts } from "./texts.ts";

export type Words = {
  readonly t: Translate<typeof texts>;
  readonly format: Format;
  readonly model: ReportModel;
};

export function chartBlock(chart: Chart, words: Words): ChartBlock {
  return {
    kind: "chart",
    chart,
    caption: chart.title,
    alt: chartAlt(chart, words.model.language),
    note: chart.note,
    table: chartTable(chart, words),
  };
}

function chartTable(chart: Chart, { t, model }: Words): TableBlock {
  const columns = [
    { label: t("chart.column.category"), weight: 50, align: "start" as const },
    ...chart.series.map(({ label }) => ({ label, weight: 25, align: "end" as const })),
  ];
  const rows = chart.categories.map((category, index): Cell[] => [
    { lines: [[{ text: category.label, href: category.records }]] },
    ...chart.series.map(({ values }): Cell => {
      const value = values[index] ?? null;
      const text = valueText(value, chart.unit, { language: model.language });
      return { lines: [[{ text, missing: value === null }]] };
    }),
  ]);
  const caption = t("chart.source", { title: chart.title });
  return { kind: "table", id: `chart-${chart.key}-table`, caption, columns, rows };
}
