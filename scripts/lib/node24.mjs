import { existsSync } from "node:fs";
import { Refusal } from "./console.mjs";
import { isMusl } from "./libc.mjs";
import { inRoot } from "./root.mjs";

const least = 24;

function pinned() {
  // The packages' binaries are linked against glibc; Alpine's own Node is not, and must be 24 itself.
  if (isMusl()) return null;
  const system = process.platform === "win32" ? "win" : process.platform;
  const name = process.platform === "win32" ? "node.exe" : "node";
  const file = inRoot("node_modules", `node-${system}-${process.arch}`, "bin", name);
  return existsSync(file) ? file : null;
}

/** The Node that runs the product: the one pinned in the lock file, else the one that runs us when it will do. */
export function node24() {
  const file = pinned();
  if (file) return file;
  if (Number(process.versions.node.split(".")[0]) >= least) return process.execPath;
  throw new Refusal(
    `Beredd runs on Node ${least}. npm has no pinned one for ${process.platform}-${process.arch}: install Node ${least} or later (https://nodejs.org) and start again; this is ${process.version}.`,
  );
}
