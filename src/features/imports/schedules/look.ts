import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import type { Readable } from "node:stream";
import { system, type Actor } from "../../../platform/actor.ts";
import { storeFile, type StoredFile } from "../../../platform/files/files.ts";
import { fetchFile } from "../../../platform/outgoing/fetch-file.ts";
import type { Runtime } from "../../../platform/runtime.ts";
import { bulkWrite } from "../../../platform/verb/bulk.ts";
import { organisationZone } from "../../../platform/zone.ts";
import { AppError } from "../../../shared/errors.ts";
import { actorOf } from "../../access/index.ts";
import { rootUnitId } from "../../organisation/index.ts";
import { namedProfile } from "../profiles/find-profile.ts";
import { insertRun } from "../run/queries-run.ts";
import { importSubject } from "../run/subject.ts";
import { scheduleSubject } from "./edit-schedules.ts";
import { allowedFolder, newestFile } from "./folder.ts";
import {
  dropFile,
  dueSchedules,
  hasFailed,
  takeSchedule,
  writeLooked,
  type SeenFiles,
  type Taken,
} from "./queries-schedules.ts";
import { nextDue } from "./rhythm.ts";

/** As with what is uploaded. */
const LARGEST = 1024 * 1024 * 1024;
const WHOLE_SECONDS = 1800;
const IDLE_SECONDS = 60;
/** Names remembered of one place; an export with the day in its name makes a new one each time. */
const REMEMBERED = 400;

/** Puts imports in the queue for everything whose time has come. One that fails says why, and comes again. */
export async function lookAtDue(runtime: Runtime, queue: string, signal: AbortSignal): Promise<void> {
  const zone = await organisationZone(runtime.db);
  for (const due of await dueSchedules(runtime.db, runtime.clock.now())) {
    const next = nextDue(due.rhythm, runtime.clock.now(), zone);
    const taken = await takeSchedule(runtime.db, due, next);
    if (taken === undefined) continue;
    try {
      await look(runtime, queue, taken, signal);
    } catch (error) {
      signal.throwIfAborted();
      await tellFailure(runtime, taken, error);
    }
  }
}

async function look(runtime: Runtime, queue: string, taken: Taken, signal: AbortSignal): Promise<void> {
  // Without its owner nobody answers for what it brings in.
  if (taken.ownerId === null) throw new AppError("access.refused");
  const actor = await actorOf(runtime.db, taken.ownerId);
  const profile = await namedProfile(runtime.db, taken.profileKey);
  const file = await bring(runtime, taken, signal);
  const before = taken.seen[file.name];
  if (before?.sha256 === file.sha256 && !(await hasFailed(runtime.db, before.importId))) {
    await dropFile(runtime.db, file.id);
    await writeLooked(runtime.db, taken.id, { now: runtime.clock.now(), error: null });
    return;
  }
  const write = { verb: "import-schedule.look", needs: "import:run", requestId: randomUUID() } as const;
  try {
    await bulkWrite(runtime, actor, write, async ({ tx, now, note }) => {
      const { id: fileId, name: fileName, size: fileSize, sha256 } = file;
      const { source } = taken;
      const of = { fileName, fileSize, profile, source, dry: false, requestedBy: taken.ownerId };
      const importId = await insertRun(tx, { ...of, place: { fileId }, scheduleId: taken.id }, now);
      await runtime.jobs.send(tx, queue, { importId });
      const seen = remember(taken.seen, fileName, { sha256, importId });
      await writeLooked(tx, taken.id, { now, error: null, seen });
      note({
        kind: "import.started",
        subject: importSubject(importId, await rootUnitId(tx)),
        body: { fileName, target: profile.target, source, dry: false, schedule: taken.name },
      });
    });
  } catch (error) {
    await dropFile(runtime.db, file.id);
    throw error;
  }
}

/** The newest stands last; of very many the oldest are forgotten. */
function remember(seen: SeenFiles, name: string, file: SeenFiles[string]): SeenFiles {
  const { [name]: _before, ...others } = seen;
  return Object.fromEntries([...Object.entries(others).slice(1 - REMEMBERED), [name, file]]);
}

/** The file, stored whole. */
async function bring(runtime: Runtime, taken: Taken, signal: AbortSignal): Promise<StoredFile> {
  const keep = (source: Readable, name: string) =>
    storeFile(runtime.db, runtime.clock, source, {
      name,
      mediaType: "application/octet-stream",
      createdBy: taken.ownerId,
      limit: LARGEST,
    });
  if (taken.kind === "folder") {
    const folder = await allowedFolder(taken.place, runtime.reach.importFolders);
    const { name, handle } = await newestFile(folder, taken.pattern);
    return keep(handle.createReadStream({ signal }), name);
  }
  const host = URL.parse(taken.place)?.hostname ?? "";
  const within = AbortSignal.any([signal, AbortSignal.timeout(WHOLE_SECONDS * 1000)]);
  const allowed = runtime.reach.allowedAddresses;
  const answer = await fetchFile(taken.place, { allowed, idleSeconds: IDLE_SECONDS, signal: within });
  try {
    return await keep(answer, nameOf(taken.place));
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = within.aborted ? "timeout" : codeOf(error);
    throw new AppError("address.failed", { params: { host, reason }, cause: error });
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "broken off";

/** What a file from an address is called: what stands last in it. */
function nameOf(address: string): string {
  const url = new URL(address);
  return basename(url.pathname) || url.hostname;
}

async function tellFailure(runtime: Runtime, taken: Taken, thrown: unknown): Promise<void> {
  if (!(thrown instanceof AppError)) runtime.log.error({ err: thrown }, "a scheduled import could not look");
  const { code, params } = thrown instanceof AppError ? thrown : new AppError("unexpected");
  const write = { verb: "import-schedule.look", needs: "import:run", requestId: randomUUID() } as const;
  const actor: Actor = system;
  await bulkWrite(runtime, actor, write, async ({ tx, now, note }) => {
    await writeLooked(tx, taken.id, { now, error: { code, params } });
    const subject = scheduleSubject(taken.id, await rootUnitId(tx));
    note({ kind: "import-schedule.failed", subject, body: { name: taken.name, code } });
  });
}
