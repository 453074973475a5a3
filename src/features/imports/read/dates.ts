export { formatInstant } from "./dates/civil.ts";
export { DateColumn, readAs, type DateFinding, type DayOrder } from "./dates/column.ts";
export { instantOf, momentReader, type Moment, type MomentReader } from "./dates/moment.ts";
export { DatePattern, isDatePattern, type Precision } from "./dates/pattern.ts";
export { LocalZone, type TimeDoubt } from "./dates/zone.ts";
