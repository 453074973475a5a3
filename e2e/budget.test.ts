import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
}

const budgetBytes = 250_000;

/** The entry and all that it imports, and all that those import. */
function firstPage(manifest: Record<string, Chunk>): Set<string> {
  const files = new Set<string>();
  const take = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(take);
  };
  for (const [name, chunk] of Object.entries(manifest)) if (chunk.isEntry === true) take(name);
  return files;
}

test("the first page costs less than 250 kB of compressed script", () => {
  const root = inject("webRoot");
  const manifest: Record<string, Chunk> = JSON.parse(
    readFileSync(path.join(root, ".vite/manifest.json"), "utf8"),
  );
  const files = [...firstPage(manifest)].filter((file) => file.endsWith(".js"));
  expect(files.length).toBeGreaterThan(0);
  const bytes = files.map((file) => gzipSync(readFileSync(path.join(root, file))).byteLength);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(budgetBytes);
});

test("the page has no script or style of its own that a strict content security policy would refuse", () => {
  const page = readFileSync(path.join(inject("webRoot"), "index.html"), "utf8");
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/u);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/u);
});
