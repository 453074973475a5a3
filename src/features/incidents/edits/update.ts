import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { incidentView, updateIncidentInput } from "../contract.ts";
import { everything, findRecord } from "../queries-incident.ts";
import { answerWith, incidentSubject, unitOfIncident } from "../store.ts";

/** Adding a line takes no version: two people may each say what they know at once, and neither is lost. */
export const updateIncident = verb({
  name: "incident.update",
  summary: "Says what has happened or been found out; it stands in the timeline.",
  http: { method: "POST", path: "/incidents/{incidentId}/updates" },
  needs: "incident:edit",
  input: updateIncidentInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  async run(context) {
    const { tx, input, now, note } = context;
    const record = await findRecord(tx, input.incidentId, everything);
    if (record.struck_out_at !== null) throw new AppError("incident.struck-out");
    await tx.updateTable("incident").set({ updated_at: now }).where("id", "=", record.id).execute();
    note({
      kind: "incident.updated",
      subject: incidentSubject(record.id, record.unit_id),
      body: { text: input.text },
    });
    return answerWith(context, record.id);
  },
});
