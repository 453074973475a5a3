export { storeIncidents, storePlannedOutages } from "./bulk/index.ts";
export { linkNamed } from "./link-named.ts";
export { searchPlannedOutages } from "./planned-outages/search-planned-outages.ts";
export { searchIncidents } from "./search-incidents.ts";
