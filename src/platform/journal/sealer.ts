import { setTimeout as delay } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { hashEntry } from "./entry.ts";
import { entryColumns, readEntryRow, type EntryRow } from "./rows.ts";
import { GENESIS, hashSeal, merkleRoot, type SealKey } from "./seal.ts";

/** Any number, as long as nothing else uses it: "seal" in ASCII. */
const LOCK = 0x7365616c;
const PLACE_EVERY = 25;
const PLACE_AT_MOST = 5_000;
const SEAL_EVERY = 1_000;
const SEAL_AT_MOST = 4_096;

export interface Sealer {
  stop(): Promise<void>;
  /** Places and seals all that is committed now. For commands that end, and for tests. */
  flush(): Promise<void>;
}

/**
 * The one leader that gives committed entries their place. Every process runs this; the one that holds the lock
 * works, the others wait to take over. Two timers: a place every 25 ms, a seal every second.
 */
export function startSealer(pool: Pool, key: SealKey, clock: Clock, log: Log): Sealer {
  const ending = new AbortController();
  const running = lead(pool, key, clock, log, ending.signal);
  return {
    async stop() {
      ending.abort();
      await running;
    },
    flush: () => flushJournal(pool, key, clock),
  };
}

/** Places and seals everything that is committed, waiting for the leader's current step. */
export async function flushJournal(pool: Pool, key: SealKey, clock: Clock): Promise<void> {
  const client = await pool.connect();
  try {
    while ((await placePending(client, clock)) === PLACE_AT_MOST);
    while (await sealPlaced(client, key, clock));
  } finally {
    client.release();
  }
}

async function lead(pool: Pool, key: SealKey, clock: Clock, log: Log, signal: AbortSignal): Promise<void> {
  // Not the wall clock: when that is set back, sealing goes on.
  let sealedAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    try {
      const client = await pool.connect();
      try {
        while (!signal.aborted) {
          const placed = await placePending(client, clock);
          if (performance.now() - sealedAt >= SEAL_EVERY) {
            while ((await sealPlaced(client, key, clock)) && !signal.aborted);
            sealedAt = performance.now();
          }
          if (placed < PLACE_AT_MOST) await pause(PLACE_EVERY, signal);
        }
        while (await sealPlaced(client, key, clock));
      } finally {
        client.release();
      }
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        "sealing stopped; it is tried again",
      );
      await pause(500, signal);
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** Moves committed entries into the gap-free order and tells listeners once. Returns how many. */
async function placePending(client: PoolClient, clock: Clock): Promise<number> {
  // Cheap when there is nothing to do, which is most of the time.
  const waiting = await client.query("select from journal_pending limit 1");
  if (waiting.rowCount === 0) return 0;
  await client.query("begin");
  try {
    // The lock is held by the step and not by the session: a leader that hangs blocks nobody for long.
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    const { rowCount } = await client.query(
      `with taken as (
         delete from journal_pending where entry_id in (select entry_id from journal_pending order by entry_id limit $1)
         returning entry_id
       ), last as (select coalesce(max(position), 0) as position from journal_position)
       insert into journal_position (position, entry_id, placed_at)
       select last.position + row_number() over (order by taken.entry_id), taken.entry_id, $2 from taken, last`,
      [PLACE_AT_MOST, clock.now()],
    );
    if (rowCount) await client.query("select pg_notify('journal', '')");
    await client.query("commit");
    return rowCount ?? 0;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

interface HeadRow {
  number: number;
  last_position: number;
  hash: Buffer;
}

/** Seals the next stretch of placed entries. Returns whether there was one. */
async function sealPlaced(client: PoolClient, key: SealKey, clock: Clock): Promise<boolean> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [LOCK]);
    const head = (
      await client.query<HeadRow>(
        "select number, last_position, hash from journal_seal order by number desc limit 1",
      )
    ).rows[0];
    const first = (head?.last_position ?? 0) + 1;
    const { rows } = await client.query<EntryRow>(
      `select ${entryColumns} from journal_position p join journal j on j.id = p.entry_id
       where p.position >= $1 and p.position < $2 order by p.position`,
      [first, first + SEAL_AT_MOST],
    );
    if (rows.length === 0) {
      await client.query("rollback");
      return false;
    }
    const number = (head?.number ?? 0) + 1;
    const last = first + rows.length - 1;
    const previous = head?.hash ?? GENESIS;
    const leaves = rows.map((row) => hashEntry(readEntryRow(row)));
    const root = merkleRoot(leaves);
    const hash = hashSeal({ number, first, last, root, previous });
    const signer = (await key.refresh?.()) ?? key;
    await client.query(
      `insert into journal_seal (number, first_position, last_position, merkle_root, leaves, previous_hash, hash, key_id, signature, sealed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        number,
        first,
        last,
        root,
        Buffer.concat(leaves),
        previous,
        hash,
        signer.id,
        signer.sign(hash),
        clock.now(),
      ],
    );
    await client.query("commit");
    return true;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}
