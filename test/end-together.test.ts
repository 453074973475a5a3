import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { until } from "./until.ts";

const runs = (pid: number) => {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
};

test.runIf(existsSync("/proc/self/stat")).each(["SIGTERM", "SIGKILL"] as const)(
  "what a run has started in sessions of its own ends with it, when it is ended by %s",
  { timeout: 60_000 },
  async (signal) => {
    const program = path.join(import.meta.dirname, "programs", "leaky.mjs");
    const child = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "exit");
    let said = "";
    child.stdout.on("data", (bytes) => void (said += String(bytes)));
    await until(() => /\d+\n/.test(said), 40);
    const pid = Number.parseInt(said, 10);
    expect(runs(pid)).toBe(true);
    child.kill(signal);
    await ended;
    await until(() => !runs(pid), 40);
  },
);
