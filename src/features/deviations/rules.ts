import type { GroundKind, Severity } from "./contract.ts";

/** What is known of an incident that a deviation rests on. */
export interface IncidentFacts {
  number: string;
  major: boolean;
  /** From the moment it is counted at until restored, or until now while it goes on; null where no time is known. */
  minutes: number | null;
  promisedMinutes: number | null;
  /** What the source says of the promise, where we cannot tell. */
  promiseKept: boolean | null;
}

export interface BreachFacts {
  number: string;
  risk: "none" | "risk" | "high" | null;
  dismissed: boolean;
}

export interface Ground {
  kind: GroundKind;
  severity: Severity;
  /** The incident or breach that it rests on. */
  number: string;
}

/** An outage this many times as long as promised is no longer a minor matter. */
export const FAR_BEYOND = 2;

const rank: Record<Severity, number> = { none: 0, minor: 1, major: 2 };

function groundOfIncident(incident: IncidentFacts): Ground {
  const { number, minutes, promisedMinutes } = incident;
  if (incident.major) return { kind: "major-incident", severity: "major", number };
  if (minutes === null || promisedMinutes === null) {
    if (incident.promiseKept === true) return { kind: "within-promise", severity: "none", number };
    if (incident.promiseKept === false) return { kind: "beyond-promise", severity: "minor", number };
    return { kind: "without-promise", severity: "minor", number };
  }
  if (minutes > promisedMinutes * FAR_BEYOND)
    return { kind: "far-beyond-promise", severity: "major", number };
  if (minutes > promisedMinutes) return { kind: "beyond-promise", severity: "minor", number };
  return { kind: "within-promise", severity: "none", number };
}

function groundOfBreach({ number, risk }: BreachFacts): Ground {
  if (risk === "high") return { kind: "high-risk-breach", severity: "major", number };
  return { kind: "breach", severity: "minor", number };
}

/**
 * How serious a deviation is, and on what ground: the gravest of what it rests on. Null when it rests on nothing
 * that can be weighed; then a person judges it.
 */
export function severityOf(
  incidents: readonly IncidentFacts[],
  breaches: readonly BreachFacts[],
): { severity: Severity | null; grounds: Ground[] } {
  const all = [
    ...incidents.map(groundOfIncident),
    ...breaches.filter((breach) => !breach.dismissed).map(groundOfBreach),
  ];
  const gravest = all.reduce<Severity | null>(
    (found, { severity }) => (found === null || rank[severity] > rank[found] ? severity : found),
    null,
  );
  return { severity: gravest, grounds: all.filter((ground) => ground.severity === gravest) };
}

/**
 * The same for one who may not see breaches. Nothing is called harmless that a breach could make otherwise, whether
 * there is one or not: that there is one may not be told either. What is minor or major already is at least that.
 */
export function severityWithoutBreaches(incidents: readonly IncidentFacts[]): {
  severity: Severity | null;
  grounds: Ground[];
  withheld: boolean;
} {
  const derived = severityOf(incidents, []);
  if (derived.severity === "major" || derived.severity === "minor") return { ...derived, withheld: false };
  return { severity: null, grounds: [], withheld: true };
}
