// npm run tables: the table types, generated from a freshly migrated database. With --check nothing
// is written, and a difference fails.
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile, chmod } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startEmbedded } from "../src/platform/database/embedded/index.ts";
import { migrate } from "../src/platform/database/migrate.ts";
import { makeLog } from "../src/platform/log.ts";

const root = path.join(import.meta.dirname, "..");
const file = path.join(root, "src", "platform", "database", "tables.ts");

/** What the driver's parsers give (pools.ts): texts for times, numbers for what fits in one. */
const types = { timestamptz: "string", timestamp: "string", int8: "number", numeric: "number" };

function run(program: string, args: string[]): void {
  const { status, stderr, stdout } = spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${path.basename(program)} failed: ${stderr}${stdout}`);
}

function generate(url: string, target: string): void {
  const args = ["--dialect", "postgres", "--url", url, "--out-file", target, "--default-schema", "public"];
  const mapping = [
    "--date-parser",
    "string",
    "--numeric-parser",
    "number",
    "--type-mapping",
    JSON.stringify(types),
  ];
  const only = ["--include-pattern", "public.*"];
  const modules = path.join(root, "node_modules");
  run(path.join(modules, "kysely-codegen", "dist", "cli", "bin.js"), [...args, ...mapping, ...only]);
  run(path.join(modules, "oxfmt", "bin", "oxfmt"), ["--config", path.join(root, ".oxfmtrc.json"), target]);
}

async function fresh(): Promise<string> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "beredd-tables-"));
  await chmod(scratch, 0o711);
  const server = await startEmbedded({
    dataDir: path.join(scratch, "data"),
    log: makeLog("error"),
    settings: { fsync: "off" },
  });
  try {
    await migrate(server.connection, makeLog("error"));
    const { host, port, user, database } = server.connection;
    const target = path.join(scratch, "tables.ts");
    generate(`postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`, target);
    return await readFile(target, "utf8");
  } finally {
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

const wanted = await fresh();
if (!process.argv.includes("--check")) {
  await writeFile(file, wanted);
} else if ((await readFile(file, "utf8").catch(() => "")) !== wanted) {
  console.log("src/platform/database/tables.ts does not fit the migrations: run npm run tables");
  process.exitCode = 1;
}
