import { spawn } from "node:child_process";
import {
  closeSync,
  constants,
  existsSync,
  fchownSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { asAccount } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { reasonOf } from "./fault.ts";
import type { Place } from "./place.ts";
import { serverSettings, settingArguments } from "./settings.ts";
import { socketDirectory } from "./socket.ts";

/** How a started server ended; `reason` is what it wrote since it was started. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly reason: string;
}

const longestLog = 5 * 1024 * 1024;

function openLog(place: Place): { fd: number; from: number } {
  const file = path.join(place.cluster, "server.log");
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > longestLog) renameSync(file, `${file}.1`);
  // The directory belongs to the database user; a link it planted must not lead root elsewhere.
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;
  const fd = openSync(file, flags, 0o600);
  if (place.account) fchownSync(fd, place.account.uid, place.account.gid);
  return { fd, from: fstatSync(fd).size };
}

/** What the server wrote since; nothing when its directory was taken away under it. */
function readSince(file: string, from: number): string {
  if (!existsSync(file)) return "";
  const fd = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const buffer = Buffer.alloc(8192);
    return buffer.toString("utf8", 0, readSync(fd, buffer, 0, buffer.length, from));
  } finally {
    closeSync(fd);
  }
}

function gist(text: string): string {
  const lines = text.split("\n").flatMap((line) => /(?:FATAL|PANIC|HINT|DETAIL): .*/.exec(line)?.[0] ?? []);
  return (lines.length > 0 ? lines : text.trim().split("\n").slice(-2)).join(" ");
}

/**
 * Starts the server in a session of its own: an interrupt at the terminal reaches us, who then
 * stop it in order, and it outlives us when others still use it.
 */
export async function launch(
  binaries: Binaries,
  place: Place,
  extra: Readonly<Record<string, string>>,
): Promise<{ readonly pid: number | undefined; readonly exit: Promise<Exit> }> {
  const sockets = await socketDirectory(place.cluster, place.account);
  const memory = Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const settings = { ...serverSettings(memory, sockets), ...extra };
  const { fd, from } = openLog(place);
  const file = path.join(place.cluster, "server.log");
  const child = spawn(binaries.postgres, ["-D", place.cluster, ...settingArguments(settings)], {
    ...asAccount(place.account),
    cwd: "/",
    env: { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" },
    stdio: ["ignore", fd, fd],
    detached: true,
  });
  closeSync(fd);
  child.unref();
  const exit = new Promise<Exit>((resolve) => {
    child.once("error", (error) => resolve({ code: null, signal: null, reason: reasonOf(error) }));
    child.once("exit", (code, signal) => resolve({ code, signal, reason: gist(readSince(file, from)) }));
  });
  return { pid: child.pid, exit };
}

/** Reasons that pass by themselves: another starter was first, or a killed server's children still leave. */
export function mayPass(exit: Exit): boolean {
  return (
    exit.signal !== null || /lock file|shared memory|already in use|Is another postmaster/i.test(exit.reason)
  );
}
