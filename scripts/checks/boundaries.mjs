// Who may know whom. dependency-cruiser has reported "no violations" after reading nothing at all
// (with a compiler it did not know): what it saw is compared with what there is.
import { spawnSync } from "node:child_process";
import { layers } from "../../.dependency-cruiser.mjs";
import { inRoot, root } from "../lib/root.mjs";
import { report, repositoryFiles } from "./files.mjs";

const cruise = inRoot("node_modules", "dependency-cruiser", "bin", "dependency-cruiser.mjs");
const { stdout, stderr } = spawnSync(
  process.execPath,
  [cruise, "src", "--config", ".dependency-cruiser.mjs", "--output-type", "json"],
  { cwd: root, encoding: "utf8", maxBuffer: 512 * 1024 * 1024 },
);

let result;
try {
  result = JSON.parse(stdout);
} catch {
  report([stderr || stdout.slice(0, 2000)], 0, "modules");
}
const seen = new Set(result.modules.map((module) => module.source));
const wanted = repositoryFiles().filter(
  (file) => /^src\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
);
const findings = wanted
  .filter((file) => !seen.has(file))
  .map((file) => `${file}: was not read by dependency-cruiser`);
const features = new Set(wanted.flatMap((file) => /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? []));
for (const name of features) {
  if (!layers.flat().includes(name))
    findings.push(`src/features/${name}: has no place in .dependency-cruiser.mjs`);
}
for (const { rule, from, to, cycle } of result.summary.violations) {
  const way = cycle?.length > 0 ? [from, ...cycle.map((step) => step.name)].join(" → ") : `${from} → ${to}`;
  findings.push(`${rule.name}: ${way}`);
}
report(findings, wanted.length, "modules");
