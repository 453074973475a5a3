import { reachOf, type Actor } from "../../platform/actor.ts";
import type { Db } from "../../platform/database/transaction.ts";
import { lastPosition } from "../../platform/journal/read.ts";

/** Answers kept a process; a page of figures is a few kilobytes. */
const KEPT = 300;

interface Kept<T> {
  position: number;
  answer: Promise<T>;
}

const permissions = ["incident:read", "planned-outage:read", "breach:read", "deviation:read"] as const;

/** What of the actor decides what a figure counts. Two who see the same share an answer. */
export function sightOf(actor: Actor): string {
  const reaches = permissions.map((permission) => {
    const reach = reachOf(actor, permission);
    return reach === "all" ? "all" : [...reach].toSorted();
  });
  return JSON.stringify(reaches);
}

/**
 * An answer computed when the journal stood at a position holds until the journal moves: whatever commits later gets
 * a later position. `key` must say all that the answer depends on, the actor's sight included.
 */
export function keepUntilJournalMoves<T>(): (db: Db, key: string, compute: () => Promise<T>) => Promise<T> {
  // Each database has its own drawer: tests and tools open several in one process.
  const drawers = new WeakMap<Db, Map<string, Kept<T>>>();
  return async (db, key, compute) => {
    const drawer = drawers.get(db) ?? new Map<string, Kept<T>>();
    drawers.set(db, drawer);
    // Read before computing: a write that commits meanwhile makes the answer old, never new.
    const position = await lastPosition(db);
    const before = drawer.get(key);
    drawer.delete(key);
    const kept = before?.position === position ? before : { position, answer: compute() };
    drawer.set(key, kept);
    kept.answer.catch(() => drawer.delete(key));
    const [oldest] = drawer.keys();
    if (drawer.size > KEPT && oldest !== undefined) drawer.delete(oldest);
    return kept.answer;
  };
}
