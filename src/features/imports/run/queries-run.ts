import { sql, type RawBuilder } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { newId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { profileSchema, type Profile } from "../mapping/profile.ts";
import type { Reason } from "../reasons.ts";
import type { Place } from "./source.ts";
import type { Counts, Doubts, Layout, Progress, Run, RunState } from "./state.ts";

export interface NewRun {
  place: Place;
  fileName: string;
  fileSize: number;
  profile: Profile;
  source: string;
  dry: boolean;
  requestedBy: string | null;
  scheduleId?: string | null;
}

export async function insertRun(tx: Db | Tx, run: NewRun, now: Instant): Promise<string> {
  const id = newId();
  await tx
    .insertInto("import_run")
    .values({
      id,
      file_id: "fileId" in run.place ? run.place.fileId : null,
      local_path: "path" in run.place ? run.place.path : null,
      file_name: run.fileName,
      file_size: run.fileSize,
      profile: JSON.stringify(run.profile),
      target: run.profile.target,
      source: run.source,
      dry: run.dry,
      state: "queued",
      requested_by: run.requestedBy,
      requested_at: now,
      schedule_id: run.scheduleId ?? null,
    })
    .execute();
  return id;
}

const countColumns = sql`
  rows_read as "rowsRead", rows_blank as "rowsBlank", rows_taken as "rowsTaken", rows_unchanged as "rowsUnchanged",
  rows_rejected as "rowsRejected", records_added as "recordsAdded", records_changed as "recordsChanged",
  records_unchanged as "recordsUnchanged", records_rejected as "recordsRejected"`;

type Row = Counts &
  Omit<Run, "place" | "profile" | "counts"> & {
    fileId: string | null;
    localPath: string | null;
    profile: unknown;
  };

export async function readRun(db: Db | Tx, id: string): Promise<Run | undefined> {
  const { rows } = await sql<Row>`
    select id, file_id as "fileId", local_path as "localPath", file_name as "fileName", file_size as "fileSize",
      profile, target, source, dry, state, checkpoint, layout, rows_staged as "rowsStaged", doubts,
      requested_by as "requestedBy", started_at as "startedAt", ${countColumns}
    from import_run where id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { fileId, localPath, profile, ...rest } = row;
  return {
    ...rest,
    place: fileId === null ? { path: localPath ?? "" } : { fileId },
    profile: profileSchema.parse(profile),
    counts: countsOf(row),
  };
}

export function countsOf(row: Counts): Counts {
  const { rowsRead, rowsBlank, rowsTaken, rowsUnchanged, rowsRejected } = row;
  const { recordsAdded, recordsChanged, recordsUnchanged, recordsRejected } = row;
  return {
    rowsRead,
    rowsBlank,
    rowsTaken,
    rowsUnchanged,
    rowsRejected,
    recordsAdded,
    recordsChanged,
    recordsUnchanged,
    recordsRejected,
  };
}

/** Of the same file by the same hand, a run that was broken off: it is taken up instead of begun anew. */
export async function findBrokenOff(
  db: Db,
  path: string,
  size: number,
  source: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from import_run
    where local_path = ${path} and file_size = ${size} and source = ${source} and not dry
      and state in ('queued', 'reading', 'storing')
    order by requested_at desc limit 1`.execute(db);
  return rows[0]?.id;
}

export interface Step {
  state: RunState;
  checkpoint: string | null;
  bytesRead?: number;
  rowsStaged?: number;
  layout?: Layout;
  counts: Counts;
  doubts: Doubts;
}

/** Written in the transaction that made it true. */
export async function writeStep(tx: Db | Tx, id: string, step: Step): Promise<void> {
  const { counts } = step;
  await tx
    .updateTable("import_run")
    .set({
      state: step.state,
      checkpoint: step.checkpoint,
      ...(step.bytesRead !== undefined && { bytes_read: step.bytesRead }),
      ...(step.rowsStaged !== undefined && { rows_staged: step.rowsStaged }),
      ...(step.layout !== undefined && { layout: JSON.stringify(step.layout) }),
      rows_read: counts.rowsRead,
      rows_blank: counts.rowsBlank,
      rows_taken: counts.rowsTaken,
      rows_unchanged: counts.rowsUnchanged,
      rows_rejected: counts.rowsRejected,
      records_added: counts.recordsAdded,
      records_changed: counts.recordsChanged,
      records_unchanged: counts.recordsUnchanged,
      records_rejected: counts.recordsRejected,
      doubts: JSON.stringify(step.doubts),
    })
    .where("id", "=", id)
    .execute();
}

export async function beginRun(db: Db, id: string, now: Instant): Promise<void> {
  await sql`update import_run set started_at = coalesce(started_at, ${now}::timestamptz) where id = ${id}`.execute(
    db,
  );
}

export interface Ending {
  state: "done" | "failed" | "cancelled";
  error?: { code: string; params: Record<string, unknown> } | null;
  rejectsFileId?: string | null;
  now: Instant;
}

export async function endRun(
  tx: Db | Tx,
  id: string,
  { state, error, rejectsFileId, now }: Ending,
): Promise<void> {
  await tx
    .updateTable("import_run")
    .set({
      state,
      finished_at: now,
      error_code: error?.code ?? null,
      error_params: error === undefined || error === null ? null : JSON.stringify(error.params),
      ...(rejectsFileId !== undefined && { rejects_file_id: rejectsFileId }),
    })
    .where("id", "=", id)
    .execute();
}

/** Keeps how far it has come, and tells whether somebody wants it to stop. */
export async function keepProgress(db: Db, id: string, progress: Progress): Promise<boolean> {
  const { rows } = await sql<{ cancel: boolean }>`
    update import_run set progress = ${JSON.stringify(progress)}::jsonb where id = ${id}
    returning cancel_wanted as cancel`.execute(db);
  return rows[0]?.cancel ?? true;
}

export interface StagedRow {
  key: string;
  line: number;
  content: string;
}

/** The next rows in the order of their keys: the first page begins after the last record that is stored. */
export async function readStaged(
  db: Db,
  id: string,
  after: { key: string; line: number } | null,
  limit: number,
): Promise<StagedRow[]> {
  const beyond: RawBuilder<unknown> =
    after === null ? sql`true` : sql`(key, line) > (${after.key}::text collate "C", ${after.line}::bigint)`;
  const { rows } = await sql<StagedRow>`
    select key, line, content from import_row where run_id = ${id} and ${beyond}
    order by run_id, key, line limit ${limit}`.execute(db);
  return rows;
}

export async function countStaged(db: Db, id: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from import_row where run_id = ${id}`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function clearStaged(db: Db | Tx, id: string): Promise<void> {
  await sql`delete from import_row where run_id = ${id}`.execute(db);
}

export async function clearRejects(db: Db | Tx, id: string): Promise<void> {
  await sql`delete from import_reject where run_id = ${id}`.execute(db);
}

export interface Reject {
  line: number;
  reasons: readonly Reason[];
}

export async function addRejects(tx: Db | Tx, id: string, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return;
  await sql`
    insert into import_reject (run_id, line, reasons)
    select ${id}::uuid, line, reasons::jsonb
    from unnest(${rejects.map(({ line }) => line)}::bigint[], ${rejects.map(({ reasons }) => JSON.stringify(reasons))}::text[])
      as t (line, reasons)
    on conflict (run_id, line) do update set reasons = excluded.reasons`.execute(tx);
}

export async function readRejects(db: Db, id: string, afterLine: number, limit: number): Promise<Reject[]> {
  const { rows } = await sql<Reject>`
    select line, reasons from import_reject where run_id = ${id} and line > ${afterLine} order by line limit ${limit}`.execute(
    db,
  );
  return rows;
}
