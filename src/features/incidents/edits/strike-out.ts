import { verb } from "../../../platform/verb/verb.ts";
import { incidentView, strikeOutInput } from "../contract.ts";
import { answerWith, incidentSubject, lockIncident, saveIncident, unitOfIncident } from "../store.ts";

export const strikeOut = verb({
  name: "incident.strike-out",
  summary: "Strikes it out: it stands in no list and no figure, and can still be read, with the reason.",
  http: { method: "POST", path: "/incidents/{incidentId}/strike-out" },
  needs: "incident:lead",
  input: strikeOutInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  async run(context) {
    const { tx, input, now, note } = context;
    const record = await lockIncident(context);
    await saveIncident(tx, record, { struck_out_at: now, struck_out_reason: input.reason }, now);
    note({
      kind: "incident.struck-out",
      subject: incidentSubject(record.id, record.unit_id),
      body: { reason: input.reason },
    });
    return answerWith(context, record.id);
  },
});
