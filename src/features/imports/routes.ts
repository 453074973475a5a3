import type { Feature } from "../../platform/registry.ts";
import { runImport } from "./jobs.ts";
import {
  previewImport,
  proposeProfile,
  readImport,
  readImports,
  readProfiles,
  readRejected,
} from "./read-imports.ts";
import { readScheduled } from "./schedules/jobs.ts";
import { addSchedule, editSchedule, pauseSchedule, removeSchedule } from "./schedules/edit-schedules.ts";
import { readSchedules } from "./schedules/read-schedules.ts";
import { removeProfile, saveProfile } from "./save-profile.ts";
import { cancelImport, startImport } from "./start-import.ts";

export const imports: Feature = {
  name: "imports",
  operations: [
    readImports,
    readImport,
    startImport,
    cancelImport,
    readRejected,
    proposeProfile,
    previewImport,
    readProfiles,
    saveProfile,
    removeProfile,
    readSchedules,
    addSchedule,
    editSchedule,
    pauseSchedule,
    removeSchedule,
  ],
  jobs: [runImport, readScheduled],
};
