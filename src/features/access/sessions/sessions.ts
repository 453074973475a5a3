import { createHash, randomBytes } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type { Actor } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Instant } from "../../../shared/time.ts";
import { newId } from "../../../shared/ids.ts";
import { actorOf } from "../roles/actors.ts";

/** A session ends after a working day, and after two hours without a request. */
const LASTS = Temporal.Duration.from({ hours: 12 });
const IDLE = Temporal.Duration.from({ hours: 2 });
/** The time last seen is written at most this often: a page makes many requests. */
const SEEN_EVERY = Temporal.Duration.from({ minutes: 1 });

function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

const later = (at: Instant, by: Temporal.Duration): Instant => Temporal.Instant.from(at).add(by).toString();

export interface NewSession {
  token: string;
  id: string;
  endsAt: Instant;
}

export async function openSession(
  tx: Tx,
  personId: string,
  userAgent: string,
  now: Instant,
): Promise<NewSession> {
  const session = { token: randomBytes(32).toString("base64url"), id: newId(), endsAt: later(now, LASTS) };
  await tx
    .insertInto("session")
    .values({
      token_hash: hashToken(session.token),
      id: session.id,
      person_id: personId,
      created_at: now,
      seen_at: now,
      ends_at: session.endsAt,
      user_agent: userAgent.slice(0, 300),
    })
    .execute();
  return session;
}

/** Who holds this token, or null when it is unknown, over or idle for too long, or its person is inactive. */
export async function actorOfToken(
  db: Db,
  token: string,
  now: Instant,
  use: "act" | "watch" = "act",
): Promise<Actor | null> {
  const session = await db
    .selectFrom("session")
    .innerJoin("person", "person.id", "session.person_id")
    .select(["session.token_hash", "session.person_id", "session.seen_at", "session.ends_at"])
    .where("session.token_hash", "=", hashToken(token))
    .where("person.active", "=", true)
    .executeTakeFirst();
  if (session === undefined) return null;
  if (Temporal.Instant.compare(now, session.ends_at) >= 0) return null;
  if (Temporal.Instant.compare(now, later(session.seen_at, IDLE)) >= 0) return null;
  // A page left open goes on listening; that alone keeps nobody signed in.
  if (use === "act" && Temporal.Instant.compare(now, later(session.seen_at, SEEN_EVERY)) >= 0) {
    await db
      .updateTable("session")
      .set({ seen_at: now })
      .where("token_hash", "=", session.token_hash)
      .execute();
  }
  return actorOf(db, session.person_id);
}

export async function closeSession(tx: Tx, token: string): Promise<string | null> {
  const closed = await tx
    .deleteFrom("session")
    .where("token_hash", "=", hashToken(token))
    .returning("person_id")
    .executeTakeFirst();
  return closed?.person_id ?? null;
}
