import type { ScheduledBackups } from "./backup/scheduled.ts";
import type { Clock } from "./clock.ts";
import type { Db } from "./database/transaction.ts";
import type { JobQueue } from "./jobs/jobs.ts";
import type { Keyring } from "./keyring.ts";
import type { Log } from "./log.ts";
import type { Reach } from "./reach.ts";

/** What every verb, query, job and reaction stands on. Made once, in main.ts or by a test. */
export interface Runtime {
  db: Db;
  clock: Clock;
  log: Log;
  jobs: JobQueue;
  /** The address that people use, for links in what leaves the product; null where none is configured. */
  publicUrl: string | null;
  reach: Reach;
  /** Backups by the clock, where they are configured. */
  backups?: ScheduledBackups;
  /** What is kept encrypted is read and written with it. */
  keyring: Keyring;
}

/** Where a call comes from: its id stands in the journal, in the log and on what is told outside. */
export interface CallOptions {
  requestId: string;
  /** The client's key for a request that it may send again. */
  idempotencyKey?: string | undefined;
}
