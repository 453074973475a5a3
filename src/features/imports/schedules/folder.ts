import { constants } from "node:fs";
import { open, readdir, realpath, type FileHandle } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { AppError } from "../../../shared/errors.ts";

/** A folder within one that is allowed, links followed on both sides. Throws `schedule.folder-refused`. */
export async function allowedFolder(place: string, allowed: readonly string[]): Promise<string> {
  const refused = new AppError("schedule.folder-refused");
  if (!isAbsolute(place) || place.split(/[\\/]/).includes("..")) throw refused;
  const real = await realpath(place).catch(() => null);
  if (real === null) throw refused;
  for (const base of allowed) {
    const root = await realpath(base).catch(() => null);
    if (root !== null && isWithin(root, real)) return real;
  }
  throw refused;
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/**
 * `*` stands for anything, `?` for one character; everything else for itself, whatever its case. Two marks over both
 * texts: a pattern of many stars costs at most their lengths multiplied, where a regular expression has no bound.
 */
export function fits(pattern: string, name: string): boolean {
  const [wanted, given] = [Array.from(pattern.toLowerCase()), Array.from(name.toLowerCase())];
  let [at, on] = [0, 0];
  let star: { at: number; on: number } | null = null;
  while (on < given.length) {
    if (wanted[at] === "*") {
      star = { at, on };
      at += 1;
    } else if (wanted[at] === "?" || wanted[at] === given[on]) {
      at += 1;
      on += 1;
    } else if (star !== null) {
      // The last star takes one character more; the ones before it need not be tried again.
      star.on += 1;
      at = star.at + 1;
      on = star.on;
    } else return false;
  }
  return wanted.slice(at).every((rest) => rest === "*");
}

export interface FoundFile {
  name: string;
  handle: FileHandle;
}

/** The newest file that fits, opened. A link is never followed: it could lead out of the folder. */
export async function newestFile(folder: string, pattern: string): Promise<FoundFile> {
  const entries = await readdir(folder, { withFileTypes: true });
  let newest: (FoundFile & { changed: bigint }) | null = null;
  for (const entry of entries) {
    if (!entry.isFile() || !fits(pattern, entry.name)) continue;
    const handle = await open(join(folder, entry.name), constants.O_RDONLY | constants.O_NOFOLLOW);
    const { mtimeNs: changed } = await handle.stat({ bigint: true });
    const newer =
      newest === null || changed > newest.changed || (changed === newest.changed && entry.name > newest.name);
    const passed = newer ? newest?.handle : handle;
    if (newer) newest = { name: entry.name, handle, changed };
    await passed?.close();
  }
  if (newest === null) throw new AppError("schedule.no-file", { params: { pattern } });
  return newest;
}
