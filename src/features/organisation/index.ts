export { findUnit, listUnits } from "./queries-units.ts";
export { findSite, listSites, siteSubject, unitOfSite } from "./queries-sites.ts";
export { insertUnit, lockUnitTree, rootUnitId, unitsUnder, unitSubject } from "./units.ts";
export { loadUnitNames, type FoundUnit, type UnitNames } from "./unit-names.ts";
export { upsertNetworks, upsertSites, type NetworkRow, type SiteRow } from "./upsert-sites.ts";
export { upsertUnits, type UnitRow } from "./upsert-units.ts";
