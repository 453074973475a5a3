import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";

const root = join(import.meta.dirname, "../../../..");
const folder = mkdtempSync(join(tmpdir(), "beredd-killed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 }));

const data = join(folder, "data");
const rows = 60_000;

function beredd(...args: string[]) {
  const child = spawn(process.execPath, [join(root, "src/main.ts"), ...args, "--data", data, "--json"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let said = "";
  child.stdout.on("data", (part) => (out += String(part)));
  child.stderr.on("data", (part) => (said += String(part)));
  const ended = new Promise<{ code: number | null; out: string; said: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out, said })),
  );
  return { child, ended };
}

const outcome = z.looseObject({
  rowsRead: z.number(),
  rowsTaken: z.number(),
  rowsUnchanged: z.number(),
  rowsRejected: z.number(),
});

test("an import killed again and again goes on by the same command: nothing lost, nothing twice, the journal whole", async () => {
  const file = join(folder, "log.csv");
  const lines = Array.from({ length: rows }, (_, i) => `K${i};Avbrott ${i};2022-03-01 08:00`);
  writeFileSync(file, `Nummer;Rubrik;Anmäld\n${lines.join("\n")}\n`);
  expect(await beredd("example").ended).toMatchObject({ code: 0 });
  const command = ["import", file, "--profile", "swedish-excel", "--source", "killed"];
  for (const after of [2_500, 4_000, 6_000]) {
    const { child, ended } = beredd(...command);
    await Promise.race([delay(after), ended]);
    child.kill("SIGKILL");
    await ended;
  }
  const last = await beredd(...command).ended;
  expect(last).toMatchObject({ code: 0 });
  const counts = outcome.parse(JSON.parse(last.out));
  expect(counts.rowsRead).toBe(rows);
  expect(counts.rowsTaken + counts.rowsUnchanged).toBe(rows);
  const again = outcome.parse(JSON.parse((await beredd(...command).ended).out));
  expect(again).toMatchObject({ rowsUnchanged: rows, recordsAdded: 0, recordsUnchanged: rows });
  const verified = JSON.parse((await beredd("verify").ended).out);
  expect(verified).toMatchObject({ intact: true });
}, 600_000);
