import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "vitest/config";

// Workers inherit it: a test that only holds in one time zone must fail everywhere alike.
process.env["TZ"] = "UTC";

const tests = globSync([
  "src/**/*.test.ts",
  "src/**/*.test.tsx",
  "test/**/*.test.ts",
  "scripts/**/*.test.ts",
]).sort();

/** Minutes instead of seconds: only `npm run test:full` runs them. They may use the run's database. */
const full = tests.filter((file) => /\.full\.test\.tsx?$/.test(file));

/** The embedded server's own tests start, kill and stop servers themselves. */
const server = tests.filter((file) => file.startsWith("src/platform/database/embedded/"));

/** Whether the file takes something from `test/`, where the run's database server is handed out. */
function takesFromTest(file: string): boolean {
  const imports = readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g);
  return [...imports].some(([, to = ""]) => path.join(path.dirname(file), to).startsWith("test/"));
}

/** These want the run's database server; the rest does without. */
const database = tests.filter(
  (file) =>
    !full.includes(file) && !server.includes(file) && (file.endsWith(".db.test.ts") || takesFromTest(file)),
);

const unit = tests.filter((file) => ![full, server, database].some((group) => group.includes(file)));

const none = ["none"];
const orNone = (files: string[]): string[] => (files.length > 0 ? files : none);

export default defineConfig({
  test: {
    watch: false,
    maxWorkers: 2,
    projects: [
      // Generous: a busy machine must not fail what is right.
      { test: { name: "unit", include: orNone(unit), testTimeout: 20_000, hookTimeout: 60_000 } },
      {
        test: {
          name: "full",
          include: orNone(full),
          globalSetup: ["test/global-setup.ts"],
          fileParallelism: false,
          testTimeout: 20 * 60_000,
          hookTimeout: 5 * 60_000,
        },
      },
      {
        test: {
          name: "database",
          include: orNone(database),
          globalSetup: ["test/global-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: "server", include: orNone(server), testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["test/global-setup.ts", "e2e/build-web.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
