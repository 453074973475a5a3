export { storeIncidents, storePlannedOutages, type BulkContext } from "./bulk/index.ts";
export { incidentSubject } from "./store.ts";
