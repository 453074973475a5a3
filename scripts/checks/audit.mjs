// Known weaknesses of high and critical severity among the dependencies (npm audit). It asks the
// registry; one that has no such endpoint (many mirrors) is said so, with exit code 2, and is no pass.
import { spawnSync } from "node:child_process";
import { root } from "../lib/root.mjs";

const { stdout } = spawnSync("npm", ["audit", "--json"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
let answer;
try {
  answer = JSON.parse(stdout);
} catch {
  answer = {};
}
const counts = answer.metadata?.vulnerabilities;
if (counts === undefined) {
  console.log(`the registry answers no audit: ${answer.message ?? answer.error?.summary ?? "no answer"}`);
  process.exit(2);
}
for (const [name, found] of Object.entries(answer.vulnerabilities ?? {}))
  if (found.severity === "high" || found.severity === "critical")
    console.log(`${found.severity}: ${name} ${found.range}`);
if (counts.high + counts.critical > 0) process.exit(1);
console.log(
  `${answer.metadata.dependencies.total} packages: none with a weakness of high or critical severity`,
);
