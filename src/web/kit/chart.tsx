import { Button, Skeleton } from "@digdir/designsystemet-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { ChartModel } from "../../shared/chart-model.ts";
import { useFormat, useTexts } from "../context.tsx";
import { kitTexts } from "./texts.ts";
import "./kit.css";

const Drawing = lazy(() => import("./chart-drawing.tsx").then((m) => ({ default: m.ChartDrawing })));

export interface ChartProps {
  readonly title: string;
  /** What the chart shows in a sentence, for those who do not see it. */
  readonly summary: string;
  readonly model: ChartModel;
  readonly decimals?: number;
}

function ChartTable({ title, model, decimals }: Omit<ChartProps, "summary">) {
  const t = useTexts(kitTexts);
  const format = useFormat();
  return (
    <div
      className="b-table-scroll"
      role="region"
      aria-label={t("table.scroll", { caption: title })}
      tabIndex={0}
    >
      <table className="ds-table">
        <caption className="ds-sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("chart.category")}</th>
            {model.series.map((series) => (
              <th key={series.name} scope="col" className="b-end">
                {series.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {model.categories.map((category, index) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {model.series.map((series) => {
                const value = series.values[index];
                return (
                  <td key={series.name} className="b-end">
                    {typeof value === "number" ? format.number(value, decimals) : "–"}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A chart with its table one key away. */
export function Chart(props: ChartProps) {
  const t = useTexts(kitTexts);
  const [asTable, setAsTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = figure.current;
    const onKeyDown = (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (plain && event.key.toLowerCase() === "t") setAsTable((before) => !before);
    };
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, []);
  return (
    <figure ref={figure} className="b-chart">
      <div className="b-section-title">
        <figcaption>{props.title}</figcaption>
        <Button
          variant="tertiary"
          aria-keyshortcuts="T"
          title={t("chart.key")}
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? "chart.chart" : "chart.table")}
        </Button>
      </div>
      {asTable ? (
        <ChartTable {...props} />
      ) : (
        <div role="img" aria-label={`${props.title}. ${props.summary}`} tabIndex={0}>
          <Suspense fallback={<Skeleton variant="rectangle" height="18rem" />}>
            <Drawing model={props.model} decimals={props.decimals ?? 0} />
          </Suspense>
        </div>
      )}
    </figure>
  );
}
