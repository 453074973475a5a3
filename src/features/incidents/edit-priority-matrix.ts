import { sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import { verb } from "../../platform/verb/verb.ts";
import { editPriorityMatrixInput, priorityMatrixView } from "./contract.ts";
import { findPriorityMatrix, lockPriorityMatrix } from "./priority-matrix.ts";

/** The settings have no row of their own that is spoken of: they are one, and this is its id. */
const MATRIX = "00000000-0000-7000-8000-000000000001";

export const editPriorityMatrix = verb({
  name: "priority-matrix.edit",
  summary: "Changes what priority follows from impact and urgency; what is already reported keeps its own.",
  http: { method: "PUT", path: "/priority-matrix" },
  needs: "settings:edit",
  input: editPriorityMatrixInput,
  output: priorityMatrixView,
  scope: async ({ tx }) => {
    const root = await tx.selectFrom("unit").select("id").where("parent_id", "is", null).execute();
    return root.map((unit) => unit.id);
  },
  async run({ tx, input, note }) {
    const before = await lockPriorityMatrix(tx, input.version);
    const { cells, promises } = input;
    const whole =
      new Set(cells.map(({ impact, urgency }) => `${impact}.${urgency}`)).size === 9 &&
      new Set(promises.map(({ priority }) => priority)).size === 5;
    if (!whole) {
      const said = { sv: "Varje ruta ska finnas en gång.", en: "Every cell must be there once." };
      throw new AppError("input.invalid", { faults: [{ path: "cells", ...said }] });
    }
    await sql`update priority_matrix m set priority = r.priority
      from unnest(${cells.map((cell) => cell.impact)}::int[], ${cells.map((cell) => cell.urgency)}::int[],
                  ${cells.map((cell) => cell.priority)}::int[]) as r (impact, urgency, priority)
      where m.impact = r.impact and m.urgency = r.urgency`.execute(tx);
    await sql`update priority_promise p set restore_minutes = r.minutes
      from unnest(${promises.map((promise) => promise.priority)}::int[],
                  ${promises.map((promise) => promise.restoreMinutes)}::int[]) as r (priority, minutes)
      where p.priority = r.priority`.execute(tx);
    await tx
      .updateTable("priority_setting")
      .set({ version: before.version + 1 })
      .execute();
    const after = await findPriorityMatrix(tx);
    note({
      kind: "priority-matrix.edited",
      subject: { type: "priority-matrix", id: MATRIX, unitId: null, needs: "incident:read" },
      body: { before, after, reason: input.reason },
    });
    return after;
  },
});
