import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

// Workers inherit it: a test that only holds in one time zone must fail everywhere alike.
process.env["TZ"] = "UTC";

const tests = globSync([
  "src/**/*.test.ts",
  "src/**/*.test.tsx",
  "test/**/*.test.ts",
  "scripts/**/*.test.ts",
]).sort();

/** The embedded server's own tests start, kill and stop servers themselves. */
const server = tests.filter((file) => file.startsWith("src/platform/database/embedded/"));

/** Whatever takes something from `test/` wants the run's database server; the rest does without. */
const database = tests.filter(
  (file) =>
    !server.includes(file) &&
    (file.endsWith(".db.test.ts") ||
      /from "(?:\.\.?\/)+(?:test\/)?(?:[\w-]+\/)*database\.ts"|from "(?:\.\.\/)+test\//.test(
        readFileSync(file, "utf8"),
      )),
);

const unit = tests.filter((file) => !server.includes(file) && !database.includes(file));

const none = ["none"];
const orNone = (files: string[]): string[] => (files.length > 0 ? files : none);

export default defineConfig({
  test: {
    watch: false,
    passWithNoTests: true,
    maxWorkers: 2,
    projects: [
      { test: { name: "unit", include: orNone(unit) } },
      {
        test: {
          name: "database",
          include: orNone(database),
          globalSetup: ["test/global-setup.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: "server", include: orNone(server), testTimeout: 60_000, hookTimeout: 60_000 } },
      {
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
