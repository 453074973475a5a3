import { sql, type SqlBool } from "kysely";
import { verb } from "../../platform/verb/verb.ts";
import { addUnitInput, unitView } from "./contract.ts";
import { findUnit } from "./queries-units.ts";
import { insertUnit, lockUnitTree, unitSubject } from "./units.ts";

export const addUnit = verb({
  name: "unit.add",
  summary: "Adds a unit under another.",
  http: { method: "POST", path: "/units" },
  needs: "organisation:edit",
  input: addUnitInput,
  output: unitView,
  scope: async ({ input }) => [input.parentId],
  async run({ tx, input, now, note }) {
    await lockUnitTree(tx);
    await findUnit(tx, input.parentId, sql<SqlBool>`true`);
    const id = await insertUnit(tx, input, now);
    note({ kind: "unit.added", subject: unitSubject(id), body: { ...input } });
    return findUnit(tx, id, sql<SqlBool>`true`);
  },
});
