import { AppError } from "../../../shared/errors.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { incidentView, withdrawMajorInput } from "../contract.ts";
import { answerWith, incidentSubject, lockIncident, saveIncident, unitOfIncident } from "../store.ts";

export const withdrawMajor = verb({
  name: "incident.withdraw-major",
  summary: "Says that it is no major incident after all, and why.",
  http: { method: "DELETE", path: "/incidents/{incidentId}/major" },
  needs: "incident:lead",
  input: withdrawMajorInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  async run(context) {
    const { tx, input, now, note } = context;
    const record = await lockIncident(context);
    if (!record.major) throw new AppError("record.not-found");
    await saveIncident(tx, record, { major: false, major_ground: null, major_declared_at: null }, now);
    note({
      kind: "incident.major-withdrawn",
      subject: incidentSubject(record.id, record.unit_id),
      body: { reason: input.reason, ground: record.major_ground },
    });
    return answerWith(context, record.id);
  },
});
