// npm test [-- --full]: everything that must hold. Every step prints one line, what was skipped and
// why comes last, and the closing line is "N passed, N failed, N skipped".
import { existsSync } from "node:fs";
import { repositoryFiles } from "./checks/files.mjs";
import { endTogether } from "./lib/end-together.mjs";
import { main, say } from "./lib/console.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { node24 } from "./lib/node24.mjs";
import { oldestPostgres } from "./lib/oldest-postgres.mjs";
import { inRoot } from "./lib/root.mjs";
import { outsideCheck, runStep, skipped, sum, tests, tool } from "./lib/steps.mjs";
import { ensureWeb } from "./lib/web.mjs";

const full = process.argv.includes("--full");
const ci = Boolean(process.env.CI);

/** What may be skipped in CI, by the beginning of its reason. Everything else is a failure there. */
const allowedInCi = ["the registry answers no audit"];

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

function browser() {
  return [process.env.BEREDD_CHROMIUM, ...chromium].find((file) => file && existsSync(file));
}

function browserStep() {
  const name = "in the browser (Chromium)";
  if (!repositoryFiles().some((file) => /^e2e\/.*\.test\.ts$/.test(file)))
    return skipped(name, "there are no browser tests yet");
  const file = browser();
  if (!file) return skipped(name, "no Chromium: install it, or name its program in BEREDD_CHROMIUM");
  return tests(name, "e2e", { BEREDD_CHROMIUM: file });
}

function longStep() {
  const name = "long tests";
  return repositoryFiles().some((file) => /\.full\.test\.tsx?$/.test(file))
    ? tests(name, "full")
    : skipped(name, "there are none yet");
}

function webBuild() {
  return {
    name: "web interface builds",
    async run(node) {
      try {
        await ensureWeb(node);
        return { passed: 1, failed: 0, skipped: [], output: "" };
      } catch (error) {
        return { passed: 0, failed: 1, skipped: [], output: error.message };
      }
    },
  };
}

function steps() {
  const checks = Object.values(tool);
  const always = [
    tests("unit tests", "unit"),
    tests("database tests", "database"),
    tests("embedded server", "server"),
    webBuild(),
    browserStep(),
  ];
  const audit = outsideCheck("no known weaknesses (npm audit)", [inRoot("scripts", "checks", "audit.mjs")]);
  const long = [longStep(), oldestPostgres(), audit];
  return [...checks, ...always, ...(full ? long : [])];
}

function judgeSkips(list) {
  for (const { name, reason } of list) say(`skipped: ${name}: ${reason}`);
  if (!ci) return 0;
  const forbidden = list.filter(({ reason }) => !allowedInCi.some((start) => reason.startsWith(start)));
  if (forbidden.length > 0) say(`In CI nothing may be skipped: ${forbidden.length} counted as failed.`);
  return forbidden.length;
}

await main(async () => {
  endTogether();
  // What is tried a few times in every run is tried long in the full one.
  if (full) process.env.BEREDD_FULL = "1";
  await ensureInstalled();
  const node = node24();
  const results = [];
  for (const step of steps()) results.push(await runStep(step, node));
  const { passed, failed, skipped: list } = sum(results);
  const refused = judgeSkips(list);
  console.log(`${passed} passed, ${failed + refused} failed, ${list.length - refused} skipped`);
  if (failed + refused > 0) process.exitCode = 1;
});
