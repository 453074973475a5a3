export type { FigureContext } from "./asking.ts";
export { breakdownOf, figuresFor, figuresOf, seriesOf } from "./figures.ts";
export { areaByName } from "./queries-areas.ts";
