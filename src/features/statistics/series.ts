import { boundsOf, splitPeriod, type Period, type Step } from "../../shared/periods.ts";
import { compareInstants } from "../../shared/time.ts";
import { isWithheld, missingIn, type Question } from "./asking.ts";
import { splitKeys, type Series, type SplitKey } from "./contract.ts";
import { definitions } from "./definitions.ts";
import { countOpenAt } from "./queries-backlog.ts";
import { measureSeries } from "./queries-measures.ts";

export type SeriesKey = SplitKey | "backlog";

/** What a part without records says: no incidents are zero incidents, but no times are no median. */
const emptyIsZero = new Set<SeriesKey>(["incidents", "majorIncidents", "closed"]);

const isSplit = (key: SeriesKey): key is SplitKey => splitKeys.some((one) => one === key);

async function valuesOf(
  question: Question,
  key: SeriesKey,
  moments: readonly string[],
): Promise<(number | null)[]> {
  if (isSplit(key)) {
    const measured = await measureSeries(question.db, key, moments, question);
    return measured.map((part) => part?.value ?? (emptyIsZero.has(key) ? 0 : null));
  }
  const ends = moments.slice(1);
  const counts: (number | null)[] = [];
  for (const end of ends) {
    // What has not come yet cannot be open.
    const past = compareInstants(end, question.now) <= 0;
    counts.push(past ? await countOpenAt(question.db, end, question) : null);
  }
  return counts;
}

async function partsOf(
  question: Question,
  key: SeriesKey,
  period: Period,
  step: Step,
): Promise<Series["now"]> {
  const parts = splitPeriod(period, step);
  const [first] = parts;
  if (first === undefined) return [];
  const moments = [
    boundsOf(first, question.zone).start,
    ...parts.map((part) => boundsOf(part, question.zone).end),
  ];
  const values = isWithheld(question, key) ? [] : await valuesOf(question, key, moments);
  return parts.map((part, index) => ({
    code: part.of,
    from: part.from,
    until: part.until,
    value: missingIn(question, key, part) === null ? (values[index] ?? null) : null,
  }));
}

/** A figure over the period's days, weeks or months, beside the same of the one compared with. */
export async function compareSeries(
  question: Question,
  key: SeriesKey,
  periods: { period: Period; against: Period | null; step: Step },
): Promise<Series> {
  const { period, against, step } = periods;
  const [now, then] = await Promise.all([
    partsOf(question, key, period, step),
    against === null ? null : partsOf(question, key, against, step),
  ]);
  const { unit, label, definition } = definitions[key];
  return { key, step, unit, label, definition, withheld: isWithheld(question, key), now, against: then };
}
