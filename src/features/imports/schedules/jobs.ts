import { z } from "zod";
import { job } from "../../../platform/jobs/jobs.ts";
import { runImport } from "../jobs.ts";
import { lookAtDue } from "./look.ts";

/** Looks each minute for what is due; what it finds becomes ordinary imports. */
export const readScheduled = job({
  name: "imports.scheduled",
  input: z.object({}),
  retries: 0,
  heartbeatSeconds: 60,
  cron: "* * * * *",
  run: ({ runtime, signal }) => lookAtDue(runtime, runImport.name, signal),
});
