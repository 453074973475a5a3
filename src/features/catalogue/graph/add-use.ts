import { sql } from "kysely";
import { visible } from "../../../platform/actor.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { findUnit } from "../../organisation/index.ts";
import { useInput, useView } from "../contract.ts";
import { findService } from "../services/queries-services.ts";
import { seesService } from "../subjects.ts";
import { findUse } from "./queries-uses.ts";
import { useSubject } from "./use-subject.ts";

export const addUse = verb({
  name: "service-use.add",
  summary: "Says that a unit, with all units under it, uses a service.",
  http: { method: "POST", path: "/service-uses" },
  needs: "catalogue:edit",
  input: useInput,
  output: useView,
  // The unit says what it uses; the service must only be seen.
  scope: async ({ input }) => [input.unitId],
  async run({ tx, input, note, actor }) {
    const sees = (column: string) => visible(actor, "catalogue:read", sql.ref(column));
    await findUnit(tx, input.unitId, sees("u.id"));
    const service = await findService(tx, input.serviceId, seesService(sees, "s"));
    await tx
      .insertInto("service_use")
      .values({ service_id: input.serviceId, unit_id: input.unitId })
      .execute();
    note({
      kind: "service-use.added",
      subject: useSubject(service.id, input.unitId),
      body: { service: service.name, unitId: input.unitId },
    });
    return findUse(tx, input.serviceId, input.unitId);
  },
});
