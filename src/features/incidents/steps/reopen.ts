import { verb } from "../../../platform/verb/verb.ts";
import { actWithReasonInput, incidentView } from "../contract.ts";
import { countsAsReopened } from "../rules.ts";
import { unitOfIncident } from "../store.ts";
import { takeStep } from "./take-step.ts";

export const reopenIncident = verb({
  name: "incident.reopen",
  summary: "Opens it again: it was not over.",
  http: { method: "POST", path: "/incidents/{incidentId}/reopening" },
  needs: "incident:edit",
  input: actWithReasonInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  run: (context) =>
    takeStep(context, {
      name: "reopen",
      kind: "incident.reopened",
      times: () => ({ restored: null, closed: null }),
      columns: (record) => ({
        reopened_count: record.reopened_count + (countsAsReopened(record.state) ? 1 : 0),
      }),
      body: { reason: context.input.reason },
    }),
});
