import type { Feature } from "../../platform/registry.ts";
import { readBreakdown, readFigures, readSeries } from "./read-figures.ts";

export const statistics: Feature = {
  name: "statistics",
  operations: [readFigures, readSeries, readBreakdown],
};
