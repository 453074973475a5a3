export { storeIncidents, storePlannedOutages } from "./bulk/index.ts";
