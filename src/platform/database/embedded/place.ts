import { randomBytes } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { chown, mkdir, readFile, realpath, writeFile } from "node:fs/promises";
import path from "node:path";
import { blockedAt, chooseAccount } from "./account.ts";
import { EmbeddedFault, reasonOf } from "./fault.ts";
import type { Account } from "./types.ts";

/** Where root keeps what its unprivileged database user could not reach in the data directory. */
export const systemHome = "/var/lib/beredd";

export interface Place {
  /** PostgreSQL's own directory; it may not exist yet, its parent does. */
  readonly cluster: string;
  readonly account: Account | null;
  /** Where binaries are copied to when they cannot be run from node_modules. */
  readonly spare: string;
}

const inside = "postgres";
const pointer = "postgres.location";

function ownerOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.uid;
}

async function readPointer(dataDir: string): Promise<string | null> {
  const file = path.join(dataDir, pointer);
  if (!existsSync(file)) return null;
  const cluster = path.join((await readFile(file, "utf8")).trim(), inside);
  if (!existsSync(path.join(cluster, "PG_VERSION"))) {
    throw new EmbeddedFault("embedded.lost", { pointer: file, path: cluster });
  }
  return cluster;
}

async function makeDataDir(dataDir: string): Promise<string> {
  try {
    // Root's database user must pass through; what is secret in here has its own closed directory.
    await mkdir(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return await realpath(dataDir);
  } catch (error) {
    throw new EmbeddedFault("embedded.not-writable", { path: dataDir, reason: reasonOf(error) });
  }
}

/** The directory that holds a pointed-to database; its random name keeps it from a later one. */
async function makeElsewhere(account: Account): Promise<string> {
  const home = path.join(systemHome, randomBytes(6).toString("hex"));
  await mkdir(systemHome, { recursive: true, mode: 0o755 });
  await mkdir(home, { mode: 0o700 });
  await chown(home, account.uid, account.gid);
  return home;
}

/** Remembers where a database lies that could not lie in the data directory. */
export async function writePointer(dataDir: string, cluster: string): Promise<void> {
  const real = await realpath(dataDir);
  if (path.dirname(cluster) === real) return;
  await writeFile(path.join(real, pointer), `${path.dirname(cluster)}\n`, { mode: 0o644 });
}

function existing(cluster: string, dataDir: string): Place {
  const owner = ownerOf(cluster);
  const account = chooseAccount(owner);
  const self = process.getuid?.();
  if (!account && self !== undefined && owner !== undefined && owner !== self) {
    throw new EmbeddedFault("embedded.foreign-data", { path: cluster, owner: `uid ${owner}` });
  }
  const blocked = blockedAt(path.dirname(cluster), account);
  if (account && blocked) {
    throw new EmbeddedFault("embedded.unreachable", { path: cluster, account: account.name, blocked });
  }
  return { cluster, account, spare: account ? systemHome : dataDir };
}

/** Decides where the database lies and who runs it. A database that exists stays where it is. */
export async function choosePlace(given: string): Promise<Place> {
  const dataDir = await makeDataDir(given);
  const cluster = path.join(dataDir, inside);
  if (existsSync(cluster)) return existing(cluster, dataDir);
  const pointed = await readPointer(dataDir);
  if (pointed) return existing(pointed, dataDir);
  const account = chooseAccount(undefined);
  if (!account) return { cluster, account, spare: dataDir };
  if (!blockedAt(dataDir, account)) return { cluster, account, spare: systemHome };
  return { cluster: path.join(await makeElsewhere(account), inside), account, spare: systemHome };
}
