export { listBreaches } from "./queries.ts";
export { storeBreaches, type BreachRow } from "./store-breaches.ts";
