import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const MARK = "BEREDD_ENDS_TOGETHER";

/**
 * From here on nothing that this process starts, or what that starts, outlives it, however it ends: database servers
 * of tests would else go on for ever after a run that was killed. Where there is no /proc, it does nothing.
 * Returns the watcher, for its test.
 */
export function endTogether() {
  // Whoever started us sees to it already.
  if (process.env[MARK] !== undefined || !existsSync("/proc/self/stat")) return null;
  process.env[MARK] = String(process.pid);
  const program = path.join(import.meta.dirname, "watch-descendants.mjs");
  const watcher = spawn(process.execPath, [program, String(process.pid)], {
    detached: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
  watcher.on("error", () => undefined);
  watcher.unref();
  watcher.stdin.unref();
  watcher.stdout.unref();
  return watcher;
}
