import { sql, type RawBuilder, type SqlBool } from "kysely";
import { z } from "zod";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { offsetOf } from "../../../platform/verb/paging.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Instant } from "../../../shared/time.ts";
import type { Rhythm, ScheduleView } from "../contract/schedules.ts";

type Row = Omit<ScheduleView, "error"> & {
  errorCode: string | null;
  errorParams: Record<string, string | number> | null;
};

const columns = sql`
  s.id, s.name, s.kind, s.place, s.pattern, s.profile_key as "profileKey", s.source, s.rhythm,
  not s.active as paused, s.due_at as "dueAt", s.looked_at as "lookedAt", s.error_code as "errorCode",
  s.error_params as "errorParams", p.name as "ownerName", s.version,
  (select json_build_object('id', r.id, 'fileName', r.file_name, 'state', r.state) from import_run r
   where r.schedule_id = s.id order by r.requested_at desc, r.id desc limit 1) as "lastImport"`;

/** As with imports: whoever sees imports over the topmost unit sees them all. */
const from = sql`
  import_schedule s join unit top on top.parent_id is null left join person p on p.id = s.owned_by`;

function viewOf({ errorCode, errorParams, ...row }: Row): ScheduleView {
  return { ...row, error: errorCode === null ? null : { code: errorCode, params: errorParams ?? {} } };
}

export async function listSchedules(
  db: Db,
  input: { limit: number; page: number },
  seen: RawBuilder<SqlBool>,
): Promise<{ items: ScheduleView[]; total: { count: number; more: boolean }; nextCursor: null }> {
  const { rows } = await sql<Row>`
    select ${columns} from ${from} where ${seen}
    order by s.name, s.id limit ${input.limit} offset ${offsetOf(input)}`.execute(db);
  const counted = await sql<{ n: number }>`
    select count(*) as n from (select from ${from} where ${seen} limit 10001) t`.execute(db);
  const n = counted.rows[0]?.n ?? 0;
  return {
    items: rows.map(viewOf),
    total: { count: Math.min(n, 10_000), more: n > 10_000 },
    nextCursor: null,
  };
}

export async function findSchedule(db: Db | Tx, id: string): Promise<ScheduleView> {
  const { rows } = await sql<Row>`select ${columns} from ${from} where s.id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new AppError("record.not-found");
  return viewOf(row);
}

/** Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockSchedule(tx: Tx, id: string, version: number): Promise<ScheduleView> {
  await sql`select from import_schedule where id = ${id} for update`.execute(tx);
  const current = await findSchedule(tx, id);
  if (current.version !== version) throw new AppError("record.stale", { current });
  return current;
}

const seenFiles = z.record(z.string(), z.object({ sha256: z.string(), importId: z.uuid() }));
export type SeenFiles = z.output<typeof seenFiles>;

/** A schedule whose time has come, taken by this process alone: its next time is set already. */
export interface Taken {
  id: string;
  name: string;
  kind: string;
  place: string;
  pattern: string;
  profileKey: string;
  source: string;
  ownerId: string | null;
  seen: SeenFiles;
}

export async function dueSchedules(
  db: Db,
  now: Instant,
): Promise<{ id: string; rhythm: Rhythm; dueAt: Instant }[]> {
  const { rows } = await sql<{ id: string; rhythm: Rhythm; dueAt: Instant }>`
    select id, rhythm, due_at as "dueAt" from import_schedule where active and due_at <= ${now}::timestamptz
    order by due_at, id`.execute(db);
  return rows;
}

export async function takeSchedule(
  db: Db,
  { id, dueAt }: { id: string; dueAt: Instant },
  next: Instant,
): Promise<Taken | undefined> {
  const { rows } = await sql<Taken>`
    update import_schedule set due_at = ${next}::timestamptz
    where id = ${id} and active and due_at = ${dueAt}::timestamptz
    returning id, name, kind, place, pattern, profile_key as "profileKey", source, owned_by as "ownerId",
      seen`.execute(db);
  const [row] = rows;
  return row === undefined ? undefined : { ...row, seen: seenFiles.parse(row.seen) };
}

export interface Looked {
  now: Instant;
  error: { code: string; params: Readonly<Record<string, unknown>> } | null;
  seen?: SeenFiles;
}

export async function writeLooked(tx: Db | Tx, id: string, { now, error, seen }: Looked): Promise<void> {
  await tx
    .updateTable("import_schedule")
    .set({
      looked_at: now,
      error_code: error?.code ?? null,
      error_params: error === null ? null : JSON.stringify(error.params),
      ...(seen !== undefined && { seen: JSON.stringify(seen) }),
    })
    .where("id", "=", id)
    .execute();
}

/** Whether the run of a file that was read before came to nothing, so that the file is to be read again. */
export async function hasFailed(db: Db, importId: string): Promise<boolean> {
  const row = await db
    .selectFrom("import_run")
    .select("id")
    .where("id", "=", importId)
    .where("state", "=", "failed")
    .executeTakeFirst();
  return row !== undefined;
}

export async function dropFile(db: Db, fileId: string): Promise<void> {
  await db.deleteFrom("file").where("id", "=", fileId).execute();
}
