import { access, constants, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Actor } from "../../platform/actor.ts";
import type { Runtime } from "../../platform/runtime.ts";
import { AppError, errorKinds, type ErrorCode } from "../../shared/errors.ts";
import type { Profile } from "./mapping/profile.ts";
import { ImportFault } from "./reasons.ts";
import { executeRun } from "./run/execute.ts";
import { findBrokenOff, insertRun, readRun } from "./run/queries-run.ts";
import { readOutcome, type RunOutcome } from "./run/queries-outcome.ts";
import type { Progress } from "./run/state.ts";
import { bothOf, explain } from "./say.ts";

export interface FileImport {
  path: string;
  profile: Profile;
  source: string;
  dry: boolean;
  requestId: string;
  signal: AbortSignal;
  onProgress?: (progress: Progress) => void;
  /** Told when a run that was broken off is taken up again. */
  onResume?: () => void;
}

/** Imports a file on this machine to its end; a run of it that was broken off is taken up where it stands. */
export async function importFile(runtime: Runtime, actor: Actor, given: FileImport): Promise<RunOutcome> {
  const fileSize = await mustBeThere(given.path);
  const broken = given.dry ? undefined : await findBrokenOff(runtime.db, given.path, fileSize, given.source);
  if (broken !== undefined) given.onResume?.();
  const id =
    broken ??
    (await insertRun(
      runtime.db,
      {
        place: { path: given.path },
        fileName: basename(given.path),
        fileSize,
        profile: given.profile,
        source: given.source,
        dry: given.dry,
        requestedBy: actor.id,
      },
      runtime.clock.now(),
    ));
  const mine = await executeRun(runtime, actor, id, given);
  const run = await readRun(runtime.db, id);
  if (!mine || run === undefined) throw new AppError("import.running");
  return readOutcome(runtime.db, id);
}

/** The size of a file on this machine. A path without a file to read is a fault of what was asked, said in a sentence. */
export async function mustBeThere(path: string): Promise<number> {
  const fault = (cause: unknown) =>
    new AppError("input.invalid", { faults: [{ path, ...bothOf("imports.command.no-file") }], cause });
  try {
    await access(path, constants.R_OK);
    const found = await stat(path);
    if (found.isFile()) return found.size;
  } catch (cause) {
    throw fault(cause);
  }
  throw fault(null);
}

/** What ended a run, as an error that can be shown; null when nothing did. */
export function faultOf(outcome: RunOutcome): AppError | null {
  if (outcome.state === "cancelled") return new AppError("import.cancelled");
  if (outcome.state !== "failed" || outcome.errorCode === null) return null;
  const given = { code: outcome.errorCode, params: outcome.errorParams ?? {} };
  return asAppError(given);
}

export function asAppError(given: { code: string; params: Record<string, string | number> }): AppError {
  if (isErrorCode(given.code)) return new AppError(given.code, { params: given.params });
  const said = { sv: explain("sv", given), en: explain("en", given) };
  return new AppError("import.refused", { faults: [{ path: "", ...said }] });
}

const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorKinds, code);

/** A fault of the file or the mapping, as an error that the shells know how to say. */
export function explainFault(error: unknown): unknown {
  return error instanceof ImportFault ? asAppError(error.reason) : error;
}

/** A proposal has no name of its own: the records of two systems would be taken for one's. */
export function sourceOf(profile: Profile, given: string | undefined): string {
  if (given !== undefined) return given;
  if (profile.key !== "proposed") return profile.key;
  throw new AppError("input.invalid", {
    faults: [{ path: "source", ...bothOf("imports.command.source-needed") }],
  });
}
