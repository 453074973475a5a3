import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { job } from "../../platform/jobs/jobs.ts";

/** Sessions and steps that are over, links that were not used, and attempts to sign in whose window has passed, are nobody's business any more. */
export const forgetOldAccess = job({
  name: "access.forget",
  input: z.object({}),
  retries: 2,
  heartbeatSeconds: 60,
  cron: "23 * * * *",
  async run({ runtime }) {
    const now = runtime.clock.now();
    const anHourAgo = Temporal.Instant.from(now).subtract({ hours: 1 }).toString();
    await runtime.db.deleteFrom("session").where("ends_at", "<", now).execute();
    await runtime.db.deleteFrom("sign_in_step").where("ends_at", "<", now).execute();
    await runtime.db.deleteFrom("password_reset").where("ends_at", "<", now).execute();
    await runtime.db.deleteFrom("sign_in_failure").where("failed_at", "<", anHourAgo).execute();
  },
});
