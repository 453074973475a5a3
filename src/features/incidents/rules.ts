import { AppError } from "../../shared/errors.ts";
import { compareInstants, type Instant } from "../../shared/time.ts";
import type { Effect, IncidentAct, IncidentState, PlannedOutageState, ServiceStatus } from "./contract.ts";

const ongoing: readonly IncidentState[] = ["new", "acknowledged", "in-progress", "waiting"];
const ended: readonly IncidentState[] = ["restored", "closed", "cancelled"];

export function isOpen(state: IncidentState): boolean {
  return ongoing.includes(state);
}

type Step = Exclude<IncidentAct, "declare-major" | "withdraw-major">;

/** From which states an act is possible, and where it leads. */
const steps: Readonly<Record<Step, { from: readonly IncidentState[]; to: IncidentState }>> = {
  acknowledge: { from: ["new"], to: "acknowledged" },
  start: { from: ["new", "acknowledged", "waiting"], to: "in-progress" },
  wait: { from: ["new", "acknowledged", "in-progress"], to: "waiting" },
  restore: { from: ongoing, to: "restored" },
  close: { from: ["restored"], to: "closed" },
  reopen: { from: ended, to: "in-progress" },
  cancel: { from: ongoing, to: "cancelled" },
};
const stepNames: readonly Step[] = ["acknowledge", "start", "wait", "restore", "close", "reopen", "cancel"];

export interface Standing {
  state: IncidentState;
  major: boolean;
  struckOut: boolean;
}

/** What can be done with an incident as it stands. A struck-out one is only read. */
export function actsOf({ state, major, struckOut }: Standing): IncidentAct[] {
  if (struckOut) return [];
  const possible: IncidentAct[] = stepNames.filter((step) => steps[step].from.includes(state));
  if (state !== "cancelled") possible.push(major ? "withdraw-major" : "declare-major");
  return possible;
}

/** The state after a step. Throws `incident.not-in-state` where the step does not go from here. */
export function stateAfter(state: IncidentState, step: Step): IncidentState {
  if (!steps[step].from.includes(state)) throw new AppError("incident.not-in-state", { params: { state } });
  return steps[step].to;
}

/** A cancelled one was never an incident, so opening it again is no reopening. */
export function countsAsReopened(state: IncidentState): boolean {
  return state === "restored" || state === "closed";
}

export interface MatrixCell {
  impact: number;
  urgency: number;
  priority: number;
}

/** What the matrix says; null while one of the two is not known. */
export function proposedPriority(
  matrix: readonly MatrixCell[],
  impact: number | null,
  urgency: number | null,
): number | null {
  return matrix.find((cell) => cell.impact === impact && cell.urgency === urgency)?.priority ?? null;
}

export interface Priority {
  priority: number | null;
  priorityReason: string | null;
}

/**
 * The priority that stands: what was asked for, else what the matrix says. Another than the matrix's takes a reason;
 * where the matrix says nothing there is nothing to go against.
 */
export function decidePriority(
  proposed: number | null,
  asked: number | null,
  reason: string | null,
): Priority {
  if (asked === null || asked === proposed) return { priority: proposed, priorityReason: null };
  if (proposed !== null && reason === null) {
    throw new AppError("incident.priority-needs-reason", { params: { proposed, asked } });
  }
  return { priority: asked, priorityReason: reason };
}

export interface Promises {
  /** Promised minutes of the services named. */
  services: readonly (number | null)[];
  /** Promised minutes of the agreements that hold for the systems named. */
  agreements: readonly (number | null)[];
  /** Promised minutes by priority. */
  priority: number | null;
}

/** Service before agreement before priority; among equals the strictest. */
export function promisedMinutes({ services, agreements, priority }: Promises): number | null {
  return strictest(services) ?? strictest(agreements) ?? priority;
}

function strictest(minutes: readonly (number | null)[]): number | null {
  const promised = minutes.filter((value) => value !== null);
  return promised.length === 0 ? null : Math.min(...promised);
}

export interface Hit {
  /** What the incident does to what it names: said by a person, else told by the impact. */
  effect: Effect;
  /** How the outage reaches this service through the graph; `falls` for one that the incident names itself. */
  reach: "falls" | "degrades";
}

/** An incident of the highest impact interrupts; one of less impact makes worse; a person's word goes before. */
export function effectOf(effect: Effect | null, impact: number | null): Effect {
  return effect ?? (impact === 1 ? "down" : "degraded");
}

/** The status of one service, from the open incidents that reach it and the planned outages going on. */
export function serviceStatus(hits: readonly Hit[], plannedNow: boolean): ServiceStatus {
  if (hits.some((hit) => hit.effect === "down" && hit.reach === "falls")) return "down";
  if (plannedNow) return "planned";
  return hits.length > 0 ? "degraded" : "operational";
}

export interface Promised {
  /** The last moment of the promise; null where nothing was promised. */
  dueAt: Instant | null;
  restoredAt: Instant | null;
  open: boolean;
}

/** Late already: open, not restored, and the promised moment has passed. Who is restored is judged, not late. */
export function isLate({ dueAt, restoredAt, open }: Promised, now: Instant): boolean {
  return open && restoredAt === null && dueAt !== null && compareInstants(now, dueAt) > 0;
}

/** Whether a promise was kept; null while it is open and there is time, and where nobody knows when it was restored. */
export function promiseKept(promised: Promised, now: Instant): boolean | null {
  const { dueAt, restoredAt } = promised;
  if (dueAt !== null && restoredAt !== null) return compareInstants(restoredAt, dueAt) <= 0;
  return isLate(promised, now) ? false : null;
}

export interface Marked {
  state: PlannedOutageState;
  startsAt: Instant;
  endsAt: Instant;
  recordedAt: Instant;
}

/**
 * What a planned outage is at a moment: what somebody marked, and where nobody did, what its window says. One that
 * nobody said is over goes on beyond its end; what was written down after its end is history.
 */
export function plannedOutageStatus(
  { state, startsAt, endsAt, recordedAt }: Marked,
  now: Instant,
): PlannedOutageState {
  if (state !== "planned" || compareInstants(now, startsAt) < 0) return state;
  const history = compareInstants(now, endsAt) >= 0 && compareInstants(recordedAt, endsAt) >= 0;
  return history ? "completed" : "ongoing";
}
