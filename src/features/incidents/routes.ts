import type { Feature } from "../../platform/registry.ts";
import { listIncidents } from "./list-incidents.ts";
import { readIncident } from "./read-incident.ts";
import { reportIncident } from "./report-incident.ts";

export const incidents: Feature = {
  name: "incidents",
  operations: [reportIncident, readIncident, listIncidents],
};
