import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Actor } from "../actor.ts";
import type { Db, Tx } from "../database/transaction.ts";

export interface JournalEntry {
  position: number | null;
  id: string;
  recordedAt: string;
  happenedAt: string | null;
  actorKind: string;
  actorId: string | null;
  verb: string;
  kind: string;
  subjectType: string;
  subjectId: string;
  unitId: string | null;
  /** Null when it was erased. */
  body: Record<string, unknown> | null;
}

/** What of the journal the actor may read: each entry under the permission and unit of what it speaks of. */
export function entriesSeenBy(actor: Actor): RawBuilder<SqlBool> {
  if (actor.unrestricted) return sql<SqlBool>`true`;
  const conditions = [...actor.permissions].map(([permission, reach]) =>
    reach === "all"
      ? sql<SqlBool>`j.needs = ${permission}`
      : sql<SqlBool>`(j.needs = ${permission} and j.unit_id = any(${[...reach]}::uuid[]))`,
  );
  if (conditions.length === 0) return sql<SqlBool>`false`;
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
}

const selection = sql`
  p.position, j.id, j.recorded_at as "recordedAt", j.happened_at as "happenedAt", j.actor_kind as "actorKind",
  j.actor_id as "actorId", j.verb, j.kind, j.subject_type as "subjectType", j.subject_id as "subjectId",
  j.unit_id as "unitId", b.body`;

const source = sql`
  from journal j
  left join journal_position p on p.entry_id = j.id
  left join journal_body b on b.entry_id = j.id`;

/** The entries of one record, oldest first, as far as the actor may see them. */
export async function readTimeline(
  db: Db | Tx,
  actor: Actor,
  subjectId: string,
  limit = 1_000,
): Promise<JournalEntry[]> {
  const { rows } = await sql<JournalEntry>`
    select ${selection} ${source}
    where j.subject_id = ${subjectId} and ${entriesSeenBy(actor)}
    order by p.position nulls last, j.id limit ${limit}`.execute(db);
  return rows;
}

/** The next entries in order after `position`: what reactions and event streams read. */
export async function readAfter(
  db: Db | Tx,
  actor: Actor,
  position: number,
  limit: number,
): Promise<JournalEntry[]> {
  const { rows } = await sql<JournalEntry>`
    select ${selection}
    from journal_position p
    join journal j on j.id = p.entry_id
    left join journal_body b on b.entry_id = j.id
    where p.position > ${position} and ${entriesSeenBy(actor)}
    order by p.position limit ${limit}`.execute(db);
  return rows;
}

/** The last position given: what a cache is valid for, what a stream begins after. */
export async function lastPosition(db: Db | Tx): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select coalesce(max(position), 0)::int8 as position from journal_position`.execute(db);
  return rows[0]?.position ?? 0;
}
