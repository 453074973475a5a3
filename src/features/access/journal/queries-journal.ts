import { sql, type RawBuilder, type SqlBool } from "kysely";
import { visible, type Actor } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { entriesSeenBy } from "../../../platform/journal/read.ts";
import type { JournalItem } from "../contract.ts";

export interface JournalFilter {
  subjectId?: string | undefined;
  subjectType?: string | undefined;
  kind?: string | undefined;
  actorId?: string | undefined;
}

function wanted(actor: Actor, filter: JournalFilter): RawBuilder<SqlBool> {
  const conditions = [
    entriesSeenBy(actor),
    filter.subjectId !== undefined && sql<SqlBool>`j.subject_id = ${filter.subjectId}`,
    filter.subjectType !== undefined && sql<SqlBool>`j.subject_type = ${filter.subjectType}`,
    filter.kind !== undefined && sql<SqlBool>`j.kind = ${filter.kind}`,
    filter.actorId !== undefined &&
      sql<SqlBool>`(j.actor_id = ${filter.actorId}
        or j.actor_id in (select id from api_key where person_id = ${filter.actorId}))`,
  ].filter((condition) => condition !== false);
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/** By position and not by time: the order in which it became true, also when a clock was set back. */
export async function listJournal(
  db: Db,
  actor: Actor,
  filter: JournalFilter,
  page: { limit: number; offset: number; before: number | null },
): Promise<JournalItem[]> {
  const { rows } = await sql<JournalItem>`
    select p.position, j.id, j.recorded_at as "recordedAt", j.happened_at as "happenedAt",
      j.actor_kind as "actorKind", coalesce(api_key.person_id, j.actor_id) as "actorId", person.name as "actorName",
      api_key.name as "keyName", j.verb, j.kind,
      j.subject_type as "subjectType", j.subject_id as "subjectId", j.unit_id as "unitId", unit.name as "unitName",
      coalesce(subject_person.name, subject_unit.name, b.body ->> 'number', b.body ->> 'title', b.body ->> 'name')
        as "subjectName",
      b.body
    from journal_position p
    join journal j on j.id = p.entry_id
    left join journal_body b on b.entry_id = j.id
    left join api_key on j.actor_kind = 'api-key' and api_key.id = j.actor_id
    left join person on person.id = coalesce(api_key.person_id, j.actor_id)
    left join unit on unit.id = j.unit_id
    left join person subject_person on j.subject_type = 'person' and subject_person.id = j.subject_id
    left join unit subject_unit on j.subject_type = 'unit' and subject_unit.id = j.subject_id
    where ${wanted(actor, filter)} and ${page.before === null ? sql`true` : sql`p.position < ${page.before}`}
    order by p.position desc limit ${page.limit} offset ${page.offset}`.execute(db);
  return rows;
}

/** How many there are, counted no further than `atMost`. */
export async function countJournal(
  db: Db,
  actor: Actor,
  filter: JournalFilter,
  atMost: number,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select from journal_position p join journal j on j.id = p.entry_id
      where ${wanted(actor, filter)} limit ${atMost}) as found`.execute(db);
  return rows[0]?.n ?? 0;
}

/** How many of these the actor both may read and may erase: a reader of a unit erases nothing there. */
/**
 * Whether there is among these what the journal says of itself (which the database refuses to erase, too), and what
 * the actor did with somebody's access: nobody hides his own tracks.
 */
export async function findGuarded(
  tx: Tx,
  actor: Actor,
  entryIds: readonly string[],
): Promise<{ itself: boolean; own: boolean }> {
  const { rows } = await sql<{ itself: boolean; own: boolean }>`
    select coalesce(bool_or(kind like 'journal.%' or kind like 'installation.%'), false) as itself,
      coalesce(bool_or(actor_id = ${actor.id}
        and (needs like 'access:%' or needs like 'break-glass:%')), false) as own
    from journal where id = any(${entryIds}::uuid[])`.execute(tx);
  return rows[0] ?? { itself: false, own: false };
}

export async function countErasable(tx: Tx, actor: Actor, entryIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from journal j
    where j.id = any(${entryIds}::uuid[]) and ${entriesSeenBy(actor)}
      and ${visible(actor, "journal:erase", sql.ref("j.unit_id"))}`.execute(tx);
  return rows[0]?.n ?? 0;
}
