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

/** `*` stands for anything, `?` for one character; everything else for itself. */
export function fits(pattern: string, name: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "isu").test(name);
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
