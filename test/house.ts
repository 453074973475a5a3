import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { actorOf } from "../src/features/access/index.ts";
import { insertGrants } from "../src/features/access/index.ts";
import type { ShippedRole } from "../src/features/access/roles/bundles.ts";
import { insertUnit } from "../src/features/organisation/index.ts";
import { registry } from "../src/house.ts";
import { system, type Actor } from "../src/platform/actor.ts";
import { inTransaction } from "../src/platform/database/transaction.ts";
import { openJobs, type JobRunner } from "../src/platform/jobs/run.ts";
import { readTimeline, type JournalEntry } from "../src/platform/journal/read.ts";
import { makeKeyring } from "../src/platform/keyring.ts";
import { makeLog } from "../src/platform/log.ts";
import type { CallOptions, Runtime } from "../src/platform/runtime.ts";
import { newId } from "../src/shared/ids.ts";
import type { Instant } from "../src/shared/time.ts";
import { useDatabase, type TestDatabase } from "./database.ts";

/** A clock that stands still until the test moves it. */
export interface TestClock {
  now(): Instant;
  set(now: Instant): void;
}

/** The opened house over a database of the test file's own, with an organisation of three units in it. */
export interface TestHouse extends Pick<
  TestDatabase,
  "database" | "db" | "owner" | "pool" | "sealing" | "roles"
> {
  runtime: Runtime;
  clock: TestClock;
  jobs: JobRunner;
  /** The topmost unit, and two strangers under it. */
  units: { root: string; north: string; south: string };
  /** A new person with a role over a unit, as an actor; the topmost unit where none is named. */
  actor(role: ShippedRole, unitId?: string): Promise<Actor>;
  /** Call options with a fresh request id. */
  call(idempotencyKey?: string): CallOptions;
  /** Every entry about a subject, whoever may see it. */
  journalOf(subjectId: string): Promise<JournalEntry[]>;
}

const START = "2023-04-12T12:00:00Z";

export function useHouse(): TestHouse {
  const database = useDatabase();
  let now: Instant = START;
  const clock: TestClock = { now: () => now, set: (next) => void (now = next) };
  let opened: { runtime: Runtime; jobs: JobRunner; units: TestHouse["units"] } | null = null;
  const held = () => {
    if (opened === null)
      throw new Error("The house is open inside tests and hooks, not while tests are collected.");
    return opened;
  };

  beforeAll(async () => {
    const log = makeLog("error");
    const jobs = await openJobs(database.connection, database.roles.serving, registry.jobs, log);
    const runtime: Runtime = {
      db: database.db,
      clock,
      log,
      jobs,
      publicUrl: null,
      reach: { importFolders: [], allowedAddresses: [] },
      keyring: makeKeyring(randomBytes(32)),
    };
    const units = await inTransaction(database.db, async (tx) => {
      await tx.insertInto("organisation").values({ name: "Testkommun", created_at: START }).execute();
      const add = (parentId: string | null, name: string, kind: string) =>
        insertUnit(tx, { parentId, name, kind, code: null, peopleCount: null }, START);
      const root = await add(null, "Testkommun", "organisation");
      return {
        root,
        north: await add(root, "Norra förvaltningen", "administration"),
        south: await add(root, "Södra förvaltningen", "administration"),
      };
    });
    opened = { runtime, jobs, units };
  });
  afterAll(async () => {
    await opened?.jobs.stop();
  });

  return {
    get database() {
      return database.database;
    },
    get db() {
      return database.db;
    },
    get owner() {
      return database.owner;
    },
    get pool() {
      return database.pool;
    },
    get sealing() {
      return database.sealing;
    },
    get roles() {
      return database.roles;
    },
    get runtime() {
      return held().runtime;
    },
    get jobs() {
      return held().jobs;
    },
    get units() {
      return held().units;
    },
    clock,
    call: (idempotencyKey) => ({ requestId: randomUUID(), idempotencyKey }),
    journalOf: (subjectId) => readTimeline(database.db, system, subjectId),
    async actor(role, unitId) {
      const personId = newId();
      await inTransaction(database.db, async (tx) => {
        await tx
          .insertInto("person")
          .values({ id: personId, email: `${personId}@test.example`, name: role, updated_at: START })
          .execute();
        await insertGrants(tx, personId, [{ role, unitId: unitId ?? held().units.root }], START);
      });
      return actorOf(database.db, personId);
    },
  };
}
