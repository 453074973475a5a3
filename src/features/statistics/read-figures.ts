import { query } from "../../platform/verb/query.ts";
import { stepFor } from "../../shared/periods.ts";
import { againstOf } from "./asking.ts";
import {
  breakdownInput,
  breakdownOut,
  figuresInput,
  figuresOut,
  seriesInput,
  seriesOut,
} from "./contract.ts";
import { breakdownOf, figuresOf, seriesOf } from "./figures.ts";

export const readFigures = query({
  name: "statistics.figures",
  summary: "Shows every figure of a period against another, with its definition and the way to its records.",
  http: { method: "GET", path: "/figures" },
  needs: "statistics:read",
  input: figuresInput,
  output: figuresOut,
  async run(context) {
    const { period, against: asked, ...filter } = context.input;
    const against = againstOf(period, asked);
    return { period, against, figures: await figuresOf(context, { period, against }, filter) };
  },
});

export const readSeries = query({
  name: "statistics.series",
  summary: "Shows one figure over the days, ISO weeks or months of a period.",
  http: { method: "GET", path: "/figures/series" },
  needs: "statistics:read",
  input: seriesInput,
  output: seriesOut,
  run(context) {
    const { period, against, figure, step, ...filter } = context.input;
    const of = { key: figure, step: step ?? stepFor(period) };
    return seriesOf(context, { period, against: againstOf(period, against) }, of, filter);
  },
});

export const readBreakdown = query({
  name: "statistics.breakdown",
  summary: "Shows one figure split by service, area, system, supplier, unit or another dimension.",
  http: { method: "GET", path: "/figures/breakdown" },
  needs: "statistics:read",
  input: breakdownInput,
  output: breakdownOut,
  run(context) {
    const { period, against, figure, by, ...filter } = context.input;
    return breakdownOf(context, { period, against: againstOf(period, against) }, { key: figure, by }, filter);
  },
});
