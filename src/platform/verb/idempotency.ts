import { createHash } from "node:crypto";
import { sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { Instant } from "../../shared/time.ts";
import { signatureOf, type Actor } from "../actor.ts";
import type { Tx } from "../database/transaction.ts";
import { canonical } from "../journal/entry.ts";

export interface Repeat {
  actor: Actor;
  key: string | undefined;
  verb: string;
  input: unknown;
  now: Instant;
}

/** Nobody's key: public verbs share one drawer, so their keys must be unguessable, as UUIDs are. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

function requestHash(repeat: Repeat): Buffer {
  return createHash("sha256")
    .update(canonical([repeat.verb, repeat.input]))
    .digest();
}

/** The answer that this key got before, or undefined. A second request waits for the first to commit. */
export async function answerFromBefore(tx: Tx, repeat: Repeat): Promise<unknown> {
  if (repeat.key === undefined) return undefined;
  const actorId = signatureOf(repeat.actor) ?? NOBODY;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${actorId}:${repeat.key}`}, 0))`.execute(tx);
  const before = await tx
    .selectFrom("idempotency")
    .select(["request_hash", "answer"])
    .where("actor_id", "=", actorId)
    .where("key", "=", repeat.key)
    .executeTakeFirst();
  if (before === undefined) return undefined;
  if (!requestHash(repeat).equals(before.request_hash)) throw new AppError("idempotency.reused");
  return before.answer;
}

export async function keepAnswer(tx: Tx, repeat: Repeat, answer: unknown): Promise<void> {
  if (repeat.key === undefined) return;
  await tx
    .insertInto("idempotency")
    .values({
      actor_id: signatureOf(repeat.actor) ?? NOBODY,
      key: repeat.key,
      verb: repeat.verb,
      request_hash: requestHash(repeat),
      answer: JSON.stringify(answer ?? null),
      created_at: repeat.now,
    })
    .execute();
}
