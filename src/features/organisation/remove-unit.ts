import { AppError } from "../../shared/errors.ts";
import { verb } from "../../platform/verb/verb.ts";
import { removeUnitInput, unitView } from "./contract.ts";
import { lockUnit } from "./queries-units.ts";
import { unitSubject } from "./units.ts";

export const removeUnit = verb({
  name: "unit.remove",
  summary: "Removes a unit that nothing hangs on; the answer is the unit as it was.",
  http: { method: "DELETE", path: "/units/{unitId}" },
  needs: "organisation:edit",
  input: removeUnitInput,
  output: unitView,
  scope: async ({ input }) => [input.unitId],
  async run({ tx, input, note }) {
    const unit = await lockUnit(tx, input.unitId, input.version);
    if (unit.parentId === null) throw new AppError("unit.root");
    await tx.deleteFrom("unit").where("id", "=", unit.id).execute();
    note({
      kind: "unit.removed",
      subject: { ...unitSubject(unit.id), unitId: unit.parentId },
      body: { name: unit.name },
    });
    return unit;
  },
});
