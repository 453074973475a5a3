import { verb } from "../../../platform/verb/verb.ts";
import { removeServiceInput, serviceView } from "../contract.ts";
import { refuseWhenNeeded } from "../graph/queries-dependencies.ts";
import { ownedSubject, unitOf } from "../subjects.ts";
import { lockService } from "./queries-services.ts";

export const removeService = verb({
  name: "service.remove",
  summary: "Removes a service that nothing hangs on; the answer is the service as it was.",
  http: { method: "DELETE", path: "/services/{serviceId}" },
  needs: "catalogue:edit",
  input: removeServiceInput,
  output: serviceView,
  scope: ({ tx, input }) => unitOf(tx, "service", input.serviceId),
  async run({ tx, input, note }) {
    const service = await lockService(tx, input.serviceId, input.version);
    await refuseWhenNeeded(tx, service.id);
    await tx.deleteFrom("service").where("id", "=", service.id).execute();
    note({
      kind: "service.removed",
      subject: ownedSubject("service", service),
      body: { name: service.name },
    });
    return service;
  },
});
