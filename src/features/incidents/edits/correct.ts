import { AppError } from "../../../shared/errors.ts";
import type { PreciseInstant } from "../../../shared/time.ts";
import { changesOf } from "../../../platform/verb/changes.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { correctIncidentInput, incidentView, timeNames, type IncidentTimes } from "../contract.ts";
import { timesOf } from "../queries-incident.ts";
import { timeColumns } from "../steps/take-step.ts";
import {
  answerWith,
  checkTimes,
  incidentSubject,
  lockIncident,
  readTimeZone,
  saveIncident,
  unitOfIncident,
} from "../store.ts";

type Times = Partial<Record<(typeof timeNames)[number], PreciseInstant | null | undefined>>;

/** The times after the correction. A time that was already known is changed with a reason only. */
function corrected(before: IncidentTimes, wanted: Times, reason: string | undefined): IncidentTimes {
  const after = { ...before };
  for (const name of timeNames) {
    const time = wanted[name];
    if (time === undefined) continue;
    const known = before[name];
    const same =
      known !== null && time !== null && known.at === time.at && known.precision === time.precision;
    if (known !== null && !same && reason === undefined) throw new AppError("incident.reason-needed");
    after[name] = time;
  }
  return after;
}

export const correctIncident = verb({
  name: "incident.correct",
  summary: "Corrects texts and times, also back in time; what stood before remains in the journal.",
  http: { method: "PATCH", path: "/incidents/{incidentId}" },
  needs: "incident:edit",
  input: correctIncidentInput,
  output: incidentView,
  // Both ends: nobody may hand an incident to a unit that is not theirs to write in.
  scope: async ({ tx, input }) => [
    ...(await unitOfIncident(tx, input.incidentId)),
    ...(input.unitId === undefined ? [] : [input.unitId]),
  ],
  async run(context) {
    const { tx, input, now, note } = context;
    const record = await lockIncident(context);
    const before = timesOf(record);
    const times = corrected(before, input.times ?? {}, input.reason);
    const timesReason = input.timesReason ?? record.times_reason;
    if (input.times !== undefined) checkTimes(times, await readTimeZone(tx), timesReason);
    const { title, description, publicText, unitId } = input;
    const { public_text, unit_id } = record;
    const changes = changesOf(
      { ...record, publicText: public_text, unitId: unit_id, ...before },
      { title, description, publicText, unitId, ...times },
    );
    await saveIncident(
      tx,
      record,
      {
        title: title ?? record.title,
        description: description ?? record.description,
        public_text: publicText ?? public_text,
        unit_id: unitId ?? unit_id,
        ...timeColumns(times),
        times_reason: timesReason,
      },
      now,
    );
    note({
      kind: "incident.corrected",
      subject: incidentSubject(record.id, unitId ?? unit_id),
      body: { changes, reason: input.reason, timesReason: input.timesReason },
    });
    return answerWith(context, record.id);
  },
});
