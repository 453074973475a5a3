import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { makeLog } from "../log.ts";
import { migrate } from "./migrate.ts";

const log = makeLog("silent");
const old = ["/usr/lib/postgresql/15"].find((home) => existsSync(path.join(home, "bin", "postgres")));

test("PostgreSQL before 16 is refused in words", async (context) => {
  if (old === undefined) context.skip("no PostgreSQL 15 on this machine");
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "beredd-"));
  await chmod(dataDir, 0o711);
  const data = path.join(dataDir, "fifteen");
  const asPostgres = (command: string) =>
    spawnSync("su", ["postgres", "-s", "/bin/sh", "-c", command], { encoding: "utf8" });
  await chmod(dataDir, 0o777);
  asPostgres(`${old}/bin/initdb -D ${data} -A trust -U beredd`);
  asPostgres(
    `${old}/bin/pg_ctl -w -D ${data} -o "-c listen_addresses='' -k ${dataDir}" -l ${dataDir}/log start`,
  );
  try {
    const connection = { host: dataDir, port: 5432, user: "beredd", database: "postgres" };
    await expect(migrate(connection, log)).rejects.toThrow(/needs PostgreSQL 16 or later; this server is 15/);
  } finally {
    asPostgres(`${old}/bin/pg_ctl -D ${data} -m immediate stop`);
    await rm(dataDir, { recursive: true, force: true });
  }
});
