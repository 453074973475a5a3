import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { say } from "./console.mjs";
import { inRoot, root } from "./root.mjs";
import { run } from "./run.mjs";

/** What one step came to. A check counts as one; a run of tests as its tests. */
export const nothing = { passed: 0, failed: 0, skipped: [] };

export function sum(results) {
  return {
    passed: results.reduce((total, result) => total + result.passed, 0),
    failed: results.reduce((total, result) => total + result.failed, 0),
    skipped: results.flatMap((result) => result.skipped),
  };
}

const bin = (...parts) => inRoot("node_modules", ...parts);

/** A check by its command; green when it ends with 0. */
export function check(name, args) {
  return {
    name,
    async run(node) {
      const { code, output } = await run(node, args, {
        cwd: root,
        env: { NO_COLOR: "1", FORCE_COLOR: undefined },
      });
      const result = code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
      return { ...result, output: code === 0 ? "" : output };
    },
  };
}

/** A check that asks somebody outside: exit code 2 says that nobody answered, which is no pass. */
export function outsideCheck(name, args) {
  return {
    name,
    async run(node) {
      const { code, output } = await run(node, args, { cwd: root, env: { NO_COLOR: "1" } });
      if (code === 2) return { ...nothing, skipped: [{ name, reason: output.trim() }], output: "" };
      const result = code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
      return { ...result, output: code === 0 ? "" : output };
    },
  };
}

/** A project of vitest; its tests are counted one by one. */
export function tests(name, project, env = {}) {
  return {
    name,
    async run(node) {
      const scratch = mkdtempSync(path.join(os.tmpdir(), "beredd-summary-"));
      const summary = path.join(scratch, "summary.json");
      const reporters = [
        "--reporter=default",
        `--reporter=${inRoot("scripts", "checks", "vitest-reporter.mjs")}`,
      ];
      const { code, output } = await run(
        node,
        [bin("vitest", "vitest.mjs"), "run", "--project", project, ...reporters],
        {
          cwd: root,
          env: { ...env, TZ: "UTC", NO_COLOR: "1", BEREDD_TEST_SUMMARY: summary },
        },
      );
      const result = readSummary(summary);
      rmSync(scratch, { recursive: true, force: true });
      // A run that ends badly without a failed test (a crash, nothing collected) has still failed.
      const failed = code !== 0 && result.failed === 0 ? 1 : result.failed;
      return { ...result, failed, output: failed > 0 ? output : "" };
    },
  };
}

function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return nothing;
  }
}

/** A step that cannot be run here, and why. */
export function skipped(name, reason) {
  return { name, run: async () => ({ ...nothing, skipped: [{ name, reason }], output: "" }) };
}

export async function runStep(step, node) {
  const begun = performance.now();
  const result = await step.run(node);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(6);
  const word =
    result.failed > 0 ? "FAILED" : result.passed === 0 && result.skipped.length > 0 ? "skipped" : "ok";
  const many = result.passed + result.failed > 1 ? `  ${result.passed} passed, ${result.failed} failed` : "";
  say(`${word.padEnd(8)}${step.name.padEnd(34)}${seconds} s${many}`);
  if (result.output) say(result.output.trimEnd());
  return result;
}

export const tool = {
  format: check("format (oxfmt)", [bin("oxfmt", "bin", "oxfmt"), "--check"]),
  lint: check("lint (oxlint, type-aware)", [bin("oxlint", "bin", "oxlint")]),
  types: check("types, server", [bin("typescript", "bin", "tsc"), "-p", "tsconfig.json"]),
  webTypes: check("types, web", [bin("typescript", "bin", "tsc"), "-p", "tsconfig.web.json"]),
  boundaries: check("boundaries (dependency-cruiser)", [inRoot("scripts", "checks", "boundaries.mjs")]),
  unused: check("unused code (knip)", [bin("knip", "bin", "knip.js")]),
  lockFile: check("lock file names every platform", [inRoot("scripts", "checks", "lock-file.mjs")]),
  licences: check("licences of dependencies", [inRoot("scripts", "checks", "licences.mjs")]),
  personnummer: check("no personnummer", [inRoot("scripts", "checks", "personnummer.mjs")]),
  machinePaths: check("no paths of a machine", [inRoot("scripts", "checks", "machine-paths.mjs")]),
  docsPaths: check("paths in documents", [inRoot("scripts", "checks", "docs-paths.mjs")]),
  security: check("what SECURITY.md names", [inRoot("scripts", "checks", "security.mjs")]),
  tables: check("table types fit the migrations", [inRoot("scripts", "tables.ts"), "--check"]),
};
