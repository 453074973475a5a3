import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import { system } from "../../platform/actor.ts";
import { job } from "../../platform/jobs/jobs.ts";
import type { Runtime } from "../../platform/runtime.ts";
import { openOverrun } from "./planned-outages/open-overrun.ts";

/**
 * Opens an incident for each outage that goes on beyond its window: nobody has said that it is over, whether or not
 * somebody said that it began. What was written down after its window is history and overruns nothing. Twice at once
 * opens one: the version decides.
 */
export async function openOverruns(runtime: Runtime): Promise<void> {
  const overrun = await runtime.db
    .selectFrom("planned_outage")
    .select(["id", "version"])
    .where("state", "in", ["planned", "ongoing"])
    .where("ends_at", "<", runtime.clock.now())
    .whereRef("recorded_at", "<", "ends_at")
    .where("overrun_incident_id", "is", null)
    .execute();
  for (const { id, version } of overrun) {
    try {
      await openOverrun.call(runtime, system, { plannedOutageId: id, version }, { requestId: randomUUID() });
    } catch (error) {
      // Somebody completed or moved it between the two statements: the next minute looks again.
      if (!(error instanceof AppError)) throw error;
    }
  }
}

export const overrunJob = job({
  name: "incidents.overrun",
  input: z.object({}),
  retries: 0,
  heartbeatSeconds: 60,
  cron: "* * * * *",
  run: ({ runtime }) => openOverruns(runtime),
});
