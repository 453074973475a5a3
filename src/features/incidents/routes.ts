import type { Feature } from "../../platform/registry.ts";
import { changeReach } from "./edits/change-reach.ts";
import { classifyIncident } from "./edits/classify.ts";
import { correctIncident } from "./edits/correct.ts";
import { linkIncident } from "./edits/link.ts";
import { nameHits } from "./edits/name-hits.ts";
import { strikeOut } from "./edits/strike-out.ts";
import { unlinkIncident } from "./edits/unlink.ts";
import { updateIncident } from "./edits/update.ts";
import { editPriorityMatrix } from "./edit-priority-matrix.ts";
import { exportIncidents } from "./export-incidents.ts";
import { readFilterChoices } from "./filter-choices.ts";
import { overrunJob } from "./jobs.ts";
import { listIncidents } from "./list-incidents.ts";
import { declareMajor } from "./major/declare-major.ts";
import { withdrawMajor } from "./major/withdraw-major.ts";
import { cancelPlannedOutage } from "./planned-outages/cancel-planned-outage.ts";
import { completePlannedOutage } from "./planned-outages/complete-planned-outage.ts";
import { editPlannedOutage } from "./planned-outages/edit-planned-outage.ts";
import { openOverrun } from "./planned-outages/open-overrun.ts";
import { planOutage } from "./planned-outages/plan-outage.ts";
import { readPlannedOutage, readPlannedOutages } from "./planned-outages/read-planned-outages.ts";
import { startPlannedOutage } from "./planned-outages/start-planned-outage.ts";
import { readPriorityMatrix } from "./priority-matrix.ts";
import { proposeIncident } from "./propose.ts";
import { readIncident } from "./read-incident.ts";
import { readReach } from "./read-reach.ts";
import { reportIncident } from "./report-incident.ts";
import { readServiceStatuses } from "./service-status.ts";
import { acknowledgeIncident } from "./steps/acknowledge.ts";
import { cancelIncident } from "./steps/cancel.ts";
import { closeIncident } from "./steps/close.ts";
import { reopenIncident } from "./steps/reopen.ts";
import { restoreIncident } from "./steps/restore.ts";
import { startWork } from "./steps/start-work.ts";
import { waitWithIncident } from "./steps/wait.ts";
import { readIncidentTimeline } from "./timeline.ts";

const reads = [
  listIncidents,
  readIncident,
  readIncidentTimeline,
  readReach,
  proposeIncident,
  readFilterChoices,
  exportIncidents,
  readServiceStatuses,
  readPriorityMatrix,
];
const steps = [
  acknowledgeIncident,
  startWork,
  waitWithIncident,
  restoreIncident,
  closeIncident,
  reopenIncident,
  cancelIncident,
];
const edits = [
  classifyIncident,
  correctIncident,
  updateIncident,
  nameHits,
  linkIncident,
  unlinkIncident,
  changeReach,
  declareMajor,
  withdrawMajor,
  strikeOut,
  editPriorityMatrix,
];
const outages = [
  readPlannedOutages,
  readPlannedOutage,
  planOutage,
  editPlannedOutage,
  startPlannedOutage,
  completePlannedOutage,
  cancelPlannedOutage,
  openOverrun,
];

export const incidents: Feature = {
  name: "incidents",
  operations: [reportIncident, ...reads, ...steps, ...edits, ...outages],
  jobs: [overrunJob],
};
