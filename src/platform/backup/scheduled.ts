import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { PoolClient } from "pg";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Instant } from "../../shared/time.ts";
import type { BackupPlan } from "../config.ts";
import { poolOf } from "../database/pools.ts";
import type { Db } from "../database/transaction.ts";
import { job } from "../jobs/jobs.ts";
import type { Runtime } from "../runtime.ts";
import { writeBackup } from "./write-backup.ts";

export interface ScheduledBackups extends BackupPlan {
  keyDir: string;
  release: string;
}

/** Whoever holds it takes the backup: "back" in ASCII. */
const LOCK = 0x6261636b;
const NAME = /^beredd-(\d{4}-\d{2}-\d{2}T\d{2})(\d{2})Z\.beredd$/;

const nameAt = (now: Instant) =>
  `beredd-${Temporal.Instant.from(now)
    .toString({ smallestUnit: "minute" })
    .replace(/:(\d\d)Z$/, "$1Z")}.beredd`;

/** The newest that was begun by now. A name ahead of the clock is of a clock that went wrong, and proves nothing. */
async function newestBy(now: Instant, folder: string): Promise<Temporal.Instant | null> {
  const moments = (await backupsIn(folder)).map(momentOf);
  const passed = moments.filter((moment) => moment !== null && Temporal.Instant.compare(moment, now) <= 0);
  return passed.at(-1) ?? null;
}

/** When the backup of that name was begun; null for what is none of these. */
function momentOf(name: string): Temporal.Instant | null {
  const found = NAME.exec(name);
  return found === null ? null : Temporal.Instant.from(`${found[1] ?? ""}:${found[2] ?? ""}Z`);
}

/** Names of the backups in the folder, the oldest first. */
async function backupsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => momentOf(name) !== null).toSorted();
}

/** The last moment at or before `now` when the clock in the zone showed the time. */
export function lastDue(now: Instant, time: string, zone: string): Temporal.Instant {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(zone);
  const today = here.withPlainTime(time);
  const due = Temporal.ZonedDateTime.compare(today, here) <= 0 ? today : today.subtract({ days: 1 });
  return due.toInstant();
}

async function zoneOf(db: Db): Promise<string> {
  const row = await db.selectFrom("organisation").select("time_zone").executeTakeFirst();
  return row?.time_zone ?? "Europe/Stockholm";
}

/** Seconds since the newest backup by the clock was begun; null where there is none. */
export async function newestBackupAge({ backups, clock }: Runtime): Promise<number | null> {
  if (backups === undefined) return null;
  const now = clock.now();
  const newest = await newestBy(now, backups.folder);
  return newest === null ? null : Temporal.Instant.from(now).since(newest).total("seconds");
}

/** Takes the backup that is due, unless it has been taken; then removes the oldest beyond those that are kept. */
export async function takeDueBackup(runtime: Runtime, signal: AbortSignal): Promise<string | null> {
  const { backups, clock, db } = runtime;
  if (backups === undefined) return null;
  const now = clock.now();
  const due = lastDue(now, backups.time, await zoneOf(db));
  await mkdir(backups.folder, { recursive: true, mode: 0o700 });
  return underLock(db, async (client) => {
    // Under the lock: another process may have taken it a moment ago.
    const newest = await newestBy(now, backups.folder);
    if (newest !== null && Temporal.Instant.compare(newest, due) >= 0) return null;
    const { keyDir, release, recipients } = backups;
    const file = path.join(backups.folder, nameAt(now));
    const written = await writeBackup({ client, keyDir, file, lock: { recipients }, release, now, signal });
    runtime.log.info({ file, rows: written.rows, size: written.size, head: written.head }, "backed up");
    await removeOldest(backups);
    return file;
  });
}

/** Null where another process is at it. */
async function underLock<T>(db: Db, work: (client: PoolClient) => Promise<T>): Promise<T | null> {
  const client = await poolOf(db).connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>("select pg_try_advisory_lock($1) as mine", [LOCK]);
    return rows[0]?.mine === true ? await work(client) : null;
  } finally {
    // The session goes, and the lock with it.
    client.release(true);
  }
}

async function removeOldest({ folder, keep }: BackupPlan): Promise<void> {
  const names = await backupsIn(folder);
  for (const name of names.slice(0, Math.max(0, names.length - keep))) await rm(path.join(folder, name));
  // Left by a process that was killed: the one under way would hold the lock.
  for (const name of await readdir(folder)) {
    if (name.endsWith(".beredd.part") && momentOf(name.slice(0, -".part".length)) !== null)
      await rm(path.join(folder, name));
  }
}

export const backUpByTheClock = job({
  name: "platform.back-up",
  input: z.object({}),
  retries: 1,
  heartbeatSeconds: 120,
  cron: "*/10 * * * *",
  async run({ runtime, signal }) {
    await takeDueBackup(runtime, signal);
  },
});
