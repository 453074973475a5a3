import { sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import { query } from "../../platform/verb/query.ts";
import { z } from "zod";
import { priorityMatrixView, type PriorityMatrix } from "./contract.ts";

export async function findPriorityMatrix(db: Db | Tx): Promise<PriorityMatrix> {
  const cells = await db
    .selectFrom("priority_matrix")
    .select(["impact", "urgency", "priority"])
    .orderBy("impact")
    .orderBy("urgency")
    .execute();
  const promises = await db
    .selectFrom("priority_promise")
    .select(["priority", "restore_minutes as restoreMinutes"])
    .orderBy("priority")
    .execute();
  const { version } = await db.selectFrom("priority_setting").select("version").executeTakeFirstOrThrow();
  return { cells, promises, version };
}

/** Throws `record.stale` with the matrix as it is now. */
export async function lockPriorityMatrix(tx: Tx, version: number): Promise<PriorityMatrix> {
  await sql`select from priority_setting for update`.execute(tx);
  const current = await findPriorityMatrix(tx);
  if (current.version !== version) throw new AppError("record.stale", { current });
  return current;
}

export const readPriorityMatrix = query({
  name: "priority-matrix.read",
  summary: "Shows what priority follows from impact and urgency, and what each priority promises.",
  http: { method: "GET", path: "/priority-matrix" },
  needs: "incident:read",
  input: z.object({}),
  output: priorityMatrixView,
  run: ({ db }) => findPriorityMatrix(db),
});
