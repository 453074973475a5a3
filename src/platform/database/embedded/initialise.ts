import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { asAccount } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { EmbeddedFault, reasonOf, systemCode } from "./fault.ts";
import type { Place } from "./place.ts";

export const superuser = "beredd";

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function run(file: string, args: readonly string[], place: Place): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...asAccount(place.account),
      cwd: "/",
      env: { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => (output += text));
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

/** "18.4" of the binaries; also the first proof that they run on this system at all. */
export async function binaryVersion(binaries: Binaries, place: Place): Promise<string> {
  try {
    const { code, output } = await run(binaries.postgres, ["--version"], place);
    const version = /\(PostgreSQL\) (\d+\.\d+)/.exec(output)?.[1];
    if (code === 0 && version) return version;
    throw new EmbeddedFault("embedded.not-runnable", { path: binaries.postgres, reason: output.trim() });
  } catch (error) {
    if (systemCode(error) === undefined || error instanceof EmbeddedFault) throw error;
    throw new EmbeddedFault("embedded.not-runnable", { path: binaries.postgres, reason: reasonOf(error) });
  }
}

function localeArguments(major: number): string[] {
  // The builtin provider came with 17; it sorts by code point and folds case by Unicode everywhere alike.
  return major >= 17
    ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    : ["--locale-provider=icu", "--icu-locale=und", "--locale=C"];
}

async function create(binaries: Binaries, place: Place, major: number): Promise<void> {
  const half = await mkdtemp(path.join(path.dirname(place.cluster), "postgres.half-"));
  try {
    if (place.account) await chown(half, place.account.uid, place.account.gid);
    const args = ["-D", half, "-U", superuser, "-A", "trust", "-E", "UTF8", "--data-checksums"];
    const { code, output } = await run(
      binaries.initdb,
      [...args, ...localeArguments(major), "--no-instructions"],
      place,
    );
    if (code !== 0) throw new Error(output.trim().split("\n").slice(-3).join(" "));
    await rename(half, place.cluster);
  } catch (error) {
    // Two processes may start on an empty directory at once; the second finds the first one's work.
    if (existsSync(path.join(place.cluster, "PG_VERSION"))) return;
    throw new EmbeddedFault("embedded.not-created", { path: place.cluster, reason: reasonOf(error) });
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

/** Creates the database where there is none, whole or not at all, and refuses another version's. */
export async function ensureCluster(binaries: Binaries, place: Place, version: string): Promise<void> {
  const expected = version.split(".")[0] ?? version;
  const marker = path.join(place.cluster, "PG_VERSION");
  if (!existsSync(marker)) await create(binaries, place, Number(expected));
  const found = (await readFile(marker, "utf8")).trim();
  if (found !== expected) {
    throw new EmbeddedFault("embedded.other-version", { path: place.cluster, found, expected });
  }
}
