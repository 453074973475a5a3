export type { Breakdown, FigureKey, FigureOut, FigureUnit, FigureValue, Series } from "./contract.ts";
export { definitions, type Definition } from "./definitions.ts";
export type { FigureContext } from "./asking.ts";
export { breakdownOf, figuresFor, figuresOf, seriesOf, type FigureSet, type Periods } from "./figures.ts";
