import { sql, type SqlBool } from "kysely";
import { AppError } from "../../shared/errors.ts";
import { changesOf } from "../../platform/verb/changes.ts";
import { verb } from "../../platform/verb/verb.ts";
import { editUnitInput, unitView } from "./contract.ts";
import { findUnit, lockUnit } from "./queries-units.ts";
import { moveUnit, unitSubject } from "./units.ts";

export const editUnit = verb({
  name: "unit.edit",
  summary: "Renames, recounts or moves a unit.",
  http: { method: "PATCH", path: "/units/{unitId}" },
  needs: "organisation:edit",
  input: editUnitInput,
  output: unitView,
  // Both ends of a move: nobody may pull a unit out of, or push it into, what is not theirs.
  scope: async ({ input }) =>
    input.parentId === undefined ? [input.unitId] : [input.unitId, input.parentId],
  async run({ tx, input, now, note }) {
    const { unitId, version, ...wanted } = input;
    const unit = await lockUnit(tx, unitId, version);
    const changes = changesOf(unit, wanted);
    if (wanted.parentId !== undefined && wanted.parentId !== unit.parentId) {
      if (unit.parentId === null) throw new AppError("unit.root");
      await moveUnit(tx, unitId, wanted.parentId);
    }
    await tx
      .updateTable("unit")
      .set({
        name: wanted.name ?? unit.name,
        kind: wanted.kind ?? unit.kind,
        code: wanted.code === undefined ? unit.code : wanted.code,
        people_count: wanted.peopleCount === undefined ? unit.peopleCount : wanted.peopleCount,
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", unitId)
      .execute();
    note({ kind: "unit.edited", subject: unitSubject(unitId), body: { changes } });
    return findUnit(tx, unitId, sql<SqlBool>`true`);
  },
});
