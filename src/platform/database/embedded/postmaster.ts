import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { systemCode } from "./fault.ts";

/** What a running server says about itself in its directory. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDirectory: string;
  readonly port: number;
}

export function parsePostmaster(text: string): Postmaster | null {
  const [pid, , , port, socketDirectory] = text.split("\n");
  if (!pid || !port || !socketDirectory) return null;
  if (!/^\d+$/.test(pid) || !/^\d+$/.test(port)) return null;
  return { pid: Number(pid), port: Number(port), socketDirectory };
}

function commandLine(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return null;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/**
 * Whether the process is alive and a PostgreSQL. Linux tells what runs under a number; elsewhere
 * being alive must do. The command line is empty for a zombie, which answers signal 0 though dead.
 */
export function isServer(pid: number): boolean {
  if (!exists(pid)) return false;
  if (process.platform !== "linux") return true;
  return commandLine(pid)?.split("\0")[0]?.endsWith("postgres") ?? true;
}

/**
 * The server that runs on the directory. A file left behind whose process number now belongs to
 * something else (after a reboot, in a container) would keep PostgreSQL from starting for ever:
 * it is removed.
 */
export function findPostmaster(cluster: string): Postmaster | null {
  const file = path.join(cluster, "postmaster.pid");
  if (!existsSync(file)) return null;
  const text = readFileSync(file, "utf8");
  const pid = Number.parseInt(text, 10);
  // Not a number: being written this very moment; the server's own check decides.
  if (!Number.isInteger(pid)) return null;
  if (isServer(pid)) return parsePostmaster(text);
  if (exists(pid)) rmSync(file, { force: true });
  return null;
}
