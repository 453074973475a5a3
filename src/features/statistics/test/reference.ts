/** The definitions of the figures, told once more without a database: plain, slow, and over seconds. */
export interface Fact {
  unit: number;
  /** Seconds since the epoch, all of them; null is not known. */
  detected: number | null;
  started: number | null;
  acknowledged: number | null;
  restored: number | null;
  closed: number | null;
  state: "in-progress" | "waiting" | "restored" | "closed" | "cancelled";
  struckOut: boolean;
  effect: "down" | "degraded" | null;
  impact: 1 | 2 | 3 | null;
  major: boolean;
  promised: number | null;
  sourceKept: boolean | null;
  reopened: number;
  category: string | null;
  hourly: "detected" | "acknowledged" | "restored" | null;
  services: readonly number[];
  systems: readonly number[];
}

export interface Span {
  start: number;
  end: number;
}

interface Value {
  value: number | null;
  p90: number | null;
  n: number;
  imprecise: number;
}

export const recorded = Date.UTC(2022, 5, 1) / 1000;
export const openedAt = (fact: Fact) => fact.detected ?? fact.started ?? recorded;
const isOpen = ({ state }: Fact) => state === "in-progress" || state === "waiting";
const within = ({ start, end }: Span, at: number | null) => at !== null && at >= start && at < end;
export const isCounted = (fact: Fact) => !fact.struckOut && fact.state !== "cancelled";

/** The value at a share of the way through the sorted values, between two neighbours in proportion. */
export function percentileOf(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below === undefined || above === undefined
    ? null
    : below + (above - below) * (place - Math.floor(place));
}

/** The length of what the spans cover, by asking of each piece between two ends whether some span holds it. */
export function covered(spans: readonly Span[]): number {
  const ends = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  return ends.reduce((sum, from, index) => {
    const to = ends[index + 1];
    if (to === undefined || !spans.some(({ start, end }) => start <= from && to <= end)) return sum;
    return sum + to - from;
  }, 0);
}

const count = (facts: readonly Fact[]): Value => ({
  value: facts.length,
  p90: null,
  n: facts.length,
  imprecise: 0,
});

function minutes(facts: readonly Fact[], to: "acknowledged" | "restored"): Value {
  const lasting = facts.flatMap((fact) => {
    const end = fact[to];
    const opened = openedAt(fact);
    if (end === null || end < opened - (opened % 60)) return [];
    return [{ fact, minutes: Math.max(end - opened, 0) / 60 }];
  });
  const values = lasting.map((one) => one.minutes);
  const about = lasting.filter(({ fact: { hourly, detected, started } }) =>
    hourly === "detected" ? detected !== null || started !== null : hourly === to,
  );
  return {
    value: percentileOf(values, 0.5),
    p90: percentileOf(values, 0.9),
    n: values.length,
    imprecise: about.length,
  };
}

function share(facts: readonly Fact[], kept: (fact: Fact) => boolean | null): Value {
  const known = facts.flatMap((fact) => kept(fact) ?? []);
  const value = known.length === 0 ? null : known.filter(Boolean).length / known.length;
  return { value, p90: null, n: known.length, imprecise: 0 };
}

function promiseKept(fact: Fact): boolean | null {
  if (fact.sourceKept !== null) return fact.sourceKept;
  if (fact.promised === null || fact.restored === null) return null;
  return fact.restored - openedAt(fact) <= fact.promised * 60;
}

/** Figures that are split by what incidents have, of the facts that are counted at all. */
export const figures = {
  incidents: (facts: readonly Fact[], at: Span) => count(facts.filter((fact) => within(at, openedAt(fact)))),
  majorIncidents: (facts: readonly Fact[], at: Span) =>
    count(facts.filter((fact) => fact.major && within(at, openedAt(fact)))),
  closed: (facts: readonly Fact[], at: Span) => count(facts.filter((fact) => within(at, fact.closed))),
  timeToAcknowledge: (facts: readonly Fact[], at: Span) =>
    minutes(
      facts.filter((fact) => within(at, openedAt(fact))),
      "acknowledged",
    ),
  timeToRestore: (facts: readonly Fact[], at: Span) =>
    minutes(
      facts.filter((fact) => within(at, fact.restored)),
      "restored",
    ),
  restoredWithinPromise: (facts: readonly Fact[], at: Span) =>
    share(
      facts.filter((fact) => within(at, fact.restored)),
      promiseKept,
    ),
  reopenRate: (facts: readonly Fact[], at: Span) =>
    share(
      facts.filter((fact) => within(at, fact.restored)),
      (fact) => fact.reopened > 0,
    ),
};

export const backlogAt = (facts: readonly Fact[], moment: number): number =>
  facts.filter((fact) => {
    const ended = fact.restored ?? fact.closed;
    return openedAt(fact) < moment && (isOpen(fact) || (ended !== null && ended >= moment));
  }).length;

/** Seconds within the bounds in which some incident interrupted the service; open ones until now. */
export function outageOf(facts: readonly Fact[], service: number, at: Span, now: number): number {
  const last = Math.min(at.end, now);
  return covered(
    facts.flatMap((fact) => {
      const interrupts = fact.effect === null ? fact.impact === 1 || fact.major : fact.effect === "down";
      const end = isOpen(fact) ? last : (fact.restored ?? fact.closed);
      if (!interrupts || !fact.services.includes(service) || end === null) return [];
      const span = { start: Math.max(fact.started ?? openedAt(fact), at.start), end: Math.min(end, last) };
      return span.start < span.end ? [span] : [];
    }),
  );
}
