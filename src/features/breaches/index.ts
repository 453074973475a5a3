export { storeBreaches, type BreachRow } from "./store-breaches.ts";
