/** The shapes of imports that the browser, the command line and OpenAPI read. */
export { fields, fieldOf, targets, type Target } from "./mapping/fields.ts";
export { type Profile, type ProfileColumn } from "./mapping/profile.ts";
export * from "./contract/imports.ts";
export * from "./contract/proposals.ts";
export * from "./contract/schedules.ts";
export { blockingQuestions, settledQuestions, startFields } from "./mapping/question-kinds.ts";
export { readAs, type DayOrder } from "./read/dates/column.ts";
