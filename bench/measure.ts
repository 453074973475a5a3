import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { endTogether } from "../scripts/lib/end-together.mjs";

// A measurement that is broken off leaves no database server behind.
endTogether();

/** The value below which the share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds that each round took, the first ones thrown away. */
export async function timed(
  rounds: number,
  warmUp: number,
  work: (round: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const start = performance.now();
    await work(round);
    if (round >= warmUp) times.push(performance.now() - start);
  }
  return times;
}

/** Prints what was measured, and keeps it with its commit and machine under bench/results. */
export async function keep(name: string, lines: readonly string[]): Promise<void> {
  const root = path.join(import.meta.dirname, "..");
  const commit = execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  const changed = execFileSync("git", ["status", "--porcelain", "--", "src", "migrations"], {
    cwd: root,
    encoding: "utf8",
  }).trim();
  const day = Temporal.Now.plainDateISO("UTC").toString();
  const [cpu] = os.cpus();
  const text = [
    `${name} ${day}`,
    `commit ${commit}${changed === "" ? "" : " with uncommitted changes in src or migrations"}`,
    `node ${process.version}, ${os.cpus().length} × ${cpu?.model.trim() ?? "unknown"}, load ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
    ...lines,
    "",
  ].join("\n");
  process.stdout.write(text);
  const results = path.join(root, "bench", "results");
  await mkdir(results, { recursive: true });
  await writeFile(path.join(results, `${name}-${day}.txt`), text);
}
