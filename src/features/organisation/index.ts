export { findUnit } from "./queries-units.ts";
export { findSite, siteSubject, unitOfSite } from "./queries-sites.ts";
export { insertUnit, lockUnitTree, rootUnitId, unitsUnder, unitSubject } from "./units.ts";
