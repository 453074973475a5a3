import type { Feature } from "../../platform/registry.ts";
import { addNetwork } from "./add-network.ts";
import { addSite } from "./add-site.ts";
import { addUnit } from "./add-unit.ts";
import { editNetwork } from "./edit-network.ts";
import { editSite } from "./edit-site.ts";
import { editUnit } from "./edit-unit.ts";
import { exportNetworks, exportSites, exportUnits } from "./exports.ts";
import { readNetwork, readNetworks, readSite, readSites } from "./read-sites.ts";
import { readUnit, readUnits } from "./read-units.ts";
import { removeNetwork } from "./remove-network.ts";
import { removeSite } from "./remove-site.ts";
import { removeUnit } from "./remove-unit.ts";

export const organisation: Feature = {
  name: "organisation",
  operations: [
    readUnits,
    exportUnits,
    readUnit,
    addUnit,
    editUnit,
    removeUnit,
    readSites,
    exportSites,
    readSite,
    addSite,
    editSite,
    removeSite,
    readNetworks,
    exportNetworks,
    readNetwork,
    addNetwork,
    editNetwork,
    removeNetwork,
  ],
};
