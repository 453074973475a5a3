export { storeIncidents } from "./store-incidents.ts";
export { storePlannedOutages } from "./store-planned-outages.ts";
