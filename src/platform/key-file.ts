import { randomUUID } from "node:crypto";
import { link, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a file that must never be seen half, unless one of that name is there already: of two processes that start
 * at once the first one's stays. Killed at any moment there is the whole file or none, also after a loss of power.
 */
export async function writeOnce(path: string, content: string | Uint8Array): Promise<void> {
  await throughPart(path, content, async (part) => {
    await link(part, path).catch((late: NodeJS.ErrnoException) => {
      if (late.code !== "EEXIST") throw late;
    });
  });
}

/** The same, in the place of what stands there. */
export async function writeOver(path: string, content: string | Uint8Array): Promise<void> {
  await throughPart(path, content, (part) => rename(part, path));
}

async function throughPart(path: string, content: string | Uint8Array, put: (part: string) => Promise<void>) {
  const part = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(part, content, { mode: 0o600, flag: "wx", flush: true });
    await put(part);
  } finally {
    await rm(part, { force: true });
  }
  await flushFolder(dirname(path));
}

/** A name is as durable as the folder that holds it. Windows cannot flush a folder, and need not. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
