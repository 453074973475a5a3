import type { EChartsOption } from "echarts";
import { createFormat } from "../../shared/format.ts";
import type { Language } from "../../shared/language.ts";
import { translator } from "../../shared/texts.ts";
import { valueText } from "./figure-words.ts";
import type { Chart, FigureUnit } from "./model.ts";
import { texts } from "./texts.ts";

export type ChartTheme = "light" | "dark";

/** `narrow` is for a telephone held upright: same sizes of type, less room. */
export type ChartWidth = "broad" | "narrow";

export type ChartLook = {
  readonly language: Language;
  readonly theme: ChartTheme;
  readonly width?: ChartWidth;
  /** In the browser the page's own face; the files carry Source Sans 3 with them. */
  readonly fontFamily?: string;
};

type Colours = {
  readonly current: string;
  readonly comparison: string;
  readonly stripe: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
};

/**
 * Okabe and Ito's blue against a slate that differs from it in lightness, hue and pattern, so that
 * the two are told apart with any colour vision and in black and white. Both reach 3:1 on the paper.
 */
export const chartColours: Readonly<Record<ChartTheme, Colours>> = {
  light: {
    current: "#0072b2",
    comparison: "#8793a0",
    stripe: "#ffffff",
    text: "#1b2733",
    muted: "#4b5865",
    line: "#d5dbe1",
  },
  dark: {
    current: "#56b4e9",
    comparison: "#8793a0",
    stripe: "#16202a",
    text: "#eef2f6",
    muted: "#b9c4cf",
    line: "#3a4653",
  },
};

// Quoted, because a bare family name may not end in a number.
const defaultFont = "'Source Sans 3'";
/** More columns than this cannot be labelled one by one: the chart becomes lines. */
const mostColumns = 14;

export type ChartSize = { readonly width: number; readonly height: number };

/** Wide enough for a page's text; the height follows how much there is to show. */
export function chartSize(chart: Chart, chartWidth: ChartWidth = "broad"): ChartSize {
  const width = chartWidth === "broad" ? 680 : 330;
  const legend = chart.series.length > 1 ? 34 : 8;
  if (chart.kind === "series") return { width, height: 250 + legend };
  const band = chart.series.length * 20 + 16;
  return { width, height: Math.max(90, legend + 12 + chart.categories.length * band) };
}

/** One drawing everywhere: these options draw in the browser and, unchanged, in the files. */
export function chartOption(chart: Chart, look: ChartLook): EChartsOption {
  const colours = chartColours[look.theme];
  const fontFamily = look.fontFamily ?? defaultFont;
  const asLines = chart.kind === "series" && chart.categories.length > mostColumns;
  const lying = chart.kind !== "series";
  const category = categoryAxis(chart, colours, lying, look.width === "narrow");
  const value = valueAxis(chart, look, colours, lying);
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily, fontSize: 13, color: colours.text },
    legend: {
      show: chart.series.length > 1,
      left: 0,
      top: 0,
      padding: 0,
      itemWidth: 18,
      itemHeight: 12,
      itemGap: 24,
      selectedMode: false,
      textStyle: { fontFamily, fontSize: 13, color: colours.text },
    },
    grid: {
      left: 4,
      right: lying ? (look.width === "narrow" ? 72 : 96) : 8,
      top: chart.series.length > 1 ? 40 : 22,
      bottom: 4,
      outerBoundsMode: "same" as const,
      outerBoundsContain: "axisLabel" as const,
    },
    xAxis: lying ? value : category,
    yAxis: lying ? category : value,
    series: chart.series.map((series) =>
      asLines ? lineSeries(chart, series, colours) : barSeries(chart, series, look, colours),
    ),
  };
}

function categoryAxis(chart: Chart, colours: Colours, lying: boolean, narrow: boolean) {
  return {
    type: "category" as const,
    data: chart.categories.map(({ label }) => label),
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.muted } },
    axisLabel: {
      color: colours.text,
      fontSize: 13,
      ...(lying ? { width: narrow ? 132 : 190, overflow: "break" as const } : { hideOverlap: true }),
    },
  };
}

