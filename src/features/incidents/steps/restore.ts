import { verb } from "../../../platform/verb/verb.ts";
import { restoreInput, incidentView } from "../contract.ts";
import { unitOfIncident } from "../store.ts";
import { takeStep } from "./take-step.ts";

export const restoreIncident = verb({
  name: "incident.restore",
  summary: "Says that it works again, and since when.",
  http: { method: "POST", path: "/incidents/{incidentId}/restoration" },
  needs: "incident:edit",
  input: restoreInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  run: (context) =>
    takeStep(context, {
      name: "restore",
      kind: "incident.restored",
      times: (_before, at) => ({ restored: at }),
      columns: (record) => ({ cause: context.input.cause ?? record.cause }),
      body: { cause: context.input.cause, note: context.input.note },
    }),
});
