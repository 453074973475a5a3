import type { Feature } from "../../platform/registry.ts";
import { readBreakdown, readFigures, readSeries } from "./read-figures.ts";
import { readOpening } from "./read-opening.ts";

export const statistics: Feature = {
  name: "statistics",
  operations: [readOpening, readFigures, readSeries, readBreakdown],
};
