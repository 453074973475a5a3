import { endEverySession } from "../features/access/index.ts";
import { system } from "../platform/actor.ts";
import type { BackupContent } from "../platform/backup/read-backup.ts";
import { inTransaction } from "../platform/database/transaction.ts";
import { appendToJournal } from "../platform/journal/append.ts";
import type { Noted } from "../platform/journal/entry.ts";
import { repeatErasures, type Erasure } from "../platform/journal/erasures.ts";
import type { Runtime } from "../platform/runtime.ts";
import { newId } from "../shared/ids.ts";

export interface AfterRestore {
  content: BackupContent;
  /** What was destroyed since the backup was taken, or before it. */
  erasures: readonly Erasure[];
  requestId: string;
}

/**
 * What a restored installation owes: what was destroyed is destroyed again, everybody signs in anew, and the journal
 * says that it went on from a backup. Returns how many bodies were destroyed again.
 */
export async function settleRestored(
  runtime: Runtime,
  { content, erasures, requestId }: AfterRestore,
): Promise<number> {
  const now = runtime.clock.now();
  const { madeAt, head, release } = content.manifest;
  return inTransaction(runtime.db, async (tx) => {
    const noted: Noted[] = [];
    const note = (item: Noted) => void noted.push(item);
    const destroyed = await repeatErasures(tx, erasures, { now, note });
    await endEverySession(tx);
    note({
      kind: "installation.restored",
      subject: { type: "installation", id: newId(), unitId: null, needs: "journal:read" },
      body: { madeAt, head, release, destroyed },
    });
    await appendToJournal(tx, noted, { actor: system, verb: "installation.restore", requestId, now });
    return destroyed;
  });
}
