import type { Target } from "../mapping/fields.ts";
import {
  agreements,
  coverageGaps,
  dependencies,
  services,
  serviceUses,
  suppliers,
  systems,
} from "./catalogue.ts";
import { actions, breaches, deviations } from "./follow-up.ts";
import { incidents, plannedOutages } from "./incidents.ts";
import { networks, sites, units } from "./organisation.ts";
import type { Store } from "./store.ts";

/** How each kind of record goes in. */
export const stores: Readonly<Record<Target, Store>> = {
  incidents,
  units,
  sites,
  networks,
  services,
  systems,
  suppliers,
  agreements,
  dependencies,
  "service-uses": serviceUses,
  "planned-outages": plannedOutages,
  deviations,
  actions,
  breaches,
  "coverage-gaps": coverageGaps,
};
