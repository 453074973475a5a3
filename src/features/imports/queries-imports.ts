import { sql, type RawBuilder, type SqlBool } from "kysely";
import { offsetOf } from "../../platform/verb/paging.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import { AppError } from "../../shared/errors.ts";
import type { ImportView } from "./contract/imports.ts";
import type { Doubts } from "./run/state.ts";

type Row = Omit<ImportView, "doubts" | "error"> & {
  doubts: Doubts;
  errorCode: string | null;
  errorParams: Record<string, string | number> | null;
};

const columns = sql`
  r.id, r.file_name as "fileName", r.file_size as "fileSize", r.profile ->> 'key' as "profileKey", r.target, r.source,
  r.dry, r.state, r.cancel_wanted as "cancelWanted", r.progress, r.rows_read as "rowsRead",
  r.rows_blank as "rowsBlank", r.rows_taken as "rowsTaken", r.rows_unchanged as "rowsUnchanged",
  r.rows_rejected as "rowsRejected", r.records_added as "recordsAdded", r.records_changed as "recordsChanged",
  r.records_unchanged as "recordsUnchanged", r.records_rejected as "recordsRejected", r.doubts,
  r.error_code as "errorCode", r.error_params as "errorParams", r.rejects_file_id is not null as "hasRejects",
  r.requested_at as "requestedAt", p.name as "requestedByName", r.finished_at as "finishedAt"`;

/** An import touches any unit: whoever sees imports over the topmost unit sees them all, others none. */
const from = sql`import_run r join unit top on top.parent_id is null left join person p on p.id = r.requested_by`;

function viewOf({ doubts, errorCode, errorParams, ...row }: Row): ImportView {
  return {
    ...row,
    doubts: Object.values(doubts).map(({ count, line, example }) => ({ count, line, reason: example })),
    error: errorCode === null ? null : { code: errorCode, params: errorParams ?? {} },
  };
}

export async function listImports(
  db: Db,
  input: { limit: number; page: number },
  seen: RawBuilder<SqlBool>,
): Promise<{ items: ImportView[]; total: { count: number; more: boolean }; nextCursor: null }> {
  const { rows } = await sql<Row>`
    select ${columns} from ${from} where ${seen}
    order by r.requested_at desc, r.id desc limit ${input.limit} offset ${offsetOf(input)}`.execute(db);
  const counted = await sql<{ n: number }>`
    select count(*) as n from (select from ${from} where ${seen} limit 10001) t`.execute(db);
  const n = counted.rows[0]?.n ?? 0;
  return {
    items: rows.map(viewOf),
    total: { count: Math.min(n, 10_000), more: n > 10_000 },
    nextCursor: null,
  };
}

export async function findImport(db: Db | Tx, id: string, seen: RawBuilder<SqlBool>): Promise<ImportView> {
  const { rows } = await sql<Row>`select ${columns} from ${from} where r.id = ${id} and ${seen}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new AppError("record.not-found");
  return viewOf(row);
}

export async function rejectsFileOf(db: Db, id: string, seen: RawBuilder<SqlBool>): Promise<string> {
  const { rows } = await sql<{ fileId: string | null }>`
    select r.rejects_file_id as "fileId" from ${from} where r.id = ${id} and ${seen}`.execute(db);
  const fileId = rows[0]?.fileId ?? null;
  if (fileId === null) throw new AppError("record.not-found");
  return fileId;
}

/** An upload is its owner's until it is imported: nobody reads another's file by its id. */
export async function ownFile(
  db: Db | Tx,
  fileId: string,
  actorId: string | null,
): Promise<{ name: string; size: number }> {
  const file = await db
    .selectFrom("file")
    .select(["name", "size"])
    .where("id", "=", fileId)
    .where("complete", "=", true)
    .where("created_by", "=", actorId)
    .executeTakeFirst();
  if (file === undefined) throw new AppError("record.not-found");
  return file;
}

export async function readRequester(db: Db | Tx, id: string): Promise<string | null> {
  const row = await db
    .selectFrom("import_run")
    .select("requested_by")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.requested_by ?? null;
}
