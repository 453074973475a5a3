import { verb } from "../../../platform/verb/verb.ts";
import { cancelPlannedOutageInput, plannedOutageView } from "../contract.ts";
import { lockPlannedOutage, plannedOutageSubject, savePlannedOutage, unitOfPlannedOutage } from "./store.ts";

export const cancelPlannedOutage = verb({
  name: "planned-outage.cancel",
  summary: "Calls the planned outage off, with the reason.",
  http: { method: "POST", path: "/planned-outages/{plannedOutageId}/cancellation" },
  needs: "planned-outage:edit",
  input: cancelPlannedOutageInput,
  output: plannedOutageView,
  scope: ({ tx, input }) => unitOfPlannedOutage(tx, input.plannedOutageId),
  async run({ tx, input, now, note }) {
    const outage = await lockPlannedOutage(tx, input, ["planned", "ongoing"], now);
    note({
      kind: "planned-outage.cancelled",
      subject: plannedOutageSubject(outage.id, outage.unit.id),
      body: { reason: input.reason },
    });
    return savePlannedOutage(tx, outage, { state: "cancelled" }, now);
  },
});
