import { listActions, listDeviations } from "../../deviations/index.ts";
import type { ActionView, DeviationView } from "../../deviations/contract.ts";
import { unitsUnder } from "../../organisation/index.ts";
import { periodOf, type Period } from "../../../shared/periods.ts";
import { boundsOf } from "../../../shared/periods.ts";
import { translator } from "../../../shared/texts.ts";
import type { Precision } from "../../../shared/time.ts";
import { Temporal } from "temporal-polyfill";
import type { ActionGroup, MajorIncident, Moment, Part } from "../model.ts";
import { breachesBetween, majorsBetween, type BreachRow, type MajorRow } from "./queries-records.ts";
import { seesBreaches, type Filling } from "./scope.ts";
import { fillTexts } from "./texts.ts";

/** Records of each kind that a report names; a board reads no more, and the figures count all. */
export const LISTED = 500;
const AFTER = 30;

export interface FollowUp {
  deviations: DeviationView[];
  recommendations: ActionView[];
  /** Whether there were more than a report names. */
  cut: boolean;
}

/** The period's deviations, and what suppliers recommend about them. */
export async function followUp(filling: Filling): Promise<FollowUp> {
  const { db, actor, now, zone, period, unit, area } = filling;
  const filter = {
    from: period.from,
    until: period.until,
    areaId: area?.id,
    unitId: unit.isRoot ? undefined : unit.id,
  };
  const page = { limit: LISTED, offset: 0, sort: "found" };
  const { items, count } = await listDeviations(db, { actor, now, zone }, filter, page);
  const actions = await listActions(
    db,
    actor,
    zone,
    { recommended: "true" },
    { limit: LISTED, offset: 0, sort: "number" },
  );
  const units = unit.isRoot ? null : new Set(await unitsUnder(db, [unit.id]));
  const about = new Set(items.flatMap(({ id, incidents }) => [id, ...incidents.map((one) => one.id)]));
  const recommendations = actions.items.filter(
    (action) => (units === null || units.has(action.unit.id)) && action.about.some(({ id }) => about.has(id)),
  );
  return { deviations: items, recommendations, cut: count > LISTED || actions.count > LISTED };
}

const states = {
  proposed: "proposed",
  accepted: "decided",
  declined: "rejected",
  ongoing: "in-progress",
  done: "done",
} as const;

export function recommendationGroups(actions: readonly ActionView[]): ActionGroup[] {
  const groups = Map.groupBy(actions, (action) => action.supplier?.name ?? null);
  return [...groups].map(([supplier, own]) => ({
    supplier,
    actions: own.map((action) => ({
      text: action.title,
      state: states[action.state],
      due: action.dueOn,
      effect: null,
      constraint: null,
      records: `/actions/${action.id}`,
    })),
  }));
}

const moment = (at: string | null, precision: Precision | null): Moment | null =>
  at === null ? null : { at, precision: precision ?? "minute" };

export function majorOf(row: MajorRow): MajorIncident {
  return {
    number: row.number,
    title: row.title,
    service: row.services.join(", "),
    system: row.systems.length === 0 ? null : row.systems.join(", "),
    started: moment(row.startedAt, row.startedPrecision) ?? moment(row.detectedAt, row.detectedPrecision),
    restored: moment(row.restoredAt, row.restoredPrecision),
    ground: row.ground,
    records: `/incidents/${row.id}`,
  };
}

/** As many days after the period as it has. */
function afterPeriod(period: Period): Period {
  const until = Temporal.PlainDate.from(period.until);
  const days = Temporal.PlainDate.from(period.from).until(until, { largestUnit: "days" });
  return periodOf(until, until.add(days));
}

type AfterItems = Extract<Part, { kind: "after" }>["items"];

export async function afterItems(filling: Filling): Promise<AfterItems> {
  const t = translator(filling.language, fillTexts);
  const moments = boundsOf(afterPeriod(filling.period), filling.zone);
  const majors = await majorsBetween(filling, moments, AFTER + 1);
  const breaches = seesBreaches(filling) ? await breachesBetween(filling, moments, AFTER + 1) : [];
  const items = [
    ...majors.map((row) => ({ ...majorItem(row, t), at: row.openedAt })),
    ...breaches.map((row) => ({ ...breachItem(row, t), at: row.discoveredAt })),
  ].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  const shown = items.slice(0, AFTER).map(({ when, text, records }) => ({ when, text, records }));
  if (items.length <= AFTER) return shown;
  return [...shown, { when: null, text: t("after.more", { count: items.length - AFTER }), records: null }];
}

type Words = ReturnType<typeof translator<[typeof fillTexts]>>;

function majorItem(row: MajorRow, t: Words) {
  const { title } = row;
  const service = row.services.join(", ");
  return {
    when: majorOf(row).started,
    text: service === "" ? t("after.major.plain", { title }) : t("after.major", { service, title }),
    records: `/incidents/${row.id}`,
  };
}

function breachItem(row: BreachRow, t: Words) {
  const { title, service } = row;
  return {
    when: moment(row.discoveredAt, row.discoveredPrecision),
    text: service === null ? t("after.breach.plain", { title }) : t("after.breach", { service, title }),
    records: `/breaches/${row.id}`,
  };
}
