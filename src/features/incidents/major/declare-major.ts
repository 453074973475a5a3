import { AppError } from "../../../shared/errors.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { declareMajorInput, incidentView } from "../contract.ts";
import { answerWith, incidentSubject, lockIncident, saveIncident, unitOfIncident } from "../store.ts";

export const declareMajor = verb({
  name: "incident.declare-major",
  summary: "Declares it a major incident, with the ground for it.",
  http: { method: "POST", path: "/incidents/{incidentId}/major" },
  needs: "incident:lead",
  input: declareMajorInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  async run(context) {
    const { tx, input, now, note } = context;
    const record = await lockIncident(context);
    if (record.state === "cancelled") {
      throw new AppError("incident.not-in-state", { params: { state: record.state } });
    }
    const columns = {
      major: true,
      major_ground: input.ground,
      major_declared_at: record.major_declared_at ?? now,
    };
    await saveIncident(tx, record, columns, now);
    note({
      kind: "incident.declared-major",
      subject: incidentSubject(record.id, record.unit_id),
      body: { ground: input.ground, before: record.major_ground },
    });
    return answerWith(context, record.id);
  },
});
