import { type Period } from "../../shared/periods.ts";
import { compareInstants } from "../../shared/time.ts";
import { boundsIn, counted, isWithheld, missingIn, unknownValue, valueOf, type Question } from "./asking.ts";
import { figureKeys, type FigureKey, type FigureOut, type FigureValue } from "./contract.ts";
import { definitions } from "./definitions.ts";
import { countActions, countByService } from "./queries-follow-up.ts";
import { countOpenAt } from "./queries-backlog.ts";
import { measureTotals, passes, type Measured } from "./queries-measures.ts";
import { outageByService, plannedByService, type OutageOfService } from "./queries-outage.ts";
import { recordsOf } from "./records.ts";

type Totals = Partial<Record<FigureKey, Measured>>;

/** The services' minutes together. */
function summed(services: readonly OutageOfService[]): Measured {
  const add = (pick: (measured: Measured) => number) =>
    services.reduce((sum, { measured }) => sum + pick(measured), 0);
  return {
    value: add(({ value }) => value ?? 0),
    p90: null,
    n: add(({ n }) => n),
    imprecise: add(({ imprecise }) => imprecise),
  };
}

/** Every figure of one period, each from the statement that defines it. Withheld ones are not even counted. */
async function totalsOf(question: Question, period: Period): Promise<Totals> {
  const { db, now } = question;
  const bounds = boundsIn(question, period);
  const closing = compareInstants(bounds.end, now) < 0 ? bounds.end : now;
  const sum = (n: readonly { n: number }[]) => counted(n.reduce((all, row) => all + row.n, 0));
  const jobs: [FigureKey, () => Promise<Totals>][] = [
    ...passes.map((keys): [FigureKey, () => Promise<Totals>] => [
      "incidents",
      () => measureTotals(db, keys, bounds, question),
    ]),
    ["backlog", async () => ({ backlog: counted(await countOpenAt(db, closing, question)) })],
    [
      "outageMinutes",
      async () => ({ outageMinutes: summed(await outageByService(db, bounds, now, question)) }),
    ],
    [
      "plannedOutageMinutes",
      async () => ({ plannedOutageMinutes: summed(await plannedByService(db, bounds, question)) }),
    ],
    ["breaches", async () => ({ breaches: sum(await countByService(db, "breaches", bounds, question)) })],
    [
      "deviations",
      async () => ({ deviations: sum(await countByService(db, "deviations", bounds, question)) }),
    ],
    ["actions", async () => ({ actions: counted(await countActions(db, bounds, question)) })],
  ];
  const totals: Totals = {};
  for (const [key, job] of jobs) if (!isWithheld(question, key)) Object.assign(totals, await job());
  return totals;
}

/** Every figure of the period, beside the same of the one compared with. */
export async function compareTotals(
  question: Question,
  period: Period,
  against: Period | null,
): Promise<FigureOut[]> {
  const [now, then] = await Promise.all([
    totalsOf(question, period),
    against === null ? null : totalsOf(question, against),
  ]);
  const valueIn = (key: FigureKey, totals: Totals, at: Period): FigureValue =>
    isWithheld(question, key)
      ? unknownValue
      : valueOf(totals[key] ?? null, missingIn(question, key, at), recordsOf(key, at, question.filter));
  return figureKeys.map((key) => ({
    key,
    unit: definitions[key].unit,
    label: definitions[key].label,
    definition: definitions[key].definition,
    withheld: isWithheld(question, key),
    now: valueIn(key, now, period),
    against: then === null || against === null ? null : valueIn(key, then, against),
  }));
}
