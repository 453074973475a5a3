import { verb } from "../../../platform/verb/verb.ts";
import { useInput, useView } from "../contract.ts";
import { findUse } from "./queries-uses.ts";
import { useSubject } from "./use-subject.ts";

export const removeUse = verb({
  name: "service-use.remove",
  summary: "Says that a unit no longer uses a service; the answer is the use as it was.",
  http: { method: "DELETE", path: "/service-uses/{serviceId}/{unitId}" },
  needs: "catalogue:edit",
  input: useInput,
  output: useView,
  scope: async ({ input }) => [input.unitId],
  async run({ tx, input, note }) {
    const use = await findUse(tx, input.serviceId, input.unitId);
    await tx
      .deleteFrom("service_use")
      .where("service_id", "=", input.serviceId)
      .where("unit_id", "=", input.unitId)
      .execute();
    note({
      kind: "service-use.removed",
      subject: useSubject(use.serviceId, use.unitId),
      body: { service: use.serviceName, unitId: use.unitId },
    });
    return use;
  },
});
