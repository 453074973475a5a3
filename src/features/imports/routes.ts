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
  ],
  jobs: [runImport],
};
