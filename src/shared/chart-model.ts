/** A chart as data: drawn by the browser, and by the server into reports, from the same options. */
export interface ChartSeries {
  readonly name: string;
  /** Null where nothing is known, which is not the same as 0. */
  readonly values: readonly (number | null)[];
}

export interface ChartModel {
  readonly kind: "bar" | "stacked" | "line" | "bar-across";
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
}

export interface ChartPalette {
  readonly series: readonly string[];
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly paper: string;
}

/**
 * Told apart also without colour vision: the hues of Okabe and Ito bent towards ours, alternating
 * dark and light, so that neighbours differ in print too.
 */
export const lightPalette: ChartPalette = {
  series: ["#0b5c66", "#e08a3c", "#1f6392", "#a3c1c5", "#8a3b12", "#6f7b7d"],
  text: "#1f2e31",
  quiet: "#526063",
  line: "#d7dadb",
  paper: "#ffffff",
};

export const darkPalette: ChartPalette = {
  series: ["#6fb3bb", "#f0a75f", "#7fb0d6", "#3c6e75", "#d9825a", "#a7b0b1"],
  text: "#e9eceb",
  quiet: "#aab4b5",
  line: "#37484b",
  paper: "#12191b",
};

export interface ChartWords {
  readonly number: (value: number) => string;
  readonly font: string;
}

/** ECharts options as plain data, apart from the labels' formatter. */
export function chartOptions(model: ChartModel, palette: ChartPalette, words: ChartWords) {
  const across = model.kind === "bar-across";
  const label = { color: palette.quiet, fontFamily: words.font, fontSize: 13 };
  const categories = {
    type: "category" as const,
    data: [...model.categories],
    inverse: across,
    axisLabel: { ...label, hideOverlap: true },
    axisLine: { lineStyle: { color: palette.quiet } },
    axisTick: { show: false },
  };
  const values = {
    type: "value" as const,
    axisLabel: { ...label, hideOverlap: true, formatter: (value: number) => words.number(value) },
    splitLine: { lineStyle: { color: palette.line } },
    minInterval: 1,
  };
  return {
    color: [...palette.series],
    textStyle: { fontFamily: words.font, color: palette.text },
    animation: false,
    grid: {
      left: 8,
      right: 20,
      top: model.series.length > 1 ? 44 : 16,
      bottom: 8,
      outerBoundsMode: "same" as const,
      outerBoundsContain: "axisLabel" as const,
    },
    legend: {
      show: model.series.length > 1,
      left: 0,
      top: 0,
      itemWidth: 14,
      itemHeight: 14,
      textStyle: { color: palette.text, fontFamily: words.font, fontSize: 14 },
    },
    xAxis: across ? values : categories,
    yAxis: across ? categories : values,
    series: model.series.map((series) => ({
      name: series.name,
      type: model.kind === "line" ? ("line" as const) : ("bar" as const),
      data: [...series.values],
      barMaxWidth: 40,
      symbolSize: 7,
      lineStyle: { width: 2.5 },
      ...(model.kind === "stacked" ? { stack: "all" } : {}),
    })),
  };
}
