import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type pg from "pg";
import { newestBackupAge } from "../platform/backup/scheduled.ts";
import type { ReactionRunner } from "../platform/journal/reactions.ts";
import type { JobRunner } from "../platform/jobs/run.ts";
import { breakGlassCounts } from "../features/access/index.ts";
import type { Runtime } from "../platform/runtime.ts";

const PATIENCE = 3_000;

export interface HealthProbe {
  /** Whether the process takes new work; false while it drains. */
  accepting(): boolean;
  observeRequest(method: string, route: string, status: number, milliseconds: number): void;
  /** Counts a request that a guard refused, by its reason. */
  refused(reason: string): void;
  metrics: Registry;
  refresh(): Promise<void>;
}

function makeGauges(metrics: Registry) {
  const registers = [metrics];
  return {
    requests: new Histogram({
      name: "beredd_http_request_seconds",
      help: "Time to answer, by route",
      registers,
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    }),
    refused: new Counter({
      name: "beredd_http_refused_total",
      help: "Requests that a guard refused before anything was done, by its reason",
      registers,
      labelNames: ["reason"],
    }),
    pool: new Gauge({
      name: "beredd_database_connections",
      help: "Connections of the serving pool",
      registers,
      labelNames: ["state"],
    }),
    lag: new Gauge({
      name: "beredd_reaction_lag_entries",
      help: "Journal entries that a reaction has yet to pass",
      registers,
      labelNames: ["reaction"],
    }),
    pending: new Gauge({
      name: "beredd_journal_pending_entries",
      help: "Committed entries without a place in the order",
      registers,
    }),
    sealAge: new Gauge({
      name: "beredd_journal_unsealed_seconds",
      help: "Age of the oldest entry that no seal covers",
      registers,
    }),
    strays: new Gauge({
      name: "beredd_journal_default_partition_entries",
      help: "Journal entries outside every month's partition: months were not made ahead, or a clock is wrong",
      registers,
    }),
    breakGlass: new Gauge({
      name: "beredd_break_glass_uses",
      help: "Sealed codes that were used to sign in, and of these what nobody has reviewed",
      registers,
      labelNames: ["state"],
    }),
    jobs: new Gauge({
      name: "beredd_jobs",
      help: "Jobs by queue and state",
      registers,
      labelNames: ["queue", "state"],
    }),
  };
}

function makeBackupAge(metrics: Registry) {
  return new Gauge({
    name: "beredd_backup_age_seconds",
    help: "Age of the newest backup by the clock; absent where none is configured or there",
    registers: [metrics],
    labelNames: ["place"],
  });
}

/** What /metrics tells: requests, reaction lag, seal age, pool, jobs. No personal data, no addresses. */
export function makeHealth(
  runtime: Runtime,
  parts: { pool: pg.Pool; reactions: ReactionRunner; jobs: JobRunner; accepting: () => boolean },
): HealthProbe {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const { requests, refused, pool, lag, pending, sealAge, strays, breakGlass, jobs } = makeGauges(metrics);
  const backupAge = makeBackupAge(metrics);
  return {
    accepting: parts.accepting,
    metrics,
    observeRequest: (method, route, status, milliseconds) =>
      requests.observe({ method, route, status: String(status) }, milliseconds / 1000),
    refused: (reason) => refused.inc({ reason }),
    async refresh() {
      pool.set({ state: "total" }, parts.pool.totalCount);
      pool.set({ state: "idle" }, parts.pool.idleCount);
      pool.set({ state: "waiting" }, parts.pool.waitingCount);
      for (const { name, entries } of await parts.reactions.lag()) lag.set({ reaction: name }, entries);
      const age = await journalAge(runtime);
      pending.set(age.pending);
      sealAge.set(age.seconds);
      strays.set(age.strays);
      const { used, unreviewed } = await breakGlassCounts(runtime.db);
      breakGlass.set({ state: "all" }, used);
      breakGlass.set({ state: "unreviewed" }, unreviewed);
      backupAge.reset();
      const backup = await newestBackupAge(runtime);
      if (backup !== null) backupAge.set({ place: "folder" }, backup);
      // A queue that is empty now would else keep its last count.
      jobs.reset();
      for (const count of await parts.jobs.counts(runtime)) {
        for (const state of ["queued", "active", "failed"] as const)
          jobs.set({ queue: count.name, state }, count[state]);
      }
    },
  };
}

interface JournalAge {
  pending: number;
  strays: number;
  seconds: number;
}

async function journalAge(runtime: Runtime): Promise<JournalAge> {
  const { rows } = await sql<{ pending: number; strays: number; oldest: string | null }>`
    select (select count(*)::int from journal_pending) as pending,
      (select count(*)::int from journal_default) as strays,
      (select min(at) from (
        select min(p.placed_at) as at from journal_position p
          where p.position > (select coalesce(max(last_position), 0) from journal_seal)
        union all
        select min(j.recorded_at) from journal_pending q join journal j on j.id = q.entry_id
      ) as unsealed) as oldest`.execute(runtime.db);
  const row = rows[0];
  const oldest = row?.oldest ?? null;
  const seconds =
    oldest === null ? 0 : Math.max(0, (Date.parse(runtime.clock.now()) - Date.parse(oldest)) / 1000);
  return { pending: row?.pending ?? 0, strays: row?.strays ?? 0, seconds };
}

export function mountHealth(server: FastifyInstance, runtime: Runtime, health: HealthProbe): void {
  server.get("/health/live", async () => ({ status: "live" }));
  server.get("/health/ready", async (_request, reply) => {
    // A database that neither answers nor refuses must not keep the one who asks waiting.
    const database = await Promise.race([
      sql`select 1`.execute(runtime.db).then(
        () => true,
        () => false,
      ),
      delay(PATIENCE, false, { ref: false }),
    ]);
    const ready = database && health.accepting();
    return reply.code(ready ? 200 : 503).send({ status: ready ? "ready" : "not-ready", database });
  });
  server.get("/metrics", async (_request, reply) => {
    await health
      .refresh()
      .catch((error: unknown) =>
        runtime.log.warn({ reason: String(error) }, "metrics could not be refreshed"),
      );
    return reply.type(health.metrics.contentType).send(await health.metrics.metrics());
  });
}
