import { sql } from "kysely";
import { setTimeout as delay } from "node:timers/promises";
import { system } from "../actor.ts";
import { inTransaction, type Tx } from "../database/transaction.ts";
import type { Log } from "../log.ts";
import type { Runtime } from "../runtime.ts";
import { appendToJournal } from "./append.ts";
import type { Noted } from "./entry.ts";
import type { JournalFeed } from "./feed.ts";
import { readAfter, type JournalEntry } from "./read.ts";

/** Something that happens because of what the journal says: at least once, so it must bear being repeated. */
export interface Reaction {
  /** Stable: its position is kept under this name. */
  name: string;
  /** The kinds of entries it reacts to. */
  kinds: readonly string[];
  react(context: {
    tx: Tx;
    entry: JournalEntry;
    note: (noted: Noted) => void;
    now: string;
    log: Log;
  }): Promise<void>;
}

const BATCH = 200;

export interface ReactionRunner {
  stop(): Promise<void>;
  /** How far behind the last position each reaction is. */
  lag(): Promise<{ name: string; entries: number }[]>;
}

/** Every process runs the reactions; each batch is taken under a row lock, so one of them does it. */
export function startReactions(
  runtime: Runtime,
  reactions: readonly Reaction[],
  feed: JournalFeed,
): ReactionRunner {
  const ending = new AbortController();
  const loops = reactions.map((reaction) => follow(runtime, reaction, feed, ending.signal));
  return {
    async stop() {
      ending.abort();
      await Promise.all(loops);
    },
    async lag() {
      const { rows } = await sql<{ name: string; entries: number }>`
        select name, greatest((select coalesce(max(position), 0) from journal_position) - position, 0)::int8 as entries
        from journal_reader`.execute(runtime.db);
      return rows;
    },
  };
}

async function follow(
  runtime: Runtime,
  reaction: Reaction,
  feed: JournalFeed,
  signal: AbortSignal,
): Promise<void> {
  let wake = () => {};
  const leave = feed.onGrowth(() => wake());
  while (!signal.aborted) {
    const growth = new Promise<void>((resolve) => (wake = resolve));
    try {
      while (!signal.aborted && (await takeBatch(runtime, reaction)) === BATCH);
    } catch (error) {
      runtime.log.error({ reaction: reaction.name, err: error }, "a reaction failed; it is tried again");
      await delay(1_000, undefined, { signal }).catch(() => undefined);
      continue;
    }
    // Also without a signal from the feed: a listener that is being remade hears nothing.
    await Promise.race([growth, delay(5_000, undefined, { signal }).catch(() => undefined)]);
  }
  leave();
}

/** Handles the next entries and moves the position, all in one transaction. Returns how many entries were passed. */
export async function takeBatch(runtime: Runtime, reaction: Reaction): Promise<number> {
  return inTransaction(runtime.db, async (tx) => {
    const now = runtime.clock.now();
    await sql`insert into journal_reader (name, position, updated_at) values (${reaction.name}, 0, ${now})
      on conflict (name) do nothing`.execute(tx);
    const locked = await sql<{ position: number }>`
      select position from journal_reader where name = ${reaction.name} for update skip locked`.execute(tx);
    const position = locked.rows[0]?.position;
    if (position === undefined) return 0;
    const entries = await readAfter(tx, system, position, BATCH);
    const noted: Noted[] = [];
    for (const entry of entries) {
      if (reaction.kinds.includes(entry.kind))
        await reaction.react({ tx, entry, now, log: runtime.log, note: (item) => void noted.push(item) });
    }
    const last = entries.at(-1)?.position ?? null;
    if (last !== null) {
      await sql`update journal_reader set position = ${last}, updated_at = ${now} where name = ${reaction.name}`.execute(
        tx,
      );
    }
    await appendToJournal(tx, noted, {
      actor: system,
      verb: `reaction.${reaction.name}`,
      requestId: `reaction-${last ?? position}`,
      now,
    });
    return entries.length;
  });
}
