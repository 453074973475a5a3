export { listDeviations } from "./queries-deviations.ts";
export { listActions } from "./queries-actions.ts";
export { storeActions, type ActionRow } from "./store-actions.ts";
export { storeDeviations, type DeviationRow } from "./store-deviations.ts";
