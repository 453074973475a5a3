import { createHash, randomBytes } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type { Actor } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Instant } from "../../../shared/time.ts";
import { newId } from "../../../shared/ids.ts";
import type { signInMethods } from "../contract.ts";
import { actorOf } from "../roles/actors.ts";
import { sessionLimits } from "../sign-in/queries-rules.ts";
import { findSession, type SessionLimits } from "./queries-sessions.ts";

/** The time last seen is written at most this often: a page makes many requests. */
const SEEN_EVERY = Temporal.Duration.from({ minutes: 1 });

export type SignInMethod = (typeof signInMethods)[number];

export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export const newToken = (): string => randomBytes(32).toString("base64url");

const later = (at: Instant, by: Temporal.DurationLike): Instant =>
  Temporal.Instant.from(at).add(by).toString();
const isBefore = (one: Instant, other: Instant) => Temporal.Instant.compare(one, other) < 0;
const earlier = (one: Instant, other: Instant) => (isBefore(one, other) ? one : other);

export interface Opening {
  personId: string;
  userAgent: string;
  method: SignInMethod;
  secondFactor: boolean;
  /** A sealed code's session ends sooner than others. */
  breakGlass?: { codeId: string; endsAt: Instant };
  /** Where it was signed in elsewhere: what signing out there asks for, the token encrypted. */
  provider?: { id: string; session: string | null; idToken: string | null };
}

export interface NewSession {
  token: string;
  id: string;
  endsAt: Instant;
}

export async function openSession(tx: Tx, opening: Opening, now: Instant): Promise<NewSession> {
  const { sessionHours } = await sessionLimits(tx);
  const endsAt = opening.breakGlass?.endsAt ?? later(now, { hours: sessionHours });
  const session = { token: newToken(), id: newId(), endsAt };
  await tx
    .insertInto("session")
    .values({
      token_hash: hashToken(session.token),
      id: session.id,
      person_id: opening.personId,
      created_at: now,
      seen_at: now,
      ends_at: endsAt,
      user_agent: opening.userAgent.slice(0, 300),
      method: opening.method,
      second_factor: opening.secondFactor,
      break_glass_code_id: opening.breakGlass?.codeId ?? null,
      identity_provider_id: opening.provider?.id ?? null,
      provider_session: opening.provider?.session ?? null,
      id_token: opening.provider?.idToken ?? null,
    })
    .execute();
  return session;
}

interface Times {
  createdAt: Instant;
  seenAt: Instant;
  endsAt: Instant;
}

/** Pure: when it ends however busy. Limits that were made narrower hold for what is open already. */
export function endOf(session: Times, limits: SessionLimits): Instant {
  return earlier(session.endsAt, later(session.createdAt, { hours: limits.sessionHours }));
}

/** Pure: whether it is over, or was left alone for too long. */
export function isOver(session: Times, limits: SessionLimits, now: Instant): boolean {
  const idleAt = later(session.seenAt, { minutes: limits.idleMinutes });
  return !isBefore(now, endOf(session, limits)) || !isBefore(now, idleAt);
}

/** Who holds this token, or null when it is unknown, over or idle for too long, or its person is inactive. */
export async function actorOfToken(
  db: Db,
  token: string,
  now: Instant,
  use: "act" | "watch" = "act",
): Promise<Actor | null> {
  const session = await findSession(db, hashToken(token));
  if (session === undefined || isOver(session, session, now)) return null;
  // A page left open goes on listening; that alone keeps nobody signed in.
  if (use === "act" && !isBefore(now, later(session.seenAt, SEEN_EVERY))) {
    await db.updateTable("session").set({ seen_at: now }).where("id", "=", session.id).execute();
  }
  return { ...(await actorOf(db, session.personId)), sessionId: session.id };
}

/** The same session under a new token: what was read of the old one is worth nothing. */
export async function renewSession(db: Db, sessionId: string): Promise<NewSession | null> {
  const token = newToken();
  const renewed = await db
    .updateTable("session")
    .set({ token_hash: hashToken(token) })
    .where("id", "=", sessionId)
    .returning(["id", "ends_at as endsAt"])
    .executeTakeFirst();
  return renewed === undefined ? null : { ...renewed, token };
}

/** Ends a person's sessions; all but one, where that is named. Returns how many. */
export async function endSessions(tx: Tx, personId: string, except?: string): Promise<number> {
  const ended = await tx
    .deleteFrom("session")
    .where("person_id", "=", personId)
    .$if(except !== undefined, (query) => query.where("id", "<>", except ?? ""))
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
}