function valueAxis(chart: Chart, look: ChartLook, colours: Colours, lying: boolean) {
  return {
    type: "value" as const,
    min: 0,
    ...(chart.unit === "percent" ? { max: 1 } : {}),
    ...(chart.unit === "count" ? { minInterval: 1 } : {}),
    splitNumber: 4,
    // The bars carry their values; a lying chart needs no scale beside them.
    show: !lying,
    splitLine: { lineStyle: { color: colours.line } },
    axisLabel: {
      color: colours.muted,
      fontSize: 12,
      formatter: (value: number) => axisText(value, chart.unit, look.language),
    },
  };
}

function axisText(value: number, unit: FigureUnit, language: Language): string {
  if (unit === "minutes") return createFormat({ language, timeZone: "UTC" }).number(value);
  return valueText(value, unit, { language });
}

type Series = Chart["series"][number];

function barSeries(chart: Chart, series: Series, look: ChartLook, colours: Colours) {
  const isCurrent = series.role === "current";
  const lying = chart.kind !== "series";
  const crowded = !lying && chart.categories.length * chart.series.length > 14;
  return {
    type: "bar" as const,
    name: series.label,
    barMaxWidth: lying ? 18 : 44,
    barGap: "12%",
    itemStyle: fill(series, colours),
    data: series.values.map((value) => ({
      value: value ?? 0,
      // Nothing is drawn for a missing value, and its label says so: an absence is not a zero.
      ...(value === null
        ? {
            itemStyle: {
              color: "transparent",
              borderWidth: 0,
              decal: { symbol: "none", color: "transparent" },
            },
          }
        : {}),
      label: {
        // On a telephone a crowd of numbers cannot be read; the table below holds them.
        show: !(crowded && look.width === "narrow"),
        position: lying ? ("right" as const) : ("top" as const),
        distance: 4,
        fontSize: crowded ? 10 : 12,
        fontWeight: isCurrent && value !== null ? (600 as const) : (400 as const),
        color: isCurrent && value !== null ? colours.text : colours.muted,
        formatter: barLabel(value, chart.unit, look.language, crowded),
      },
    })),
  };
}

function barLabel(value: number | null, unit: FigureUnit, language: Language, crowded: boolean): string {
  // ECharts reads {…} in a label as a template, but values never hold braces.
  // Two dots are how official statistics write "not available" where there is no room for it.
  if (value === null && crowded) return "..";
  return valueText(value, unit, { language });
}

function fill(series: Series, colours: Colours) {
  if (series.role === "current") return { color: colours.current };
  const stripes = {
    symbol: "rect" as const,
    color: colours.stripe,
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: -Math.PI / 4,
  };
  return { color: colours.comparison, borderColor: colours.comparison, borderWidth: 1, decal: stripes };
}

function lineSeries(chart: Chart, series: Series, colours: Colours) {
  const isCurrent = series.role === "current";
  const color = isCurrent ? colours.current : colours.comparison;
  return {
    type: "line" as const,
    name: series.label,
    connectNulls: false,
    data: series.values,
    symbol: isCurrent ? "circle" : "emptyDiamond",
    symbolSize: isCurrent ? 6 : 7,
    itemStyle: { color },
    lineStyle: {
      color,
      width: isCurrent ? 2.5 : 2,
      type: isCurrent ? ("solid" as const) : ("dashed" as const),
    },
  };
}

/** What a person who cannot see the chart is told: every value of it, missing ones as missing. */
export function chartAlt(chart: Chart, language: Language): string {
  const t = translator(language, texts);
  const sentences = chart.categories.map(({ label }, index) => {
    const values = chart.series.map((series) => {
      const value = valueText(series.values[index] ?? null, chart.unit, { language });
      return chart.series.length === 1 ? value : t("chart.alt.value", { value, series: series.label });
    });
    return t("chart.alt.category", { category: label, values: values.join(", ") });
  });
  const values = sentences.length === 0 ? t("chart.empty") : sentences.join(" ");
  return t("chart.alt", { kind: chart.kind, title: chart.title, values });
}
