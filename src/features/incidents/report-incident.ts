import { nextNumber } from "../../platform/numbering.ts";
import { verb } from "../../platform/verb/verb.ts";
import { newId } from "../../shared/ids.ts";
import { incidentView, reportIncidentInput, type IncidentTimes } from "./contract.ts";
import { saveHits, unitForNew } from "./hits.ts";
import { readPromise } from "./promise.ts";
import { readMatrix } from "./queries-incident.ts";
import { decidePriority, proposedPriority } from "./rules.ts";
import { answerWith, checkTimes, incidentSubject, readTimeZone, yearOf } from "./store.ts";

export const reportIncident = verb({
  name: "incident.report",
  summary: "Reports an incident: what and since when suffice.",
  http: { method: "POST", path: "/incidents" },
  needs: "incident:report",
  input: reportIncidentInput,
  output: incidentView,
  scope: async ({ tx, input, actor }) => [await unitForNew(tx, actor, "incident:report", input)],
  async run({ tx, input, actor, now, note }) {
    const timeZone = await readTimeZone(tx);
    const detected = input.detected ?? { at: now, precision: "minute" as const };
    const times: IncidentTimes = {
      started: input.started,
      detected,
      acknowledged: null,
      restored: null,
      closed: null,
    };
    checkTimes(times, timeZone, input.timesReason);
    const matrix = await readMatrix(tx);
    const proposed = proposedPriority(matrix, input.impact, input.urgency);
    const decided = decidePriority(proposed, input.priority, input.priorityReason ?? null);
    const serviceIds = input.serviceIds ?? [];
    const systemIds = input.systemIds ?? [];
    const unitId = await unitForNew(tx, actor, "incident:report", input);
    const id = newId();
    const openedAt = detected.at;
    const number = await nextNumber(tx, "INC", yearOf(openedAt, timeZone));
    await tx
      .insertInto("incident")
      .values({
        id,
        number,
        unit_id: unitId,
        title: input.title,
        description: input.description,
        public_text: input.publicText,
        state: "new",
        effect: input.effect,
        impact: input.impact,
        urgency: input.urgency,
        priority: decided.priority,
        priority_reason: decided.priorityReason,
        category: input.category,
        started_at: input.started.at,
        started_precision: input.started.precision,
        detected_at: detected.at,
        detected_precision: detected.precision,
        times_reason: input.timesReason ?? null,
        promised_minutes: await readPromise(tx, {
          serviceIds,
          systemIds,
          priority: decided.priority,
          openedAt,
        }),
        recorded_at: now,
        updated_at: now,
      })
      .execute();
    await saveHits(tx, id, serviceIds, systemIds);
    note({
      kind: "incident.reported",
      subject: incidentSubject(id, unitId),
      body: { ...input, number, detected, ...decided },
      happenedAt: input.started.at,
    });
    return answerWith({ tx, actor, now }, id);
  },
});
