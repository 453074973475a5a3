import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeLargeXlsx } from "./test/large-xlsx.ts";
import { plainProfile } from "./test/plain-profile.ts";

const program = join(import.meta.dirname, "../../../test/programs/measured.ts");
const folder = mkdtempSync(join(tmpdir(), "beredd-large-xlsx-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 }));

const MiB = 2 ** 20;
/** The whole command over a workbook of so many rows: what it says, and how much memory it took at most. */
async function importOf(rows: number) {
  const path = join(folder, `${rows}.xlsx`);
  const unpacked = await writeLargeXlsx(path, rows);
  const measured = join(folder, "memory");
  const named = join(folder, "large.json");
  writeFileSync(named, JSON.stringify(plainProfile()));
  const data = join(folder, "data");
  const args = ["import", path, "--profile", named, "--source", `rows-${rows}`, "--data", data, "--json"];
  const out = execFileSync(process.execPath, [program, measured, ...args], { encoding: "utf8" });
  rmSync(path);
  return { unpacked, outcome: JSON.parse(out), memory: Number(readFileSync(measured, "utf8")) };
}

test("a workbook of 300 MB goes in through the ordinary import in the memory that a tenth of it takes", async () => {
  execFileSync(process.execPath, [
    program,
    join(folder, "memory"),
    "example",
    "--data",
    join(folder, "data"),
  ]);
  const tenth = await importOf(4_000);
  const whole = await importOf(40_000);
  expect(whole.unpacked).toBeGreaterThan(300 * MiB);
  expect(whole.outcome).toMatchObject({
    state: "done",
    rowsRead: 40_000,
    rowsTaken: 40_000,
    rowsRejected: 0,
  });
  const said = [tenth, whole].map(
    ({ unpacked, memory }) => `${Math.round(unpacked / MiB)} MiB unpacked: ${Math.round(memory / MiB)} MiB`,
  );
  process.stderr.write(`memory of an import of XLSX, at most: ${said.join("; ")}\n`);
  expect(whole.memory).toBeLessThan(512 * MiB);
  expect(whole.memory - tenth.memory).toBeLessThan(128 * MiB);
}, 600_000);
