import type { PoolClient } from "pg";
import type { Actor } from "../../../platform/actor.ts";
import { poolOf } from "../../../platform/database/pools.ts";
import { explainDatabaseError } from "../../../platform/database/transaction.ts";
import type { Runtime } from "../../../platform/runtime.ts";
import { bulkWrite } from "../../../platform/verb/bulk.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Language } from "../../../shared/language.ts";
import { rootUnitId } from "../../organisation/index.ts";
import { ImportFault } from "../reasons.ts";
import { Pace } from "./pace.ts";
import {
  addRejects,
  beginRun,
  clearRejects,
  clearStaged,
  countStaged,
  endRun,
  keepProgress,
  readRejects,
  readRun,
  writeStep,
} from "./queries-run.ts";
import { readRows } from "./read-rows.ts";
import { openTable } from "./source.ts";
import { noCounts, type Progress, type Run } from "./state.ts";
import { storeRows } from "./store-rows.ts";
import { importSubject } from "./subject.ts";
import { writeRejects } from "./write-rejects.ts";

export interface Executing {
  requestId: string;
  /** Aborted when the process is told to stop: the run stays where it is and is taken up again. */
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Told when every row is read. */
  onStaged?: () => void;
}

class Cancelled extends Error {}

interface Work extends Executing {
  runtime: Runtime;
  actor: Actor;
  language: Language;
}

/**
 * Carries a run to its end from wherever it stands. Only one process works on a run; the lock goes with its
 * connection, so that a killed process lets go at once. False: somebody else has it.
 */
export async function executeRun(
  runtime: Runtime,
  actor: Actor,
  runId: string,
  executing: Executing,
): Promise<boolean> {
  const client = await poolOf(runtime.db).connect();
  const key = `import:${runId}`;
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_lock(hashtextextended($1, 0)) as mine",
      [key],
    );
    if (rows[0]?.mine !== true) return false;
    try {
      const organisation = await runtime.db.selectFrom("organisation").select("language").executeTakeFirst();
      const language = organisation?.language === "en" ? "en" : "sv";
      await carry({ ...executing, runtime, actor, language }, client, runId);
    } finally {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [key]).catch(() => undefined);
    }
    return true;
  } finally {
    client.release();
  }
}

async function carry(work: Work, client: PoolClient, runId: string): Promise<void> {
  const { runtime } = work;
  const run = await readRun(runtime.db, runId);
  if (run === undefined || run.state === "done" || run.state === "failed" || run.state === "cancelled")
    return;
  await beginRun(runtime.db, runId, runtime.clock.now());
  try {
    await conclude(work, await store(work, await staged(work, client, run)));
  } catch (error) {
    await fail(work, run, error);
  }
}

function paceOf({ runtime, onProgress }: Work, run: Run, state: "reading" | "storing"): Pace {
  return new Pace(state, async (progress) => {
    onProgress?.(progress);
    if (await keepProgress(runtime.db, run.id, progress)) throw new Cancelled();
  });
}

/** The run with its rows staged: they may stand since before, or be gone with a crash of the database. */
async function staged(work: Work, client: PoolClient, run: Run): Promise<Run> {
  const { runtime } = work;
  if (run.state === "storing" && (await countStaged(runtime.db, run.id)) === run.rowsStaged) return run;
  await clearStaged(runtime.db, run.id);
  await clearRejects(runtime.db, run.id);
  await writeStep(runtime.db, run.id, { state: "reading", checkpoint: null, counts: noCounts, doubts: {} });
  const pace = paceOf(work, run, "reading");
  const table = await openTable(runtime.db, run.place);
  try {
    const read = await readRows({
      runId: run.id,
      profile: run.profile,
      table,
      client,
      rejected: (rejects) => addRejects(runtime.db, run.id, rejects),
      onBatch: async (bytes, rows) => {
        work.signal.throwIfAborted();
        await pace.at(bytes / Math.max(1, run.fileSize), rows);
      },
    });
    const step = {
      counts: read.counts,
      doubts: read.doubts,
      layout: read.layout,
      rowsStaged: read.staged,
      checkpoint: null,
      state: "storing",
    } as const;
    await writeStep(runtime.db, run.id, step);
    work.onStaged?.();
    return { ...run, ...step };
  } finally {
    await table.close();
  }
}

async function store(work: Work, run: Run): Promise<Run> {
  const { runtime, actor, language, requestId } = work;
  let done = 0;
  const pace = paceOf(work, run, "storing");
  const stored = await storeRows({
    runtime,
    actor,
    run,
    language,
    requestId,
    onStored: async (rows) => {
      done += rows;
      work.signal.throwIfAborted();
      await pace.at(done / Math.max(1, run.rowsStaged), done);
    },
  });
  return { ...run, ...stored };
}

async function conclude(work: Work, run: Run): Promise<void> {
  const { runtime, actor, requestId } = work;
  const some = await readRejects(runtime.db, run.id, 0, 1);
  const rejectsFileId = some.length === 0 ? null : await writeRejects(runtime, run, work.language);
  const write = { verb: "import.run", needs: "import:run", requestId } as const;
  await bulkWrite(runtime, actor, write, async ({ tx, now, note }) => {
    await endRun(tx, run.id, { state: "done", rejectsFileId, now });
    await clearStaged(tx, run.id);
    const subject = importSubject(run.id, await rootUnitId(tx));
    const { fileName, target, source, dry, counts } = run;
    note({
      kind: dry ? "import.tried" : "import.finished",
      subject,
      body: { fileName, target, source, counts },
    });
  });
}

/** What the file, the mapping or the person did ends the run and says why; what the house did is tried again. */
async function fail(work: Work, run: Run, thrown: unknown): Promise<void> {
  const { runtime, signal } = work;
  if (signal.aborted) throw thrown;
  const error = explainDatabaseError(thrown);
  const now = runtime.clock.now();
  const end = async (ending: Parameters<typeof endRun>[2]) => {
    await endRun(runtime.db, run.id, ending);
    await clearStaged(runtime.db, run.id);
  };
  if (error instanceof Cancelled) return end({ state: "cancelled", now });
  if (error instanceof ImportFault) {
    const { code, params } = error.reason;
    return end({ state: "failed", error: { code, params }, now });
  }
  if (error instanceof AppError && !error.code.startsWith("database.") && error.code !== "storage.full") {
    return end({ state: "failed", error: { code: error.code, params: error.params }, now });
  }
  throw error;
}
