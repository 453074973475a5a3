import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent } from "echarts/components";
import { init, use as register, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef, useState } from "react";
import type { Language } from "../../../shared/language.ts";
import { useIsDark } from "../../../web/kit/chart-drawing.tsx";
import { chartOption, chartSize, type Chart } from "../contract.ts";

register([BarChart, LineChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer]);

/** Below this the drawing is the one for a telephone. */
const NARROW = 520;

/** The same drawing as in the documents, in the page's own face and scheme. */
export function ReportChart(props: { readonly chart: Chart; readonly language: Language }) {
  const { chart, language } = props;
  const element = useRef<HTMLDivElement>(null);
  const drawn = useRef<EChartsType>(null);
  const [narrow, setNarrow] = useState(false);
  const isDark = useIsDark();
  const width = narrow ? "narrow" : "broad";
  useEffect(() => {
    if (element.current === null) return undefined;
    const instance = init(element.current, null, { renderer: "svg" });
    drawn.current = instance;
    const observer = new ResizeObserver(([entry]) => {
      setNarrow((entry?.contentRect.width ?? NARROW) < NARROW);
      instance.resize();
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      instance.dispose();
    };
  }, []);
  useEffect(() => {
    const theme = isDark ? "dark" : "light";
    const look = { language, theme, width, fontFamily: '"Source Sans 3 Variable", sans-serif' } as const;
    drawn.current?.setOption(chartOption(chart, look), { notMerge: true });
    drawn.current?.resize();
  }, [chart, language, width, isDark]);
  return <div ref={element} className="r-drawing" style={{ height: chartSize(chart, width).height }} />;
}
