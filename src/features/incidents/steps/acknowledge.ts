import { verb } from "../../../platform/verb/verb.ts";
import { actInput, incidentView } from "../contract.ts";
import { unitOfIncident } from "../store.ts";
import { takeStep } from "./take-step.ts";

export const acknowledgeIncident = verb({
  name: "incident.acknowledge",
  summary: "Takes the incident on.",
  http: { method: "POST", path: "/incidents/{incidentId}/acknowledgement" },
  needs: "incident:edit",
  input: actInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  run: (context) =>
    takeStep(context, {
      name: "acknowledge",
      kind: "incident.acknowledged",
      times: (_before, at) => ({ acknowledged: at }),
    }),
});
