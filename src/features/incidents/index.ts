export { storeIncidents, storePlannedOutages, type BulkContext } from "./bulk/index.ts";
export { narrow as narrowIncidents, type Narrowed } from "./filter.ts";
export { readServiceStatuses } from "./service-status.ts";
export { incidentSubject } from "./store.ts";
