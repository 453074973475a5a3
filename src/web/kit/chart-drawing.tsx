import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use as register, type EChartsType } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { chartOptions, darkPalette, lightPalette, type ChartModel } from "../../shared/chart-model.ts";
import { useFormat } from "../context.tsx";
import { useScheme } from "../preferences.ts";

register([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const darkSystem = matchMedia("(prefers-color-scheme: dark)");

export function useIsDark(): boolean {
  const scheme = useScheme();
  const systemDark = useSyncExternalStore(
    (listener) => {
      darkSystem.addEventListener("change", listener);
      return () => darkSystem.removeEventListener("change", listener);
    },
    () => darkSystem.matches,
  );
  return scheme === "auto" ? systemDark : scheme === "dark";
}

/** Loaded only where a chart is shown. The tooltip is drawn on the canvas, as the CSP forbids inline style. */
export function ChartDrawing(props: { readonly model: ChartModel; readonly decimals: number }) {
  const { model, decimals } = props;
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const format = useFormat();
  const isDark = useIsDark();
  useEffect(() => {
    if (element.current === null) return undefined;
    const drawn = init(element.current, null, { renderer: "canvas" });
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    const palette = isDark ? darkPalette : lightPalette;
    const number = (value: number) => format.number(value, decimals);
    const options = chartOptions(model, palette, { number, font: '"Source Sans 3 Variable", sans-serif' });
    const tooltip = {
      trigger: "axis" as const,
      renderMode: "richText" as const,
      confine: true,
      backgroundColor: palette.paper,
      borderColor: palette.quiet,
      textStyle: { color: palette.text },
      valueFormatter: (value: unknown) => (typeof value === "number" ? number(value) : "–"),
    };
    chart.current?.setOption({ ...options, tooltip }, { notMerge: true });
  }, [model, decimals, isDark, format]);
  return <div ref={element} className="b-drawing" />;
}
