export { formatInstant } from "./dates/civil.ts";
export { DateColumn, readAs } from "./dates/column.ts";
export { instantOf, momentReader, type Moment } from "./dates/moment.ts";
export { isDatePattern } from "./dates/pattern.ts";
export { LocalZone } from "./dates/zone.ts";
