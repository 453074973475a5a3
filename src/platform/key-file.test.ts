import { chmod, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeOnce, writeOver } from "./key-file.ts";

const folder = await mkdtemp(path.join(os.tmpdir(), "beredd-keys-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

test("of twenty that write at once one is kept, whole, whoever looks and whenever", async () => {
  const file = path.join(folder, "once.key");
  const long = (n: number) => `${String(n).repeat(100_000)}\n`;
  const contents = Array.from({ length: 20 }, (_, n) => long(n));
  const seen = new Set<string>();
  const writing = new AbortController();
  const looking = (async () => {
    while (!writing.signal.aborted) seen.add(await readFile(file, "utf8").catch(() => ""));
  })();
  await Promise.all(contents.map((content) => writeOnce(file, content)));
  writing.abort();
  await looking;
  const kept = await readFile(file, "utf8");
  expect(contents).toContain(kept);
  seen.delete("");
  expect([...seen].every((content) => content === kept)).toBe(true);
});

test("what is there is kept by the one and replaced by the other; its owner alone reads it; nothing else is left", async () => {
  const file = path.join(folder, "kept.key");
  await writeOnce(file, "first");
  await writeOnce(file, "second");
  expect(await readFile(file, "utf8")).toBe("first");
  await chmod(file, 0o644);
  await writeOver(file, "third");
  expect(await readFile(file, "utf8")).toBe("third");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});
