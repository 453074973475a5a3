export {
  resolveAreas,
  resolveServices,
  resolveSuppliers,
  resolveSystems,
  type IdOfName,
} from "./bulk/resolve.ts";
export { upsertAgreements, type AgreementRow } from "./bulk/upsert-agreements.ts";
export { upsertDependencies, type DependencyRow } from "./bulk/upsert-dependencies.ts";
export {
  upsertAreas,
  upsertServices,
  upsertSuppliers,
  type AreaRow,
  type ServiceRow,
  type SupplierRow,
} from "./bulk/upsert-services.ts";
export { upsertSystems, type SystemRow } from "./bulk/upsert-systems.ts";
export { upsertActivities, upsertUses, type ActivityRow, type UseRow } from "./bulk/upsert-uses.ts";
export { addCoverageGap } from "./coverage/coverage-gaps.ts";
export { listCoverageGaps } from "./coverage/queries-coverage.ts";
export { storeCoverageGaps, type CoverageGapRow } from "./coverage/store-coverage-gaps.ts";
export { impactOf, type Outage } from "./graph/queries-impact.ts";
export { findService, listServices } from "./services/queries-services.ts";
export { listSuppliers } from "./suppliers/queries-suppliers.ts";
export { findSystem, listSystems } from "./systems/queries-systems.ts";
export { seesService } from "./subjects.ts";
