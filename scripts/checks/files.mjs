import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inRoot, root } from "../lib/root.mjs";

const notOurs = /^(?:node_modules|\.git|data|dist|test-results)$/;

function walk(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.test(entry.name)) return [];
    const file = path.join(directory, entry.name);
    return entry.isDirectory() ? walk(file) : entry.isFile() ? [path.relative(root, file)] : [];
  });
}

/** Every file of the repository: what git tracks or would, or everything where there is no git. */
export function repositoryFiles() {
  try {
    const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    const listed = execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return listed
      .split("\0")
      .filter((file) => file !== "" && lstatSync(inRoot(file), { throwIfNoEntry: false })?.isFile());
  } catch {
    return walk(root);
  }
}

/** The text of a file, or null when it is not text. */
export function textOf(file) {
  const bytes = readFileSync(inRoot(file));
  return bytes.subarray(0, 8000).includes(0) ? null : bytes.toString("utf8");
}

/** Prints findings and ends with 1 when there are any; `seen` of nothing at all is a finding too. */
export function report(findings, seen, what) {
  if (seen === 0) findings.push(`no ${what} were seen: the check looks in the wrong place`);
  for (const finding of findings) console.log(finding);
  if (findings.length > 0) process.exit(1);
}
