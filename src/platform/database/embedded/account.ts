import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { EmbeddedFault } from "./fault.ts";
import type { Account } from "./types.ts";

// A user made for the purpose first; "nobody" is shared with others and therefore last.
const candidates = ["beredd", "postgres", "nobody"];

function systemAccounts(): Account[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .flatMap((line) => {
      const [name, , uid, gid] = line.split(":");
      return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
    });
}

/**
 * PostgreSQL refuses to run as root. An existing database keeps its owner, because the server
 * insists on owning its directory; a new one gets the first of our candidates.
 */
export function chooseAccount(owner: number | undefined): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = systemAccounts();
  if (owner !== undefined && owner !== 0) {
    return (
      accounts.find((account) => account.uid === owner) ?? { uid: owner, gid: owner, name: String(owner) }
    );
  }
  for (const name of candidates) {
    const found = accounts.find((account) => account.name === name && account.uid !== 0);
    if (found) return found;
  }
  throw new EmbeddedFault("embedded.no-account", {});
}

/** Spawn options that drop to the account; Node clears supplementary groups with them. */
export function asAccount(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

const execute = 0o1;
const read = 0o4;

function allows(file: string, account: Account, bit: number): boolean {
  const { uid, gid, mode } = statSync(file);
  if (uid === account.uid) return ((mode >> 6) & bit) === bit;
  if (gid === account.gid) return ((mode >> 3) & bit) === bit;
  return (mode & bit) === bit;
}

/** The first directory on the way to `target` that the account may not pass, or null. */
export function blockedAt(target: string, account: Account | null): string | null {
  if (!account) return null;
  const ways: string[] = [];
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    ways.unshift(at);
    if (at === path.dirname(at)) break;
  }
  return ways.find((way) => !allows(way, account, execute)) ?? null;
}

/** Whether the account may read and run the file. */
export function mayRun(file: string, account: Account | null): boolean {
  if (!account) return true;
  return blockedAt(path.dirname(file), account) === null && allows(file, account, read | execute);
}
