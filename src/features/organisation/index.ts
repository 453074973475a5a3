export { findUnit } from "./queries-units.ts";
export { insertUnit, lockUnitTree, rootUnitId, unitsUnder, unitSubject } from "./units.ts";
