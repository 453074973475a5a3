import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { backUpByTheClock } from "./backup/scheduled.ts";
import { job } from "./jobs/jobs.ts";
import type { Feature } from "./registry.ts";

/** Months of the journal that stand ready: three quiet months of a stopped job still lose no order. */
const MONTHS_AHEAD = 3;
/** A client that sends the same request again does so within days. */
const ANSWERS_KEPT = { hours: 7 * 24 };
/** An upload that has not ended within a day never will. */
const UPLOADS_KEPT = { hours: 24 };

export const keepHouse = job({
  name: "platform.keep-house",
  input: z.object({}),
  retries: 2,
  heartbeatSeconds: 60,
  cron: "17 * * * *",
  async run({ runtime }) {
    const now = runtime.clock.now();
    const before = (age: { hours: number }) => Temporal.Instant.from(now).subtract(age).toString();
    await sql`select ensure_journal_partitions(${now}::timestamptz, ${MONTHS_AHEAD})`.execute(runtime.db);
    await runtime.db.deleteFrom("idempotency").where("created_at", "<", before(ANSWERS_KEPT)).execute();
    await runtime.db
      .deleteFrom("file")
      .where("complete", "=", false)
      .where("created_at", "<", before(UPLOADS_KEPT))
      .execute();
  },
});

/** What the platform itself brings into the house: work by the clock, no verbs. */
export const housekeeping: Feature = {
  name: "platform",
  operations: [],
  jobs: [keepHouse, backUpByTheClock],
};
