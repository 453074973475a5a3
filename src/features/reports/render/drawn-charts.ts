import type { Language } from "../../../shared/language.ts";
import { cleanAll } from "../clean.ts";
import type { ChartWidth } from "../charts.ts";
import type { Chart } from "../model.ts";
import { chartPng, drawChart, type DrawnChart } from "./charts.ts";

export type DrawnCharts = {
  readonly drawn: (chart: Chart, width?: ChartWidth) => DrawnChart;
  readonly svg: (chart: Chart) => string;
  readonly png: (chart: Chart) => Buffer;
};

/** Draws each chart once, however many formats ask for it. */
export function drawnCharts(language: Language): DrawnCharts {
  const drawings = new Map<string, DrawnChart>();
  const images = new Map<string, Buffer>();
  const drawn = (chart: Chart, width: ChartWidth = "broad"): DrawnChart => {
    const name = `${width}:${chart.key}`;
    const known = drawings.get(name) ?? drawChart(cleanAll(chart), { language, width });
    drawings.set(name, known);
    return known;
  };
  return {
    drawn,
    svg: (chart) => drawn(chart).svg,
    png: (chart) => {
      const known = images.get(chart.key) ?? chartPng(drawn(chart));
      images.set(chart.key, known);
      return known;
    },
  };
}
