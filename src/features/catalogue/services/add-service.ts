import { newId } from "../../../shared/ids.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { addServiceInput, serviceView } from "../contract.ts";
import { ownedSubject } from "../subjects.ts";
import { findService } from "./queries-services.ts";

export const addService = verb({
  name: "service.add",
  summary: "Adds a service.",
  http: { method: "POST", path: "/services" },
  needs: "catalogue:edit",
  input: addServiceInput,
  output: serviceView,
  scope: async ({ input }) => [input.unitId],
  async run({ tx, input, now, note }) {
    const id = newId();
    await tx
      .insertInto("service")
      .values({
        id,
        name: input.name,
        kind: input.kind,
        area_id: input.areaId,
        unit_id: input.unitId,
        description: input.description,
        promised_restore_minutes: input.promisedRestoreMinutes,
        vital: input.vital,
        updated_at: now,
      })
      .execute();
    note({
      kind: "service.added",
      subject: ownedSubject("service", { id, unitId: input.unitId }),
      body: { ...input },
    });
    return findService(tx, id);
  },
});
