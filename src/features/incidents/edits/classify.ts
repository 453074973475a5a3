import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { classifyIncidentInput, incidentView } from "../contract.ts";
import { readHitIds } from "../hits.ts";
import { readPromise } from "../promise.ts";
import { readMatrix } from "../queries-incident.ts";
import { decidePriority, proposedPriority } from "../rules.ts";
import { answerWith, incidentSubject, lockIncident, saveIncident, unitOfIncident } from "../store.ts";

export const classifyIncident = verb({
  name: "incident.classify",
  summary: "Says how bad it is, how soon it must be mended, and of what kind it is.",
  http: { method: "PATCH", path: "/incidents/{incidentId}/classification" },
  needs: "incident:edit",
  input: classifyIncidentInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  async run(context) {
    const { tx, input, now, note } = context;
    const record = await lockIncident(context);
    const impact = input.impact === undefined ? record.impact : input.impact;
    const urgency = input.urgency === undefined ? record.urgency : input.urgency;
    const proposed = proposedPriority(await readMatrix(tx), impact, urgency);
    const decided = decidePriority(proposed, input.priority ?? null, input.priorityReason ?? null);
    const wanted = {
      effect: input.effect,
      impact: input.impact,
      urgency: input.urgency,
      ...decided,
      category: input.category,
      cause: input.cause,
      assignmentGroup: input.assignmentGroup,
    };
    const { priority_reason: priorityReason, assignment_group: assignmentGroup } = record;
    const changes = changesOf({ ...record, priorityReason, assignmentGroup }, wanted);
    const hits = await readHitIds(tx, record.id);
    const promised = await readPromise(tx, {
      ...hits,
      priority: decided.priority,
      openedAt: record.opened_at,
    });
    await saveIncident(
      tx,
      record,
      {
        effect: input.effect === undefined ? record.effect : input.effect,
        impact,
        urgency,
        priority: decided.priority,
        priority_reason: decided.priorityReason,
        category: input.category === undefined ? record.category : input.category,
        cause: input.cause === undefined ? record.cause : input.cause,
        assignment_group:
          input.assignmentGroup === undefined ? record.assignment_group : input.assignmentGroup,
        promised_minutes: promised,
      },
      now,
    );
    note({
      kind: "incident.classified",
      subject: incidentSubject(record.id, record.unit_id),
      body: { changes },
    });
    return answerWith(context, record.id);
  },
});
