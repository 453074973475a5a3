import { AppError } from "../../../shared/errors.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { incidentView, unlinkIncidentInput } from "../contract.ts";
import { answerWith, incidentSubject, lockIncident, saveIncident, unitOfIncident } from "../store.ts";

export const unlinkIncident = verb({
  name: "incident.unlink",
  summary: "Takes a link away; that it was there remains in the journal.",
  http: { method: "DELETE", path: "/incidents/{incidentId}/links/{linkId}" },
  needs: "incident:edit",
  input: unlinkIncidentInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  async run(context) {
    const { tx, input, now, note } = context;
    const record = await lockIncident(context);
    const removed = await tx
      .deleteFrom("incident_link")
      .where("id", "=", input.linkId)
      .where("incident_id", "=", record.id)
      .returning(["id", "kind", "other_incident_id", "supplier_id", "reference"])
      .executeTakeFirst();
    if (removed === undefined) throw new AppError("record.not-found");
    await saveIncident(tx, record, {}, now);
    const {
      id: linkId,
      kind,
      other_incident_id: otherIncidentId,
      supplier_id: supplierId,
      reference,
    } = removed;
    note({
      kind: "incident.unlinked",
      subject: incidentSubject(record.id, record.unit_id),
      body: { linkId, kind, otherIncidentId, supplierId, reference },
    });
    return answerWith(context, record.id);
  },
});
