import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { access } from "./features/access/routes.ts";
import { breaches } from "./features/breaches/routes.ts";
import { catalogue } from "./features/catalogue/routes.ts";
import { deviations } from "./features/deviations/routes.ts";
import { imports } from "./features/imports/routes.ts";
import { incidents } from "./features/incidents/routes.ts";
import { organisation } from "./features/organisation/routes.ts";
import { reports } from "./features/reports/routes.ts";
import { search } from "./features/search/routes.ts";
import { situation } from "./features/situation/routes.ts";
import { statistics } from "./features/statistics/routes.ts";
import { release } from "./http/api-info.ts";
import type { Config } from "./platform/config.ts";
import { systemClock } from "./platform/clock.ts";
import { startEmbedded } from "./platform/database/embedded/index.ts";
import { migrate } from "./platform/database/migrate.ts";
import { openDatabase, type Connection, type Database } from "./platform/database/pools.ts";
import { openJobs, type JobRunner } from "./platform/jobs/run.ts";
import { flushJournal } from "./platform/journal/sealer.ts";
import { loadSealKey, type SealKey } from "./platform/journal/seal.ts";
import { housekeeping } from "./platform/housekeeping.ts";
import { loadKeyring } from "./platform/keyring.ts";
import type { Log } from "./platform/log.ts";
import { makeRegistry, type Registry } from "./platform/registry.ts";
import type { Runtime } from "./platform/runtime.ts";

/** Every feature of the product, in the order in which they may know each other. */
export const registry: Registry = makeRegistry([
  housekeeping,
  organisation,
  access(() => registry.features),
  catalogue,
  incidents,
  breaches,
  deviations,
  imports,
  statistics,
  situation,
  reports,
  search,
]);

/** The opened house: the database migrated, the features' verbs ready to be called. Nothing runs by itself yet. */
export interface House {
  runtime: Runtime;
  registry: Registry;
  database: Database;
  jobs: JobRunner;
  sealKey: SealKey;
  keyDir: string;
  /** Where the data lies, for people. */
  place: string;
  roles: { serving?: string; sealing?: string };
  close(): Promise<void>;
}

/** `restoring` opens what a restore has marked, for the restore itself. */
export async function openHouse(
  config: Config,
  log: Log,
  options: { restoring?: boolean } = {},
): Promise<House> {
  await mkdir(config.dataDir, { recursive: true });
  const ground = await findDatabase(config, log);
  try {
    const { roles } = await migrate(ground.migrating, log, options);
    const database = openDatabase(ground.serving, roles, config.poolSize, log);
    const keyDir = join(config.dataDir, "keys");
    const sealKey = await loadSealKey(keyDir);
    const jobs = await openJobs(ground.serving, roles.serving, registry.jobs, log);
    const runtime: Runtime = {
      db: database.db,
      clock: systemClock,
      log,
      jobs,
      publicUrl: config.publicUrl,
      reach: config.reach,
      ...(config.backups !== null && { backups: { ...config.backups, keyDir, release } }),
      keyring: await loadKeyring(keyDir),
    };
    return {
      runtime,
      registry,
      database,
      jobs,
      sealKey,
      keyDir,
      place: ground.place,
      roles,
      async close() {
        await jobs.stop();
        // What this process committed has its place and its seal before it leaves, also when nobody serves.
        await flushJournal(database.sealing, sealKey, systemClock).catch((error: unknown) =>
          log.warn(
            { reason: String(error) },
            "the journal's tail could not be sealed now; the next process does it",
          ),
        );
        await database.close();
        await ground.stop();
      },
    };
  } catch (error) {
    await ground.stop();
    throw error;
  }
}

export interface Ground {
  serving: Connection;
  migrating: Connection;
  place: string;
  stop(): Promise<void>;
}

/** The organisation's own PostgreSQL when it is named, ours in the data directory when not. */
export async function findDatabase(config: Config, log: Log): Promise<Ground> {
  if (config.databaseUrl !== null) {
    const url = new URL(config.databaseUrl);
    return {
      serving: { connectionString: config.databaseUrl },
      migrating: { connectionString: config.migrateUrl ?? config.databaseUrl },
      place: `PostgreSQL ${url.hostname}${url.pathname}`,
      stop: async () => undefined,
    };
  }
  const server = await startEmbedded({ dataDir: config.dataDir, log });
  const connection: Connection = { ...server.connection, database: server.connection.database ?? "beredd" };
  return { serving: connection, migrating: connection, place: config.dataDir, stop: () => server.stop() };
}
