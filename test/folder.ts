import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";

/** A folder of the test file's own, taken away afterwards. */
export function useFolder(): { readonly path: string } {
  let made: string | null = null;
  beforeAll(async () => {
    made = await mkdtemp(path.join(os.tmpdir(), "beredd-"));
    // A database of root's runs as somebody else, who must pass through.
    await chmod(made, 0o711);
  });
  afterAll(async () => {
    if (made !== null) await rm(made, { recursive: true, force: true });
  });
  return {
    get path() {
      if (made === null) throw new Error("The folder is there inside tests and hooks.");
      return made;
    },
  };
}
