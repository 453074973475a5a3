import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { changeReachInput, incidentView, type ReachKind } from "../contract.ts";
import { answerWith, incidentSubject, lockIncident, saveIncident, unitOfIncident } from "../store.ts";

async function refuseUnknown(tx: Tx, kind: ReachKind, id: string): Promise<void> {
  const row = await tx.selectFrom(kind).select("id").where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new AppError("record.not-found");
}

export const changeReach = verb({
  name: "incident.change-reach",
  summary: "Widens or narrows who is hit against what the catalogue derives, with a reason.",
  http: { method: "PUT", path: "/incidents/{incidentId}/reach" },
  needs: "incident:edit",
  input: changeReachInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  async run(context) {
    const { tx, input, now, note } = context;
    const record = await lockIncident(context);
    const { targetKind, targetId, change, reason } = input;
    await refuseUnknown(tx, targetKind, targetId);
    await tx
      .deleteFrom("incident_reach")
      .where("incident_id", "=", record.id)
      .where("target_kind", "=", targetKind)
      .where("target_id", "=", targetId)
      .execute();
    if (change !== "derived") {
      await tx
        .insertInto("incident_reach")
        .values({
          id: newId(),
          incident_id: record.id,
          target_kind: targetKind,
          target_id: targetId,
          change,
          reason,
        })
        .execute();
    }
    await saveIncident(tx, record, {}, now);
    const subject = incidentSubject(record.id, record.unit_id);
    note({ kind: "incident.reach-changed", subject, body: { targetKind, targetId, change, reason } });
    return answerWith(context, record.id);
  },
});
