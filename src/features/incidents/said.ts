import { sql } from "kysely";
import type { Tx } from "../../platform/database/transaction.ts";
import { timeNames } from "./contract.ts";
import { timesOf, type IncidentRecord } from "./queries-incident.ts";

/** What a source and a person both may say of an incident: by the name in the contract, what stands. */
export function saidOf(record: IncidentRecord) {
  const { title, description, state, effect, impact, urgency, priority, category, cause } = record;
  const { unit_id: unitId, assignment_group: assignmentGroup, reopened_count: reopenedCount } = record;
  const grading = { effect, impact, urgency, priority };
  const texts = { title, description, category, cause, assignmentGroup };
  return { ...texts, unitId, state, ...grading, reopenedCount, ...timesOf(record) };
}

const columnOf: Readonly<Record<string, string>> = {
  unitId: "unit_id",
  assignmentGroup: "assignment_group",
  reopenedCount: "reopened_count",
};

/** Of the columns about to be written, what the source had said where a person now says something else. */
export function contradicted(
  record: IncidentRecord,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  if (record.source === null) return {};
  const stood: Readonly<Record<string, unknown>> = { ...record };
  const differs = (column: string) => column in changes && changes[column] !== stood[column];
  const isTime = (name: string) => timeNames.some((one) => one === name);
  return Object.fromEntries(
    Object.entries(saidOf(record)).filter(([name]) =>
      isTime(name) ? differs(`${name}_at`) || differs(`${name}_precision`) : differs(columnOf[name] ?? name),
    ),
  );
}

/** Remembers what the source said last of a field that a person changes; what is remembered already stays. */
export async function remember(tx: Tx, id: string, said: Readonly<Record<string, unknown>>): Promise<void> {
  if (Object.keys(said).length === 0) return;
  await sql`update incident set source_said = ${JSON.stringify(said)}::jsonb || coalesce(source_said, '{}')
    where id = ${id}`.execute(tx);
}
