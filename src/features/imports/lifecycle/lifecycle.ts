import { extraOf, type MappedRow } from "../mapping/row.ts";
import type { IncidentState } from "../mapping/fields.ts";
import type { Moment } from "../read/dates/moment.ts";
import { reason, type Reason } from "../reasons.ts";
import { changesOf, isEnded, statesOf, type Change, type StateSpan } from "./history.ts";
import { orderEvents } from "./order.ts";
import { flagOf, listOf, momentOf, numberOf, stateOf, textOf } from "./values.ts";

/** An incident as it stands after all its events; null is what the source does not say. */
export type ImportedIncident = {
  readonly key: string;
  readonly number: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly state: IncidentState;
  readonly impact: number | null;
  readonly urgency: number | null;
  readonly priority: number | null;
  readonly started: Moment | null;
  readonly detected: Moment | null;
  readonly acknowledged: Moment | null;
  readonly restored: Moment | null;
  readonly closed: Moment | null;
  readonly reopenedCount: number;
  readonly category: string | null;
  readonly assignmentGroup: string | null;
  readonly services: readonly string[];
  readonly systems: readonly string[];
  readonly supplier: string | null;
  readonly supplierCase: string | null;
  readonly unit: string | null;
  readonly site: string | null;
  readonly cause: string | null;
  readonly sourcePromiseKept: boolean | null;
  readonly major: boolean | null;
  readonly majorGround: string | null;
  readonly parent: string | null;
  readonly duplicateOf: string | null;
  readonly problem: string | null;
  readonly change: string | null;
  readonly extra: Readonly<Record<string, string>>;
};

export type Lifecycle = {
  readonly record: ImportedIncident;
  readonly history: readonly Change[];
  readonly oddities: readonly Reason[];
  /** How many rows the record was made of. */
  readonly events: number;
};

/** The rule of imports: the rows of one incident, in any order, make one record and its history. */
export function lifecycleOf(rows: readonly [MappedRow, ...MappedRow[]]): Lifecycle {
  const { events, oddities } = orderEvents(rows);
  const [first] = rows;
  const latest = latestOf(events);
  const spans = statesOf(events);
  const history = changesOf(events);
  const state = spans.at(-1)?.state ?? stateFromTimes(latest);
  const times = timesOf(events, latest, spans, state);
  const counted = highestCount(events);
  const seen = history.filter((change) => change.reopens).length;
  const record: ImportedIncident = {
    key: first.key,
    number: latest("number", textOf),
    title: latest("title", textOf),
    description: latest("description", textOf),
    state,
    impact: latest("impact", numberOf),
    urgency: latest("urgency", numberOf),
    priority: latest("priority", numberOf),
    ...times,
    // What the source counted is its fact; what its events say is told beside it where it differs.
    reopenedCount: counted ?? seen,
    category: latest("category", textOf),
    assignmentGroup: latest("assignmentGroup", textOf),
    services: latestList(events, "service"),
    systems: latestList(events, "system"),
    supplier: latest("supplier", textOf),
    supplierCase: latest("supplierCase", textOf),
    unit: latest("unit", textOf),
    site: latest("site", textOf),
    cause: latest("cause", textOf),
    sourcePromiseKept: latest("promiseKept", flagOf),
    major: latest("major", flagOf),
    majorGround: latest("majorGround", textOf),
    parent: latest("parent", textOf),
    duplicateOf: latest("duplicateOf", textOf),
    problem: latest("problem", textOf),
    change: latest("change", textOf),
    extra: mergedExtra(events),
  };
  const differs = events.length > 1 && counted !== null && counted !== seen;
  const counts = differs ? [reason("lifecycle-reopen-count-differs", { source: counted, events: seen })] : [];
  return {
    record,
    history,
    oddities: [
      ...oddities,
      ...unknownStates(events),
      ...counts,
      ...oddTimes(record, latest("created", momentOf)),
    ],
    events: events.length,
  };
}

