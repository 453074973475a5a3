import { holds, type Actor } from "../actor.ts";
import { AppError } from "../../shared/errors.ts";
import { inTransaction, type Tx } from "../database/transaction.ts";
import { appendEntries } from "../journal/append.ts";
import { writeEntry, type Noted, type WrittenEntry } from "../journal/entry.ts";
import type { Runtime } from "../runtime.ts";
import type { Instant } from "../../shared/time.ts";

export interface BulkWrite {
  /** The verb's name, as it stands in the journal: `incident.import`. */
  verb: string;
  /** The permission, over the whole organisation: a bulk write touches any unit. */
  needs: `${string}:${string}`;
  requestId: string;
}

/**
 * One transaction of a bulk verb: thousands of records set by set, one journal entry a record, and whatever
 * checkpoint the caller writes, all or nothing.
 */
export async function bulkWrite<T>(
  runtime: Runtime,
  actor: Actor,
  write: BulkWrite,
  work: (context: { tx: Tx; now: Instant; note: (noted: Noted) => void }) => Promise<T>,
): Promise<T> {
  const root = await runtime.db
    .selectFrom("unit")
    .select("id")
    .where("parent_id", "is", null)
    .executeTakeFirst();
  if (!actor.unrestricted && (root === undefined || !holds(actor, write.needs, [root.id]))) {
    throw new AppError("access.refused");
  }
  return inTransaction(runtime.db, async (tx) => {
    const now = runtime.clock.now();
    const writing = { actor, verb: write.verb, requestId: write.requestId, now };
    // Made ready at once: whoever notes while the database works loses no time by it.
    const entries: WrittenEntry[] = [];
    const result = await work({ tx, now, note: (item) => void entries.push(writeEntry(item, writing)) });
    await appendEntries(tx, entries);
    return result;
  });
}
