import { verb } from "../../../platform/verb/verb.ts";
import { closeInput, incidentView } from "../contract.ts";
import { unitOfIncident } from "../store.ts";
import { takeStep } from "./take-step.ts";

export const closeIncident = verb({
  name: "incident.close",
  summary: "Closes it: all that followed is done.",
  http: { method: "POST", path: "/incidents/{incidentId}/closing" },
  needs: "incident:edit",
  input: closeInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  run: (context) =>
    takeStep(context, {
      name: "close",
      kind: "incident.closed",
      times: (_before, at) => ({ closed: at }),
      columns: (record) => ({ cause: context.input.cause ?? record.cause }),
      body: { cause: context.input.cause },
    }),
});
