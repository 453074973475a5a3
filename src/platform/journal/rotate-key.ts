import { z } from "zod";
import { newId } from "../../shared/ids.ts";
import { system } from "../actor.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/pools.ts";
import { inTransaction } from "../database/transaction.ts";
import { appendToJournal } from "./append.ts";
import { loadSealKey, makeNextKey } from "./seal.ts";
import { flushJournal } from "./sealer.ts";

/** The kind of the entry that names the next signing key. */
export const ROTATED = "journal.seal-key-rotated";

const announcement = z.object({ to: z.string() });

/** The key that an entry announces, or null when it announces none. */
export function announcedKey(kind: string, body: unknown): string | null {
  return kind === ROTATED ? (announcement.safeParse(body).data?.to ?? null) : null;
}

export interface Rotation {
  from: string;
  to: string;
}

/**
 * Changes the key that signs seals: the next one is named in an entry that the present one seals, and only then
 * signs itself. Broken off half-way, the present key stays. Serving processes take the new key with their next seal.
 */
export async function rotateSealKey(
  database: Pick<Database, "db" | "sealing">,
  keyDir: string,
  clock: Clock,
  requestId: string,
): Promise<Rotation> {
  const present = await loadSealKey(keyDir);
  const next = await makeNextKey(keyDir);
  const body = { from: present.id, to: next.id };
  const id = newId();
  const subject = { type: "journal", id, unitId: null, needs: "journal:read" };
  await inTransaction(database.db, (tx) =>
    appendToJournal(tx, [{ id, kind: ROTATED, subject, body }], {
      actor: system,
      verb: "keys.rotate",
      requestId,
      now: clock.now(),
    }),
  );
  await flushJournal(database.sealing, present, clock);
  await next.take();
  return body;
}
