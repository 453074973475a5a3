import { sql } from "kysely";
import { newId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import type { Tx } from "../database/transaction.ts";
import type { Noted } from "./entry.ts";

/** The kind of the entry that tells of an erasure; `verify` asks it which bodies were destroyed. */
export const ERASED = "journal.bodies-erased";

export interface Erasing {
  entryIds: readonly string[];
  /** The decision or the legal ground. */
  ground: string;
  now: Instant;
  note(noted: Noted): void;
}

/**
 * Destroys what these entries say; that they were written, by whom and when, stays and still verifies.
 * Returns how many bodies there were to destroy.
 */
export async function eraseBodies(tx: Tx, erasing: Erasing): Promise<number> {
  const telling = newId();
  const { rows } = await sql<{ erased: number }>`
    select erase_journal_bodies(${erasing.entryIds}::uuid[], ${telling}, ${erasing.now}) as erased`.execute(
    tx,
  );
  erasing.note({
    id: telling,
    kind: ERASED,
    subject: { type: "journal", id: telling, unitId: null, needs: "journal:read" },
    body: { entries: [...erasing.entryIds].sort(), ground: erasing.ground },
  });
  return rows[0]?.erased ?? 0;
}