function highestCount(events: readonly MappedRow[]): number | null {
  let highest: number | null = null;
  for (const event of events) {
    const count = numberOf(event, "reopenedCount");
    if (count !== null) highest = Math.max(highest ?? 0, count);
  }
  return highest;
}

type Latest = <T>(field: string, read: (row: MappedRow, field: string) => T | null) => T | null;

/** The last event that says anything about a field speaks for it. */
function latestOf(events: readonly MappedRow[]): Latest {
  return (field, read) => {
    for (let i = events.length - 1; i >= 0; i -= 1) {
      const event = events[i];
      const value = event === undefined ? null : read(event, field);
      if (value !== null) return value;
    }
    return null;
  };
}

function latestList(events: readonly MappedRow[], field: string): readonly string[] {
  return events.map((event) => listOf(event, field)).findLast((list) => list.length > 0) ?? [];
}

function mergedExtra(events: readonly MappedRow[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const event of events) Object.assign(merged, extraOf(event));
  return Object.fromEntries(Object.entries(merged).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A source without states still has times. */
function stateFromTimes(latest: Latest): IncidentState {
  if (latest("closed", momentOf) !== null) return "closed";
  if (latest("restored", momentOf) !== null) return "restored";
  return latest("acknowledged", momentOf) === null ? "new" : "acknowledged";
}

type Times = Pick<ImportedIncident, "started" | "detected" | "acknowledged" | "restored" | "closed">;

function timesOf(
  events: readonly MappedRow[],
  latest: Latest,
  spans: readonly StateSpan[],
  state: IncidentState,
): Times {
  const working: readonly IncidentState[] = ["acknowledged", "in-progress", "waiting"];
  // Of a single row it is not known when its state began, only that it had it then.
  const known = events.length > 1 ? spans : [];
  const ended = isEnded(state);
  return {
    started: latest("started", momentOf),
    detected: latest("detected", momentOf),
    acknowledged:
      latest("acknowledged", momentOf) ?? known.find((span) => working.includes(span.state))?.at ?? null,
    // Open again means neither restored nor closed, whatever time the earlier restoring left behind.
    restored: ended ? (latest("restored", momentOf) ?? lastInto(known, "restored")) : null,
    closed:
      state === "closed" || state === "cancelled"
        ? (latest("closed", momentOf) ?? lastInto(known, state))
        : null,
  };
}

function lastInto(spans: readonly StateSpan[], state: IncidentState): Moment | null {
  return spans.findLast((span) => span.state === state)?.at ?? null;
}

function unknownStates(events: readonly MappedRow[]): Reason[] {
  const count = events.filter((event) => event.layout.fields.has("state") && stateOf(event) === null).length;
  return count === 0 ? [] : [reason("lifecycle-state-unknown", { count })];
}

function oddTimes(record: ImportedIncident, created: Moment | null): Reason[] {
  const { detected, acknowledged, restored, closed, state } = record;
  const odd: Reason[] = [];
  if (before(created, detected)) odd.push(reason("lifecycle-created-before-opened"));
  if (before(acknowledged, detected)) odd.push(reason("lifecycle-acknowledged-before-opened"));
  if (before(restored, detected)) odd.push(reason("lifecycle-restored-before-opened"));
  if (before(closed, restored)) odd.push(reason("lifecycle-closed-before-restored"));
  if (state === "restored" && restored === null) odd.push(reason("lifecycle-state-without-time", { state }));
  if (state === "closed" && closed === null) odd.push(reason("lifecycle-state-without-time", { state }));
  return odd;
}

/** Surely before: a day is not before an hour of the same day. */
function before(a: Moment | null, b: Moment | null): boolean {
  if (a === null || b === null) return false;
  const slack = { minute: 0, hour: 3_600_000, day: 86_400_000, night: 129_600_000, week: 604_800_000 };
  return a.ms + slack[a.precision] <= b.ms && a.ms < b.ms;
}
