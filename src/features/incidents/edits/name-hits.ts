import { verb } from "../../../platform/verb/verb.ts";
import { incidentView, nameHitInput } from "../contract.ts";
import { readHitIds, saveHits } from "../hits.ts";
import { readPromise } from "../promise.ts";
import { remember } from "../said.ts";
import { answerWith, incidentSubject, lockIncident, saveIncident, unitOfIncident } from "../store.ts";

export const nameHits = verb({
  name: "incident.name-hits",
  summary: "Names the services and systems that it hits; who is hit by them is derived.",
  http: { method: "PUT", path: "/incidents/{incidentId}/hits" },
  needs: "incident:edit",
  input: nameHitInput,
  output: incidentView,
  scope: ({ tx, input }) => unitOfIncident(tx, input.incidentId),
  async run(context) {
    const { tx, input, now, note } = context;
    const record = await lockIncident(context);
    const before = await readHitIds(tx, record.id);
    const { serviceIds, systemIds } = input;
    await saveHits(tx, record.id, serviceIds, systemIds);
    const asked = { serviceIds, systemIds, priority: record.priority, openedAt: record.opened_at };
    await saveIncident(tx, record, { promised_minutes: await readPromise(tx, asked) }, now);
    if (record.source !== null) await remember(tx, record.id, before);
    const subject = incidentSubject(record.id, record.unit_id);
    note({ kind: "incident.hits-named", subject, body: { from: before, to: { serviceIds, systemIds } } });
    return answerWith(context, record.id);
  },
});
