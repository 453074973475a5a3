import type { Feature } from "../../platform/registry.ts";
import { addActivity } from "./activities/add-activity.ts";
import { editActivity } from "./activities/edit-activity.ts";
import { readActivities, readActivity } from "./activities/read-activities.ts";
import { removeActivity } from "./activities/remove-activity.ts";
import { addCoverageGap, readCoverageGaps, removeCoverageGap } from "./coverage/coverage-gaps.ts";
import {
  exportAgreements,
  exportDependencies,
  exportServices,
  exportSuppliers,
  exportSystems,
} from "./exports.ts";
import { addDependency } from "./graph/add-dependency.ts";
import { addUse } from "./graph/add-use.ts";
import { editDependency } from "./graph/edit-dependency.ts";
import {
  readDependencies,
  readDependency,
  readImpact,
  readUses,
  readWholeGraph,
} from "./graph/read-graph.ts";
import { removeDependency } from "./graph/remove-dependency.ts";
import { removeUse } from "./graph/remove-use.ts";
import { addArea } from "./services/add-area.ts";
import { addService } from "./services/add-service.ts";
import { editArea } from "./services/edit-area.ts";
import { editService } from "./services/edit-service.ts";
import { readArea, readAreas, readService, readServices } from "./services/read-services.ts";
import { removeArea } from "./services/remove-area.ts";
import { removeService } from "./services/remove-service.ts";
import { addAgreement } from "./suppliers/add-agreement.ts";
import { addSupplier } from "./suppliers/add-supplier.ts";
import { editAgreement } from "./suppliers/edit-agreement.ts";
import { editSupplier } from "./suppliers/edit-supplier.ts";
import { readAgreement, readAgreements, readSupplier, readSuppliers } from "./suppliers/read-suppliers.ts";
import { removeAgreement } from "./suppliers/remove-agreement.ts";
import { removeSupplier } from "./suppliers/remove-supplier.ts";
import { addSystem } from "./systems/add-system.ts";
import { editSystem } from "./systems/edit-system.ts";
import { readSiteSystems, readSystem, readSystems } from "./systems/read-systems.ts";
import { removeSystem } from "./systems/remove-system.ts";
import { setSiteSystems } from "./systems/set-site-systems.ts";

export const catalogue: Feature = {
  name: "catalogue",
  operations: [
    readServices,
    exportServices,
    readService,
    addService,
    editService,
    removeService,
    readAreas,
    readArea,
    addArea,
    editArea,
    removeArea,
    readSystems,
    exportSystems,
    readSystem,
    addSystem,
    editSystem,
    removeSystem,
    readSiteSystems,
    setSiteSystems,
    readSuppliers,
    exportSuppliers,
    readSupplier,
    addSupplier,
    editSupplier,
    removeSupplier,
    readAgreements,
    exportAgreements,
    readAgreement,
    addAgreement,
    editAgreement,
    removeAgreement,
    readDependencies,
    exportDependencies,
    readDependency,
    addDependency,
    editDependency,
    removeDependency,
    readUses,
    addUse,
    removeUse,
    readActivities,
    readActivity,
    addActivity,
    editActivity,
    removeActivity,
    readWholeGraph,
    readImpact,
    readCoverageGaps,
    addCoverageGap,
    removeCoverageGap,
  ],
};
