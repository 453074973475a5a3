import { sql } from "kysely";
import type { Db } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Instant } from "../../../shared/time.ts";
import type { Counts, Doubts, RunState } from "./state.ts";

/** What became of a run, for whoever asked for it. */
export interface RunOutcome extends Counts {
  id: string;
  fileName: string;
  target: string;
  source: string;
  dry: boolean;
  state: RunState;
  doubts: Doubts;
  errorCode: string | null;
  errorParams: Record<string, string | number> | null;
  rejectsFileId: string | null;
  startedAt: Instant | null;
  finishedAt: Instant | null;
}

export async function readOutcome(db: Db, id: string): Promise<RunOutcome> {
  const { rows } = await sql<RunOutcome>`
    select id, file_name as "fileName", target, source, dry, state, doubts, error_code as "errorCode",
      error_params as "errorParams", rejects_file_id as "rejectsFileId", started_at as "startedAt",
      finished_at as "finishedAt", rows_read as "rowsRead", rows_blank as "rowsBlank", rows_taken as "rowsTaken",
      rows_unchanged as "rowsUnchanged", rows_rejected as "rowsRejected", records_added as "recordsAdded",
      records_changed as "recordsChanged", records_unchanged as "recordsUnchanged",
      records_rejected as "recordsRejected"
    from import_run where id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new AppError("record.not-found");
  return row;
}

/** Which of a source's files came in whole. */
export async function filesDone(db: Db, source: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("import_run")
    .select("file_name")
    .where("source", "=", source)
    .where("state", "=", "done")
    .where("dry", "=", false)
    .execute();
  return new Set(rows.map((row) => row.file_name));
}
