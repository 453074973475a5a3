import type { Instant } from "../../../shared/time.ts";
import type { Target } from "../mapping/fields.ts";
import type { Profile } from "../mapping/profile.ts";
import type { Reason } from "../reasons.ts";
import type { Place } from "./source.ts";

export const runStates = ["queued", "reading", "storing", "done", "failed", "cancelled"] as const;
export type RunState = (typeof runStates)[number];

/** How many of each; together every row that was read is accounted for. */
export interface Counts {
  rowsRead: number;
  rowsBlank: number;
  rowsTaken: number;
  rowsUnchanged: number;
  rowsRejected: number;
  recordsAdded: number;
  recordsChanged: number;
  recordsUnchanged: number;
  recordsRejected: number;
}

export const noCounts: Readonly<Counts> = {
  rowsRead: 0,
  rowsBlank: 0,
  rowsTaken: 0,
  rowsUnchanged: 0,
  rowsRejected: 0,
  recordsAdded: 0,
  recordsChanged: 0,
  recordsUnchanged: 0,
  recordsRejected: 0,
};

/** What stands where in the staged rows. */
export interface Layout {
  fields: readonly string[];
  extra: readonly string[];
}

/** A run as the machinery needs it. */
export interface Run {
  id: string;
  place: Place;
  fileName: string;
  fileSize: number;
  profile: Profile;
  target: Target;
  source: string;
  dry: boolean;
  state: RunState;
  checkpoint: string | null;
  rowsStaged: number;
  layout: Layout | null;
  counts: Counts;
  doubts: Doubts;
  requestedBy: string | null;
  startedAt: Instant | null;
}

/** Names that are told one by one; after so many only how often. */
const mostNamed = 50;

/** What was doubtful and taken all the same: how often, and one example. */
export type Doubts = Record<string, { count: number; line: number; example: Reason }>;

export function addDoubt(doubts: Doubts, found: Reason, line: number): void {
  const about = found.params["column"] ?? found.params["name"];
  const few = found.params["name"] === undefined || Object.keys(doubts).length < mostNamed;
  const key = about === undefined || !few ? found.code : `${found.code} ${about}`;
  const known = doubts[key];
  if (known === undefined) doubts[key] = { count: 1, line, example: found };
  else known.count += 1;
}

/** How far a run has come, for whoever waits. */
export interface Progress {
  state: RunState;
  /** Of what is done now, between 0 and 1. */
  share: number;
  rows: number;
  rowsPerSecond: number;
  secondsLeft: number | null;
}
