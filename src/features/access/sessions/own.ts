import { Temporal } from "temporal-polyfill";
import type { Actor } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Instant } from "../../../shared/time.ts";

/** The person whose own account this is about. A key acts for somebody, and is nobody's account. */
export function ownPerson(actor: Actor): string {
  if (actor.kind !== "person" || actor.id === null) throw new AppError("access.refused");
  return actor.id;
}

const FRESH_MINUTES = 30;

/**
 * What a code on paper opened is over when its time is: whoever found the envelope must not leave with a way back in.
 * Throws `session.break-glass`.
 */
export async function requireLasting(db: Db | Tx, actor: Actor): Promise<void> {
  const session = await db
    .selectFrom("session")
    .select("id")
    .where("id", "=", actor.sessionId ?? null)
    .where("break_glass_code_id", "is not", null)
    .executeTakeFirst();
  if (session !== undefined) throw new AppError("session.break-glass");
}

/**
 * A new way in is added only by who signed in a moment ago: whoever finds a screen open must not make themselves at
 * home. Throws `session.too-old`, and `session.break-glass`.
 */
export async function requireFresh(tx: Db | Tx, actor: Actor, now: Instant): Promise<void> {
  await requireLasting(tx, actor);
  const since = Temporal.Instant.from(now).subtract({ minutes: FRESH_MINUTES }).toString();
  const session = await tx
    .selectFrom("session")
    .select("id")
    .where("id", "=", actor.sessionId ?? null)
    .where("created_at", ">", since)
    .executeTakeFirst();
  if (session === undefined) throw new AppError("session.too-old", { params: { minutes: FRESH_MINUTES } });
}
