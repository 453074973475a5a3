import { rmdir } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { systemCode } from "./fault.ts";
import { isServer, type Postmaster } from "./postmaster.ts";

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (systemCode(error) !== "ESRCH") throw error;
  }
}

async function gone(pid: number, patience: number): Promise<boolean> {
  const begun = performance.now();
  while (isServer(pid)) {
    if (performance.now() - begun > patience) return false;
    await delay(10);
  }
  return true;
}

/**
 * Fast shutdown: sessions are ended, transactions rolled back, a checkpoint written. A server that
 * cannot finish is stopped at once; it recovers from its log at the next start.
 */
export async function halt({ pid, socketDirectory }: Postmaster): Promise<void> {
  signal(pid, "SIGINT");
  if (!(await gone(pid, 60_000))) {
    signal(pid, "SIGQUIT");
    await gone(pid, 10_000);
  }
  // A socket directory of its own is empty now; the database's own directory is not, and stays.
  await rmdir(socketDirectory).catch(() => undefined);
}
