import { setTimeout as delay } from "node:timers/promises";
import { acquire, type Acquired, type Ground } from "./acquire.ts";
import { findBinaries } from "./binaries.ts";
import { reasonOf } from "./fault.ts";
import { halt } from "./halt.ts";
import { join, type Membership } from "./membership.ts";
import { binaryVersion, ensureCluster } from "./initialise.ts";
import { choosePlace, writePointer } from "./place.ts";
import type { EmbeddedOptions, EmbeddedServer } from "./types.ts";

export { EmbeddedFault } from "./fault.ts";
export { texts as embeddedTexts } from "./texts.ts";
export type { EmbeddedConnection, EmbeddedOptions, EmbeddedServer } from "./types.ts";

const longestBackOff = 5000;

async function prepare(options: EmbeddedOptions): Promise<{ ground: Ground; version: string }> {
  const place = await choosePlace(options.dataDir);
  const binaries = await findBinaries(options.binaries, place.account, place.spare);
  const version = await binaryVersion(binaries, place);
  await ensureCluster(binaries, place, version);
  await writePointer(options.dataDir, place.cluster);
  return { ground: { binaries, place, settings: options.settings ?? {}, log: options.log }, version };
}

/** Joins or starts; a server left behind by an older release of ours is exchanged for the present one. */
async function acquireCurrent(ground: Ground, version: string): Promise<Acquired> {
  const first = await acquire(ground);
  const { membership } = first;
  if (membership.serverVersion === version || !membership.alone || !(await membership.leave())) return first;
  ground.log.info({ from: membership.serverVersion, to: version }, "exchanging the database server");
  await halt(membership.postmaster);
  await membership.close();
  return acquire(ground);
}

/** Keeps the server running until told to stop: when it dies, it is started again with growing pauses. */
class Supervisor {
  readonly #ground: Ground;
  readonly #stopping = new AbortController();
  #held: Acquired;
  #watch: Promise<void>;
  #stopped: Promise<void> | null = null;

  constructor(ground: Ground, held: Acquired) {
    this.#ground = ground;
    this.#held = held;
    this.#watch = this.#keep();
  }

  async #keep(): Promise<void> {
    for (;;) {
      await this.#held.membership.lost;
      if (this.#stopping.signal.aborted) return;
      await this.#held.membership.close();
      await this.#regain();
      if (this.#stopping.signal.aborted) return;
    }
  }

  async #regain(): Promise<void> {
    const { log } = this.#ground;
    log.warn({}, "the database server is gone; starting it again");
    for (let pause = 100; !this.#stopping.signal.aborted; pause = Math.min(pause * 2, longestBackOff)) {
      try {
        this.#held = await acquire(this.#ground, this.#stopping.signal);
        log.info({ started: this.#held.started }, "the database server is back");
        return;
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        log.error(
          { reason: reasonOf(error), retryInMs: pause },
          "the database server could not be started again",
        );
      }
      await delay(pause, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#end();
    return this.#stopped;
  }

  async #end(): Promise<void> {
    const before = this.#held.membership;
    this.#stopping.abort();
    await this.#leave(before);
    await this.#watch;
    // Regained in the very moment of stopping: that one is ours to leave as well.
    if (this.#held.membership !== before) await this.#leave(this.#held.membership);
  }

  async #leave(membership: Membership): Promise<void> {
    const { log, place } = this.#ground;
    try {
      const last = await membership.leave();
      log.info({ last }, last ? "stopping the embedded database" : "others still use the embedded database");
      if (last) await halt(membership.postmaster);
    } catch (error) {
      // The session was cut, the server perhaps not: asked once more, over a new session.
      log.warn({ reason: reasonOf(error) }, "left the embedded database without its session");
      const again = await join(place.cluster);
      if (again && (await again.leave())) await halt(again.postmaster);
      await again?.close();
    } finally {
      await membership.close();
    }
  }
}

/**
 * Starts the organisation's own PostgreSQL in its data directory, or joins the one that runs
 * there. It listens on a unix socket only, which only the owner of the data can reach.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { ground, version } = await prepare(options);
  const held = await acquireCurrent(ground, version);
  const { membership, started } = held;
  const supervisor = new Supervisor(ground, held);
  const adopted = !started && membership.alone;
  const joined = !started && !membership.alone;
  options.log.info(
    { version: membership.serverVersion, directory: ground.place.cluster, started, adopted, joined },
    "the embedded database runs",
  );
  return {
    connection: membership.connection,
    adopted,
    joined,
    serverVersion: membership.serverVersion,
    stop: () => supervisor.stop(),
  };
}
