import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { chown, mkdir, mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { systemCode } from "./fault.ts";
import type { Account } from "./types.ts";

export const port = 5432;

// sockaddr_un holds 107 bytes on Linux and 103 on macOS.
const longest = 100;

function fits(directory: string): boolean {
  return Buffer.byteLength(path.join(directory, `.s.PGSQL.${port}`)) < longest;
}

function isOurs(directory: string, account: Account | null): boolean {
  const found = lstatSync(directory);
  return (
    found.isDirectory() && found.uid === (account?.uid ?? process.getuid?.()) && (found.mode & 0o77) === 0
  );
}

/**
 * The socket lies in the database's own closed directory, unless its path would be too long for
 * the system: then in a private one under the temporary directory. Joiners need not know the
 * rule, `postmaster.pid` names the directory.
 */
export async function socketDirectory(cluster: string, account: Account | null): Promise<string> {
  if (fits(cluster)) return cluster;
  const name = `beredd-${createHash("sha256").update(cluster).digest("hex").slice(0, 12)}`;
  const root = fits(path.join(os.tmpdir(), `${name}-123456`)) ? os.tmpdir() : "/tmp";
  let directory = path.join(root, name);
  try {
    await mkdir(directory, { mode: 0o700 });
    if (account) await chown(directory, account.uid, account.gid);
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
    if (isOurs(directory, account)) return directory;
    // Somebody else took the name in a directory that all may write: take one that nobody can guess.
    directory = await mkdtemp(`${directory}-`);
    if (account) await chown(directory, account.uid, account.gid);
  }
  return directory;
}
