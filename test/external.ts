import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { startEmbedded } from "../src/platform/database/embedded/index.ts";
import { makeLog } from "../src/platform/log.ts";
import { onSession } from "./connections.ts";

export interface External {
  /** As an operator would write it in DATABASE_URL: TCP, a user, a password. */
  readonly url: string;
  stop(): Promise<void>;
}

/** One of the test's own, which can be stopped in order and started again on the same address. */
export interface OwnExternal extends External {
  halt(): Promise<void>;
  start(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/**
 * A server reached as an external one is: over TCP with a password. The one that the environment
 * names, or a second instance made for the test, which lets nobody in without the password.
 */
export async function startExternal(): Promise<External> {
  const given = process.env["BEREDD_TEST_DATABASE_URL"];
  return given ? { url: given, stop: async () => undefined } : startOwnExternal();
}

export async function startOwnExternal(): Promise<OwnExternal> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "beredd-external-"));
  // The database user of root must reach it.
  await chmod(scratch, 0o711);
  const hba = path.join(scratch, "pg_hba.conf");
  await writeFile(hba, "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n", { mode: 0o644 });
  const port = String(await freePort());
  const launch = () =>
    startEmbedded({
      dataDir: path.join(scratch, "data"),
      log: makeLog("error"),
      settings: { fsync: "off", listen_addresses: "127.0.0.1", port, hba_file: hba },
    });
  let server = await launch();
  const password = "not-a-secret-åäö";
  await onSession(server.connection, (client) =>
    client.query(`create role operator login createdb createrole password '${password}'`),
  );
  await onSession(server.connection, (client) => client.query("create database operator owner operator"));
  return {
    url: `postgres://operator:${encodeURIComponent(password)}@127.0.0.1:${port}/operator`,
    halt: () => server.stop(),
    async start() {
      server = await launch();
    },
    async stop() {
      await server.stop();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
