import { sql } from "kysely";
import { fromKysely, PgBoss } from "pg-boss";
import type { Connection } from "../database/pools.ts";
import type { Log } from "../log.ts";
import type { Runtime } from "../runtime.ts";
import type { AnyJob, JobQueue } from "./jobs.ts";

export interface JobCount {
  name: string;
  queued: number;
  active: number;
  failed: number;
}

export interface JobRunner extends JobQueue {
  /** Begins to take jobs out. Without it the process only puts jobs in. */
  work(runtime: Runtime): Promise<void>;
  counts(runtime: Runtime): Promise<JobCount[]>;
  stop(): Promise<void>;
}

/** Opens the queue for these jobs. The schema was made by `migrate`. */
export async function openJobs(
  connection: Connection,
  role: string | undefined,
  jobs: readonly AnyJob[],
  log: Log,
): Promise<JobRunner> {
  const boss = new PgBoss({
    ...connection,
    max: 3,
    migrate: false,
    application_name: "beredd-jobs",
    ...(role !== undefined && { options: `-c role=${role}` }),
  });
  const ending = new AbortController();
  // The server may stop before the queue's last goodbye has reached it: while ending that is no error.
  boss.on("error", (error) => {
    if (!ending.signal.aborted) log.warn({ reason: error.message }, "the job queue met an error");
  });
  await boss.start();
  for (const job of jobs) {
    await boss.createQueue(job.name, {
      retryLimit: job.retries,
      retryBackoff: true,
      heartbeatSeconds: job.heartbeatSeconds,
      expireInSeconds: 24 * 3600 - 1,
    });
    // Warms the queue's cache: without it the first send inside a transaction would look it up outside.
    await boss.getQueue(job.name);
  }
  return {
    async send(tx, name, input, id) {
      if (typeof input !== "object" || input === null) throw new Error(`The input of ${name} is no object.`);
      await boss.send(name, input, { db: fromKysely(tx), ...(id !== undefined && { id }) });
    },
    async work(runtime) {
      for (const job of jobs) {
        if (job.cron !== undefined) await boss.schedule(job.name, job.cron, {}, { tz: "UTC" });
        await boss.work(job.name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([taken]) => {
          if (taken === undefined) return;
          await job.execute(runtime, taken.data, AbortSignal.any([ending.signal, taken.signal]));
        });
      }
    },
    async counts(runtime) {
      const { rows } = await sql<JobCount>`
        select name, count(*) filter (where state in ('created', 'retry'))::int as queued,
               count(*) filter (where state = 'active')::int as active,
               count(*) filter (where state = 'failed')::int as failed
        from pgboss.job group by name`.execute(runtime.db);
      return rows;
    },
    async stop() {
      ending.abort();
      await boss.stop({ graceful: true, timeout: 10_000 });
    },
  };
}
