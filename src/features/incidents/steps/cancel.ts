import { verb } from "../../../platform/verb/verb.ts";
import { actWithReasonInput, incidentView } from "../contract.ts";
import { unitOfIncident } from "../store.ts";
import { takeStep } from "./take-step.ts";

export const cancelIncident = verb({
  name: "incident.cancel",
  summary: "Says that it was no incident; it is counted nowhere.",
  http: { method: "POST", path: "/incidents/{incidentId}/cancellation" },
  needs: "incident:edit",
  input: actWithReasonInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  run: (context) =>
    takeStep(context, {
      name: "cancel",
      kind: "incident.cancelled",
      body: { reason: context.input.reason },
    }),
});
