import { reachOf, type Actor } from "../../platform/actor.ts";
import type { Db } from "../../platform/database/transaction.ts";
import { organisationZone } from "../../platform/zone.ts";
import { boundsOf, previousPeriod, yearBefore, type Period } from "../../shared/periods.ts";
import type { Instant } from "../../shared/time.ts";
import type { FigureFilter, FigureKey, FigureValue } from "./contract.ts";
import type { CoverageGap } from "../catalogue/contract.ts";
import { listCoverageGaps } from "../catalogue/index.ts";
import { definitions } from "./definitions.ts";
import type { Measured } from "./queries-measures.ts";
import type { Asking, Bounds } from "./queries-seen.ts";

/** What a caller hands in; a query's context has it all. */
export interface FigureContext {
  db: Db;
  actor: Actor;
  now: Instant;
}

/** A question with everything that an answer takes. */
export interface Question extends Asking {
  db: Db;
  now: Instant;
  zone: string;
  gaps: readonly CoverageGap[];
}

export async function ask(context: FigureContext, filter: FigureFilter): Promise<Question> {
  const { db, actor, now } = context;
  const [zone, gaps] = await Promise.all([organisationZone(db), listCoverageGaps(db)]);
  return { db, actor, now, zone, gaps, filter };
}

/** The filter's own fields, out of an input that has more. */
export function filterOf(input: FigureFilter): FigureFilter {
  const { areaId, serviceId, systemId, supplierId, unitId } = input;
  return { areaId, serviceId, systemId, supplierId, unitId };
}

export function againstOf(
  period: Period,
  against: Period | "previous" | "year-before" | undefined,
): Period | null {
  if (against === undefined) return null;
  if (against === "previous") return previousPeriod(period);
  return against === "year-before" ? yearBefore(period) : against;
}

export const boundsIn = (question: Question, period: Period): Bounds => boundsOf(period, question.zone);

export function isWithheld(question: Question, key: FigureKey): boolean {
  const reach = reachOf(question.actor, definitions[key].needs);
  return reach !== "all" && reach.size === 0;
}

/** Why a figure is not known over some of these days; null where it is. */
export function missingIn(
  question: Question,
  key: FigureKey,
  period: Pick<Period, "from" | "until">,
): string | null {
  const gap = question.gaps.find(
    ({ figure, fromDay, toDay }) => figure === key && fromDay < period.until && toDay > period.from,
  );
  return gap?.reason ?? null;
}

export const unknownValue: FigureValue = {
  value: null,
  p90: null,
  n: null,
  imprecise: 0,
  missing: null,
  records: null,
};

/** A measured value as it leaves: what was not recorded is missing, whatever was counted. */
export function valueOf(
  measured: Measured | null,
  missing: string | null,
  records: string | null,
): FigureValue {
  if (missing !== null) return { ...unknownValue, missing };
  if (measured === null) return unknownValue;
  return { ...measured, missing, records };
}

export const counted = (n: number): Measured => ({ value: n, p90: null, n, imprecise: 0 });
