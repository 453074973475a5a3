import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readTar, writeTar, type TarFile } from "./tar.ts";

async function* each(files: readonly TarFile[]): AsyncGenerator<TarFile> {
  yield* files;
}

async function archive(files: readonly TarFile[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of writeTar(each(files))) parts.push(part);
  return Buffer.concat(parts);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Buffer, piece: number): Promise<TarFile[]> {
  const files: TarFile[] = [];
  for await (const { name, bytes: content } of readTar(inPieces(bytes, piece)))
    files.push({ name, bytes: Buffer.from(content) });
  return files;
}

const file = fc.record({
  name: fc.stringMatching(/^[a-z0-9_./-]{1,90}$/),
  bytes: fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)),
});

test("every file comes back as it went in, in whatever pieces the archive is read", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { maxLength: 6 }),
      fc.integer({ min: 1, max: 5_000 }),
      async (files, piece) => {
        expect(await read(await archive(files), piece)).toEqual(files);
      },
    ),
    { numRuns: 100 },
  );
});

test("an archive that was cut short is refused", async () => {
  const whole = await archive([{ name: "a", bytes: Buffer.from("hej") }]);
  for (const length of [0, 100, 512, 600, 1_024])
    await expect(read(whole.subarray(0, length), 300)).rejects.toMatchObject({ code: "backup.damaged" });
});

test("the tar of every system reads it", async () => {
  const whole = await archive([
    { name: "backup.json", bytes: Buffer.from("{}") },
    { name: "tables/public.unit/000001.copy", bytes: Buffer.from("å\tä\n") },
  ]);
  const listed = spawnSync("tar", ["-tvf", "-"], { input: whole, encoding: "utf8" });
  expect(listed.status).toBe(0);
  expect(listed.stdout).toMatch(/-rw------- .* 2 .*backup\.json\n.* 6 .*tables\/public\.unit\/000001\.copy/);
  const content = spawnSync("tar", ["-xOf", "-", "tables/public.unit/000001.copy"], { input: whole });
  expect(content.stdout.toString()).toBe("å\tä\n");
});
