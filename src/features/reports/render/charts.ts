import { Resvg } from "@resvg/resvg-js";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Language } from "../../../shared/language.ts";
import { chartOption, chartSize, type ChartTheme, type ChartWidth } from "../charts.ts";
import type { Chart } from "../model.ts";
import { chartFontFiles } from "./fonts.ts";

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

export type ChartDrawing = {
  readonly language: Language;
  readonly theme?: ChartTheme;
  readonly width?: ChartWidth;
};

export type DrawnChart = { readonly svg: string; readonly width: number; readonly height: number };

/** The chart as SVG with real text; the same chart gives the same bytes in every process. */
export function drawChart(
  chart: Chart,
  { language, theme = "light", width = "broad" }: ChartDrawing,
): DrawnChart {
  const size = chartSize(chart, width);
  const instance = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    instance.setOption(chartOption(chart, { language, theme, width }));
    const svg = instance.renderToSVGString({ useViewBox: true });
    return { svg: standalone(svg, `${chart.key}-${theme}-${width}`), ...size };
  } finally {
    instance.dispose();
  }
}

/**
 * ECharts counts its ids over the whole process, so two charts on one page would share them; and a
 * file has no use for its hover styles and its data attributes.
 */
function standalone(svg: string, key: string): string {
  const prefix = key.replace(/[^a-z0-9-]/gu, "-");
  return svg
    .replace(/<style[^>]*>.*?<\/style>\s*/gsu, "")
    .replace(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/gu, "")
    .replace(/\bzr\d+-/gu, `${prefix}-`);
}

/** For Word, which shows SVG in new versions only: twice the size it stands at. */
export function chartPng(drawn: DrawnChart): Buffer {
  const image = new Resvg(drawn.svg, {
    background: "#ffffff",
    fitTo: { mode: "zoom", value: 2 },
    font: {
      loadSystemFonts: false,
      fontFiles: chartFontFiles,
      defaultFontFamily: "Source Sans 3",
      sansSerifFamily: "Source Sans 3",
    },
  }).render();
  return image.asPng();
}
