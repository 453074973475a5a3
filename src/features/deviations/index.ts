export { listDeviations, type DeviationCondition, type DeviationReading } from "./queries-deviations.ts";
export { listActions, type ActionCondition } from "./queries-actions.ts";
export { storeActions, type ActionRow } from "./store-actions.ts";
export { storeDeviations, type DeviationRow } from "./store-deviations.ts";
