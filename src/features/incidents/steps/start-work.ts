import { verb } from "../../../platform/verb/verb.ts";
import { actInput, incidentView } from "../contract.ts";
import { unitOfIncident } from "../store.ts";
import { takeStep } from "./take-step.ts";

export const startWork = verb({
  name: "incident.start-work",
  summary: "Begins, or goes on with, the work on it.",
  http: { method: "POST", path: "/incidents/{incidentId}/work" },
  needs: "incident:edit",
  input: actInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  run: (context) =>
    takeStep(context, {
      name: "start",
      kind: "incident.work-started",
      // Whoever works on it has taken it on.
      times: (before, at) => (before.acknowledged === null ? { acknowledged: at } : {}),
    }),
});
