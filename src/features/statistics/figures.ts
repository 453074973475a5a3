import type { Period } from "../../shared/periods.ts";
import { Temporal } from "temporal-polyfill";
import { ask, filterOf, type FigureContext } from "./asking.ts";
import { compareGroups, type BreakdownKey } from "./breakdowns.ts";
import { keepUntilJournalMoves, sightOf } from "./cache.ts";
import type { Breakdown, Dimension, FigureFilter, FigureKey, FigureOut, Series } from "./contract.ts";
import { compareSeries, type SeriesKey } from "./series.ts";
import { compareTotals } from "./totals.ts";
import type { Step } from "../../shared/periods.ts";

export interface Periods {
  period: Period;
  against: Period | null;
}

/** Open incidents grow while the journal stands still: an answer that reaches into the present is kept a minute. */
function minuteOf({ period, against }: Periods, now: string): string {
  const last = against !== null && against.until > period.until ? against.until : period.until;
  const minute = Temporal.Instant.from(now)
    .round({ smallestUnit: "minute", roundingMode: "floor" })
    .toString();
  return last < minute ? "" : minute;
}

function keyOf(context: FigureContext, what: unknown[], periods: Periods, filter: FigureFilter): string {
  return JSON.stringify([
    sightOf(context.actor),
    what,
    periods.period.code,
    periods.against?.code ?? null,
    filterOf(filter),
    minuteOf(periods, context.now),
  ]);
}

const keptFigures = keepUntilJournalMoves<FigureOut[]>();
const keptSeries = keepUntilJournalMoves<Series>();
const keptBreakdowns = keepUntilJournalMoves<Breakdown>();

/** Every figure of a period against another. */
export function figuresOf(
  context: FigureContext,
  periods: Periods,
  filter: FigureFilter,
): Promise<FigureOut[]> {
  return keptFigures(context.db, keyOf(context, ["totals"], periods, filter), async () =>
    compareTotals(await ask(context, filterOf(filter)), periods.period, periods.against),
  );
}

/** One figure over days, weeks or months. */
export function seriesOf(
  context: FigureContext,
  periods: Periods,
  of: { key: SeriesKey; step: Step },
  filter: FigureFilter,
): Promise<Series> {
  return keptSeries(context.db, keyOf(context, ["series", of.key, of.step], periods, filter), async () =>
    compareSeries(await ask(context, filterOf(filter)), of.key, { ...periods, step: of.step }),
  );
}

/** One figure split by a dimension. */
export function breakdownOf(
  context: FigureContext,
  periods: Periods,
  of: { key: BreakdownKey; by: Dimension },
  filter: FigureFilter,
): Promise<Breakdown> {
  return keptBreakdowns(context.db, keyOf(context, ["groups", of.key, of.by], periods, filter), async () =>
    compareGroups(await ask(context, filterOf(filter)), of, periods.period, periods.against),
  );
}

/** What a report is composed from: typed, with stable keys. */
export interface FigureSet extends Periods {
  areaId: string | null;
  figures: Record<FigureKey, FigureOut>;
  byMonth: Record<
    "incidents" | "majorIncidents" | "closed" | "backlog" | "restoredWithinPromise" | "timeToRestore",
    Series
  >;
  byService: Record<"incidents" | "majorIncidents" | "outageMinutes" | "breaches" | "deviations", Breakdown>;
  byArea: Record<"incidents" | "majorIncidents" | "outageMinutes" | "breaches" | "deviations", Breakdown>;
}

/** Every figure, series by month and split by service and area, as far as the actor may see. */
export async function figuresFor(
  context: FigureContext,
  wanted: { period: Period; against: Period | null; areaId?: string | undefined },
): Promise<FigureSet> {
  const periods: Periods = { period: wanted.period, against: wanted.against };
  const filter: FigureFilter = { areaId: wanted.areaId };
  const month = (key: SeriesKey) => seriesOf(context, periods, { key, step: "month" }, filter);
  const by = async (dimension: "service" | "area") => {
    const of = (key: BreakdownKey) => breakdownOf(context, periods, { key, by: dimension }, filter);
    return {
      incidents: await of("incidents"),
      majorIncidents: await of("majorIncidents"),
      outageMinutes: await of("outageMinutes"),
      breaches: await of("breaches"),
      deviations: await of("deviations"),
    };
  };
  const figures = await figuresOf(context, periods, filter);
  return {
    ...periods,
    areaId: wanted.areaId ?? null,
    figures: byKey(figures),
    byMonth: {
      incidents: await month("incidents"),
      majorIncidents: await month("majorIncidents"),
      closed: await month("closed"),
      backlog: await month("backlog"),
      restoredWithinPromise: await month("restoredWithinPromise"),
      timeToRestore: await month("timeToRestore"),
    },
    byService: await by("service"),
    byArea: await by("area"),
  };
}

function byKey(figures: readonly FigureOut[]): Record<FigureKey, FigureOut> {
  const find = (key: FigureKey): FigureOut => {
    const found = figures.find((figure) => figure.key === key);
    if (found === undefined) throw new Error(`The figure ${key} was not computed.`);
    return found;
  };
  return {
    incidents: find("incidents"),
    majorIncidents: find("majorIncidents"),
    closed: find("closed"),
    backlog: find("backlog"),
    restoredWithinPromise: find("restoredWithinPromise"),
    timeToRestore: find("timeToRestore"),
    timeToAcknowledge: find("timeToAcknowledge"),
    reopenRate: find("reopenRate"),
    outageMinutes: find("outageMinutes"),
    plannedOutageMinutes: find("plannedOutageMinutes"),
    breaches: find("breaches"),
    deviations: find("deviations"),
    actions: find("actions"),
  };
}
