import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Connection } from "../database/pools.ts";
import type { Log } from "../log.ts";

/** Tells those who listen that the order has grown; they read from their own position. */
export interface JournalFeed {
  /** Called after each batch that got its place, and after every reconnection. Returns how to leave. */
  onGrowth(listener: () => void): () => void;
  stop(): Promise<void>;
}

/** One connection a process that listens; it is made anew when lost, and listeners then look for what they missed. */
export function startFeed(connection: Connection, log: Log): JournalFeed {
  const listeners = new Set<() => void>();
  const ending = new AbortController();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const running = listen(connection, log, ending.signal, tell);
  return {
    onGrowth(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

async function listen(
  connection: Connection,
  log: Log,
  signal: AbortSignal,
  tell: () => void,
): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({ ...connection, keepAlive: true, application_name: "beredd-feed" });
    // Also an error between two steps is heard: without a listener it would end the process.
    client.on("error", () => undefined);
    try {
      await client.connect();
      client.on("notification", tell);
      await client.query("listen journal");
      tell();
      await lost(client, signal);
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        "the journal's feed was lost; it is tried again",
      );
    } finally {
      await client.end().catch(() => undefined);
    }
    if (!signal.aborted) await delay(500, undefined, { signal }).catch(() => undefined);
  }
}

function lost(client: pg.Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    client.once("error", () => resolve());
    client.once("end", () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
