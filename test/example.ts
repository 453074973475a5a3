import { randomBytes, randomUUID } from "node:crypto";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { registry } from "../src/house.ts";
import { openJobs } from "../src/platform/jobs/run.ts";
import { makeKeyring } from "../src/platform/keyring.ts";
import { makeLog } from "../src/platform/log.ts";
import type { CallOptions, Runtime } from "../src/platform/runtime.ts";
import type { Instant } from "../src/shared/time.ts";
import { loadExample, type Loaded } from "../src/workflows/load-example.ts";
import { useDatabase, type TestDatabase } from "./database.ts";

export const exampleFolder = path.join(import.meta.dirname, "../examples/exempelkommun");

export interface TestExample {
  readonly runtime: Runtime;
  readonly database: TestDatabase;
  /** What the ordinary imports took and refused. */
  readonly loaded: Loaded;
  call(): CallOptions;
}

/** The example organisation, set up and imported as `beredd example` does it, as it stands on a day. */
export function useExample(now: Instant): TestExample {
  const database = useDatabase();
  let opened: { runtime: Runtime; loaded: Loaded; stop: () => Promise<void> } | undefined;
  const held = () => {
    if (opened === undefined) throw new Error("The example is there inside tests and hooks.");
    return opened;
  };
  beforeAll(async () => {
    const log = makeLog("error");
    const jobs = await openJobs(database.connection, database.roles.serving, registry.jobs, log);
    const runtime: Runtime = {
      db: database.db,
      clock: { now: () => now },
      log,
      jobs,
      publicUrl: null,
      reach: { importFolders: [], allowedAddresses: [] },
      keyring: makeKeyring(randomBytes(32)),
    };
    const { signal } = new AbortController();
    const loaded = await loadExample(runtime, exampleFolder, { requestId: randomUUID(), signal });
    opened = { runtime, loaded, stop: () => jobs.stop() };
  }, 120_000);
  afterAll(() => opened?.stop());
  return {
    database,
    call: () => ({ requestId: randomUUID() }),
    get runtime() {
      return held().runtime;
    },
    get loaded() {
      return held().loaded;
    },
  };
}
