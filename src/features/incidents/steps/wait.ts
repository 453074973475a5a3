import { verb } from "../../../platform/verb/verb.ts";
import { actWithReasonInput, incidentView } from "../contract.ts";
import { unitOfIncident } from "../store.ts";
import { takeStep } from "./take-step.ts";

export const waitWithIncident = verb({
  name: "incident.wait",
  summary: "Says that it waits for something, and for what.",
  http: { method: "POST", path: "/incidents/{incidentId}/waiting" },
  needs: "incident:edit",
  input: actWithReasonInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  run: (context) =>
    takeStep(context, {
      name: "wait",
      kind: "incident.waiting",
      times: (before, at) => (before.acknowledged === null ? { acknowledged: at } : {}),
      body: { reason: context.input.reason },
    }),
});
