import type { MappedRow } from "../mapping/row.ts";
import type { IncidentState } from "../mapping/fields.ts";
import type { Moment } from "../read/dates/moment.ts";
import { listOf, momentOf, numberOf, stateOf, textOf } from "./values.ts";

const watched = [
  "state",
  "impact",
  "urgency",
  "priority",
  "category",
  "assignmentGroup",
  "service",
  "system",
] as const;
export type WatchedField = (typeof watched)[number];

/** One change of one field. Events that change nothing watched leave no entry. */
export type Change = {
  readonly at: Moment | null;
  readonly field: WatchedField;
  readonly from: string | number | null;
  readonly to: string | number | null;
  /** A state that follows restored or closed and is open again. */
  readonly reopens: boolean;
};

export type StateSpan = { readonly state: IncidentState; readonly at: Moment | null };

const ended: readonly IncidentState[] = ["restored", "closed", "cancelled"];

export function isEnded(state: IncidentState | null): boolean {
  return state !== null && ended.includes(state);
}

/** What changed between events in order. A value that an event lacks is no change: logs leave fields out. */
export function changesOf(events: readonly MappedRow[]): Change[] {
  const now = new Map<WatchedField, string | number>();
  const changes: Change[] = [];
  for (const event of events) {
    const at = momentOf(event, "changed");
    for (const field of watched) {
      const to = watchedValue(event, field);
      const from = now.get(field) ?? null;
      if (to === null || to === from) continue;
      now.set(field, to);
      const reopens = field === "state" && from !== null && isEndedName(from) && !isEndedName(to);
      changes.push({ at, field, from, to, reopens });
    }
  }
  return changes;
}

export function statesOf(events: readonly MappedRow[]): StateSpan[] {
  const spans: StateSpan[] = [];
  for (const event of events) {
    const state = stateOf(event);
    if (state !== null && state !== spans.at(-1)?.state)
      spans.push({ state, at: momentOf(event, "changed") });
  }
  return spans;
}

function isEndedName(value: string | number): boolean {
  return ended.some((state) => state === value);
}

function watchedValue(event: MappedRow, field: WatchedField): string | number | null {
  if (field === "state") return stateOf(event);
  if (field === "service" || field === "system") return listOf(event, field).join(", ") || null;
  return numberOf(event, field) ?? textOf(event, field);
}
