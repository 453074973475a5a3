import { setTimeout as delay } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { EmbeddedFault } from "./fault.ts";
import { launch, mayPass, type Exit } from "./launch.ts";
import { join, type Membership } from "./membership.ts";
import type { Place } from "./place.ts";
import { findPostmaster } from "./postmaster.ts";
import type { EmbeddedLog } from "./types.ts";

export interface Acquired {
  readonly membership: Membership;
  /** We started the server ourselves, just now. */
  readonly started: boolean;
}

export interface Ground {
  readonly binaries: Binaries;
  readonly place: Place;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: EmbeddedLog;
}

// A server killed a moment ago may take some seconds to be rid of its children.
const patienceForStart = 15_000;
// Recovery after a crash replays up to max_wal_size; that is minutes on a slow disk, not hours.
const patienceForRecovery = 10 * 60_000;
const pause = 25;

function fault(ground: Ground, reason: string): EmbeddedFault {
  return new EmbeddedFault("embedded.not-started", { path: ground.place.cluster, reason });
}

/** Waits for a server that exists to let us in, however long its recovery takes. */
async function letIn(ground: Ground, exit: Promise<Exit> | null): Promise<Membership | Exit | null> {
  const begun = performance.now();
  let ended: Exit | null = null;
  void exit?.then((value) => (ended = value));
  let said = begun;
  for (;;) {
    const membership = await join(ground.place.cluster);
    if (membership) return membership;
    if (ended) return ended;
    if (!exit && !findPostmaster(ground.place.cluster)) return null;
    const now = performance.now();
    if (now - begun > patienceForRecovery) throw fault(ground, "it does not answer");
    if (now - said > 5000) {
      said = now;
      ground.log.info({ seconds: Math.round((now - begun) / 1000) }, "waiting for the database to recover");
    }
    await delay(pause);
  }
}

function refuseHopeless(ground: Ground, exit: Exit, begun: number): void {
  if (mayPass(exit) && performance.now() - begun < patienceForStart) return;
  throw fault(ground, exit.reason || `exit ${exit.code ?? exit.signal}`);
}

/** Joins the server of the directory, or starts it; races between starters are settled by trying again. */
export async function acquire(ground: Ground, signal?: AbortSignal): Promise<Acquired> {
  const begun = performance.now();
  for (;;) {
    signal?.throwIfAborted();
    const running = findPostmaster(ground.place.cluster);
    const child = running ? null : await launch(ground.binaries, ground.place, ground.settings);
    const outcome = await letIn(ground, child?.exit ?? null);
    if (outcome && "connection" in outcome) {
      // Another starter may have been first: then its server let us in, and our child gives up.
      return { membership: outcome, started: child?.pid === outcome.postmaster.pid };
    }
    if (outcome) refuseHopeless(ground, outcome, begun);
    await delay(pause);
  }
}
