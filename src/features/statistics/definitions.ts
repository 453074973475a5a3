import { labelOf } from "../../shared/texts.ts";
import type { Label } from "../../shared/language.ts";
import type { FigureKey, FigureUnit } from "./contract.ts";
import { figureTexts } from "./texts.ts";

export interface Definition {
  key: FigureKey;
  unit: FigureUnit;
  label: Label;
  definition: Label;
  /** The permission without which it is withheld. */
  needs: string;
}

function define(key: FigureKey, unit: FigureUnit, needs = "incident:read"): Definition {
  const label = labelOf(figureTexts, key);
  return { key, unit, needs, label, definition: labelOf(figureTexts, `${key}.what`) };
}

/** One definition a figure; whatever shows the figure prints it. */
export const definitions = {
  incidents: define("incidents", "count"),
  majorIncidents: define("majorIncidents", "count"),
  closed: define("closed", "count"),
  backlog: define("backlog", "count"),
  restoredWithinPromise: define("restoredWithinPromise", "share"),
  timeToRestore: define("timeToRestore", "minutes"),
  timeToAcknowledge: define("timeToAcknowledge", "minutes"),
  reopenRate: define("reopenRate", "share"),
  outageMinutes: define("outageMinutes", "minutes"),
  plannedOutageMinutes: define("plannedOutageMinutes", "minutes", "planned-outage:read"),
  breaches: define("breaches", "count", "breach:read"),
  deviations: define("deviations", "count", "deviation:read"),
  actions: define("actions", "count", "deviation:read"),
} as const satisfies Record<FigureKey, Definition>;
