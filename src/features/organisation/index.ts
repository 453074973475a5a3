export { findUnit, listUnits } from "./queries-units.ts";
export { findSite, listSites, siteSubject, unitOfSite } from "./queries-sites.ts";
export { insertUnit, rootUnitId, unitsUnder, unitSubject } from "./units.ts";
export { loadUnitNames, type UnitNames } from "./unit-names.ts";
export { upsertNetworks, upsertSites } from "./upsert-sites.ts";
export { upsertUnits } from "./upsert-units.ts";
