import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { makeHealth } from "../src/http/health.ts";
import { makeServer } from "../src/http/server.ts";
import { registry } from "../src/house.ts";
import { systemClock } from "../src/platform/clock.ts";
import { openJobs } from "../src/platform/jobs/run.ts";
import { startFeed } from "../src/platform/journal/feed.ts";
import { startReactions } from "../src/platform/journal/reactions.ts";
import { loadSealKey } from "../src/platform/journal/seal.ts";
import { startSealer } from "../src/platform/journal/sealer.ts";
import { makeKeyring } from "../src/platform/keyring.ts";
import { makeLog } from "../src/platform/log.ts";
import type { Runtime } from "../src/platform/runtime.ts";
import type { Label } from "../src/shared/language.ts";
import { useDatabase, type TestDatabase } from "../test/database.ts";

/** Who sets the organisation up, where a test asks for one. */
export const administrator = {
  organisationName: "Exempelkommun",
  name: "Test Administratör",
  email: "admin@exempelkommun.example",
  password: "en lång mening duger",
};

export interface TestServer {
  readonly address: string;
  readonly runtime: Runtime;
}

interface ExampleSignIn {
  readonly email: string;
  readonly role: Label;
}

export interface ServerOptions {
  /** Leaves the installation as it is before anyone has set it up. */
  readonly empty?: boolean;
  /** Marks the organisation as the example one, which offers these sign-ins. */
  readonly examples?: readonly ExampleSignIn[];
}

interface Running extends TestServer {
  stop(): Promise<void>;
}

async function start(database: TestDatabase, examples: readonly ExampleSignIn[]): Promise<Running> {
  const log = makeLog("error");
  const keyDir = await mkdtemp(path.join(os.tmpdir(), "beredd-e2e-"));
  const jobs = await openJobs(database.connection, database.roles.serving, registry.jobs, log);
  const runtime: Runtime = {
    db: database.db,
    clock: systemClock,
    log,
    jobs,
    publicUrl: null,
    reach: { importFolders: [], allowedAddresses: [] },
    keyring: makeKeyring(randomBytes(32)),
  };
  const sealer = startSealer(database.sealing, await loadSealKey(keyDir), systemClock, log);
  const feed = startFeed(database.connection, log);
  const reactions = startReactions(runtime, registry.reactions, feed);
  await jobs.work(runtime);
  const ending = new AbortController();
  const server = await makeServer({
    runtime,
    registry,
    about: { publicUrl: null, exampleSignIns: [...examples], loopback: true },
    events: { feed, ending: ending.signal },
    health: makeHealth(runtime, {
      pool: database.pool,
      reactions,
      jobs,
      accepting: () => !ending.signal.aborted,
    }),
    webRoot: inject("webRoot"),
  });
  const address = await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    address,
    runtime,
    async stop() {
      ending.abort();
      server.server.closeAllConnections();
      await server.close();
      await reactions.stop();
      await feed.stop();
      await sealer.stop();
      await jobs.stop();
      await rm(keyDir, { recursive: true, force: true });
    },
  };
}

async function setUp(address: string): Promise<void> {
  const response = await fetch(`${address}/api/v1/setup`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(administrator),
  });
  if (!response.ok) throw new Error(`The set-up was refused: ${await response.text()}`);
}

/** The real server over a database of the file's own, with the built web client. */
export function useServer(options: ServerOptions = {}): TestServer {
  const database = useDatabase();
  let running: Running | undefined;
  const held = (): Running => {
    if (running === undefined) throw new Error("The server runs inside tests and hooks.");
    return running;
  };
  beforeAll(async () => {
    running = await start(database, options.examples ?? []);
    if (options.empty !== true) await setUp(running.address);
    if (options.examples !== undefined)
      await database.owner.query("update organisation set is_example = true");
  });
  afterAll(() => running?.stop());
  return {
    get address() {
      return held().address;
    },
    get runtime() {
      return held().runtime;
    },
  };
}
