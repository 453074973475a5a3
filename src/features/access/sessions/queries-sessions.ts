import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Instant } from "../../../shared/time.ts";

export interface SessionLimits {
  idleMinutes: number;
  sessionHours: number;
}

export interface SessionRow {
  id: string;
  personId: string;
  createdAt: Instant;
  seenAt: Instant;
  endsAt: Instant;
}

/** The session of an active person, with the limits that hold now. Asked for with every request. */
export async function findSession(
  db: Db,
  tokenHash: Buffer,
): Promise<(SessionRow & SessionLimits) | undefined> {
  const { rows } = await sql<SessionRow & SessionLimits>`
    select s.id, s.person_id as "personId", s.created_at as "createdAt", s.seen_at as "seenAt",
      s.ends_at as "endsAt", l.idle_minutes as "idleMinutes", l.session_hours as "sessionHours"
    from session s join person p on p.id = s.person_id and p.active cross join sign_in_setting l
    where s.token_hash = ${tokenHash}`.execute(db);
  return rows[0];
}

export interface OpenSessionRow extends SessionRow {
  userAgent: string;
  method: string;
  secondFactor: boolean;
}

export async function sessionsOf(db: Db | Tx, personId: string): Promise<OpenSessionRow[]> {
  const { rows } = await sql<OpenSessionRow>`
    select id, person_id as "personId", created_at as "createdAt", seen_at as "seenAt", ends_at as "endsAt",
      user_agent as "userAgent", method, second_factor as "secondFactor"
    from session where person_id = ${personId} order by seen_at desc, id`.execute(db);
  return rows;
}
