import type { VerbContext } from "../../../platform/verb/verb.ts";
import type { PreciseInstant } from "../../../shared/time.ts";
import type { IncidentTimes, IncidentView } from "../contract.ts";
import { timesOf, type IncidentRecord } from "../queries-incident.ts";
import { stateAfter } from "../rules.ts";
import {
  answerWith,
  checkTimes,
  incidentSubject,
  lockIncident,
  readTimeZone,
  saveIncident,
} from "../store.ts";

export interface StepInput {
  incidentId: string;
  version: number;
  at?: PreciseInstant | undefined;
  timesReason?: string | undefined;
}

interface Step {
  name: Parameters<typeof stateAfter>[1];
  /** The fact, as the journal says it. */
  kind: string;
  /** The times after it; those left out stay. */
  times?(record: IncidentTimes, at: PreciseInstant): Partial<IncidentTimes>;
  /** Other columns that change with it. */
  columns?(record: IncidentRecord): Record<string, string | number | boolean | null>;
  /** What else the journal is told. */
  body?: Record<string, unknown>;
}

export function timeColumns(times: Partial<IncidentTimes>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(times).flatMap(([name, time]) => [
      [`${name}_at`, time?.at ?? null],
      [`${name}_precision`, time?.precision ?? null],
    ]),
  );
}

/** Every change of state goes this way: lock, is it possible, do the times hold, write, note. */
export async function takeStep<Input extends StepInput>(
  context: VerbContext<Input>,
  step: Step,
): Promise<IncidentView> {
  const { tx, input, now, note } = context;
  const record = await lockIncident(context);
  const state = stateAfter(record.state, step.name);
  const at = input.at ?? { at: now, precision: "minute" };
  const before = timesOf(record);
  const changed = step.times?.(before, at) ?? {};
  const reason = input.timesReason ?? record.times_reason;
  if (Object.keys(changed).length > 0) checkTimes({ ...before, ...changed }, await readTimeZone(tx), reason);
  const columns = { state, ...timeColumns(changed), times_reason: reason, ...step.columns?.(record) };
  await saveIncident(tx, record, columns, now);
  note({
    kind: step.kind,
    subject: incidentSubject(record.id, record.unit_id),
    body: { from: record.state, to: state, at, timesReason: input.timesReason, ...step.body },
    happenedAt: at.at,
  });
  return answerWith(context, record.id);
}
