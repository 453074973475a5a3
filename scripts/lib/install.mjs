import { existsSync, readFileSync } from "node:fs";
import { Refusal, say } from "./console.mjs";
import { isMusl } from "./libc.mjs";
import { inRoot, root } from "./root.mjs";
import { run } from "./run.mjs";

function packages(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/** `os`, `cpu` and `libc` of a package: a name or a list of names, "!" before one that is excluded. */
function fits(given, value) {
  const list = [given ?? []].flat();
  const allowed = list.filter((name) => !name.startsWith("!"));
  return !list.includes(`!${value}`) && (allowed.length === 0 || allowed.includes(value));
}

/** Whether npm would put the package on this machine at all. */
function belongsHere(entry) {
  if (!fits(entry.os, process.platform) || !fits(entry.cpu, process.arch)) return false;
  return !entry.libc || process.platform !== "linux" || fits(entry.libc, isMusl() ? "musl" : "glibc");
}

/**
 * What the lock file asks for and node_modules lacks, or holds in another version. npm keeps its
 * own account of what it installed in `node_modules/.package-lock.json`.
 */
export function missingPackages() {
  const wanted = packages(inRoot("package-lock.json"));
  if (!wanted)
    throw new Refusal(
      "package-lock.json is missing or damaged: restore it (git checkout package-lock.json).",
    );
  const installed = packages(inRoot("node_modules", ".package-lock.json")) ?? {};
  return Object.entries(wanted)
    .filter(([place, entry]) => {
      if (place === "" || entry.link || !belongsHere(entry)) return false;
      // Left out by npm when their own dependencies do not fit; never the ones that name a platform.
      if (entry.optional && !entry.os && !installed[place]) return false;
      return installed[place]?.version !== entry.version || !existsSync(inRoot(place, "package.json"));
    })
    .map(([place]) => place.replace(/^.*node_modules\//, ""));
}

function explain(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/i.test(output)) {
    return "The package registry cannot be reached. Connect this machine to it (npm config get registry says which), or copy node_modules from a machine that has the same checkout.";
  }
  if (/EUSAGE|in sync/.test(output)) {
    return "package-lock.json does not fit package.json: run node scripts/checks/lock-file.mjs --write, or restore both from git.";
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `node_modules cannot be written in ${root}. Run as the user that owns the checkout.`;
  }
  if (/ENOSPC/.test(output)) return "The disk is full.";
  return "npm ci failed; what it said stands above.";
}

/** Installs from the lock file when something is missing, and touches no network when nothing is. */
export async function ensureInstalled() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  say(`Installing ${missing.length} packages from package-lock.json (npm ci) …`);
  const cli = process.env.npm_execpath;
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const env = { NODE_ENV: "" };
  const { code, output } = cli?.endsWith(".js")
    ? await run(process.execPath, [cli, ...args], { cwd: root, env })
    : await run("npm", args, { cwd: root, env, shell: process.platform === "win32" });
  if (code !== 0) {
    process.stderr.write(output);
    throw new Refusal(explain(output));
  }
  const still = missingPackages();
  if (still.length > 0) {
    throw new Refusal(
      `npm ci left out ${still.slice(0, 5).join(", ")}. Is an older npm or --omit configured? (npm config ls)`,
    );
  }
}
