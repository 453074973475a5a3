import { newId } from "../../../shared/ids.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { addSystemInput, systemView } from "../contract.ts";
import { ownedSubject } from "../subjects.ts";
import { findSystem, setSuppliers } from "./queries-systems.ts";

export const addSystem = verb({
  name: "system.add",
  summary: "Adds a system with its suppliers.",
  http: { method: "POST", path: "/systems" },
  needs: "catalogue:edit",
  input: addSystemInput,
  output: systemView,
  scope: async ({ input }) => [input.unitId],
  async run({ tx, input, now, note }) {
    const id = newId();
    await tx
      .insertInto("system")
      .values({
        id,
        name: input.name,
        unit_id: input.unitId,
        maker: input.maker,
        description: input.description,
        updated_at: now,
      })
      .execute();
    await setSuppliers(tx, id, input.suppliers);
    note({
      kind: "system.added",
      subject: ownedSubject("system", { id, unitId: input.unitId }),
      body: { ...input },
    });
    return findSystem(tx, id);
  },
});
