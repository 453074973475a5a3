import type { Period } from "../../shared/periods.ts";
import { boundsIn, counted, isWithheld, missingIn, valueOf, type Question } from "./asking.ts";
import {
  serviceKeys,
  type Breakdown,
  type Dimension,
  type FigureValue,
  type ServiceKey,
  type SplitKey,
} from "./contract.ts";
import { definitions } from "./definitions.ts";
import { countByService } from "./queries-follow-up.ts";
import { measureGroups, type Group, type Measured } from "./queries-measures.ts";
import { outageByService, plannedByService } from "./queries-outage.ts";
import { recordsOf } from "./records.ts";

export type BreakdownKey = SplitKey | ServiceKey;

const isOfServices = (key: BreakdownKey): key is ServiceKey => serviceKeys.some((one) => one === key);

interface OfService {
  serviceId: string | null;
  service: string | null;
  areaId: string | null;
  area: string | null;
  measured: Measured;
}

async function ofServices(question: Question, key: ServiceKey, period: Period): Promise<OfService[]> {
  const { db, now } = question;
  const bounds = boundsIn(question, period);
  if (key === "outageMinutes") return outageByService(db, bounds, now, question);
  if (key === "plannedOutageMinutes") return plannedByService(db, bounds, question);
  const rows = await countByService(db, key, bounds, question);
  return rows.map(({ n, ...row }) => ({ ...row, measured: counted(n) }));
}

/** An area's minutes are those of its services together, its breaches and deviations likewise. */
function byArea(rows: readonly OfService[]): Group[] {
  return [...Map.groupBy(rows, (row) => row.areaId)].map(([id, ofArea]) => {
    const sum = (pick: (measured: Measured) => number) =>
      ofArea.reduce((all, { measured }) => all + pick(measured), 0);
    const measured = {
      value: sum(({ value }) => value ?? 0),
      p90: null,
      n: sum(({ n }) => n),
      imprecise: sum(({ imprecise }) => imprecise),
    };
    return { id, label: ofArea[0]?.area ?? null, measured };
  });
}

async function groupsOf(
  question: Question,
  key: BreakdownKey,
  by: Dimension,
  period: Period,
): Promise<Group[]> {
  if (!isOfServices(key)) return measureGroups(question.db, key, by, boundsIn(question, period), question);
  const rows = await ofServices(question, key, period);
  if (by === "area") return byArea(rows);
  return by === "service"
    ? rows.map(({ serviceId, service, measured }) => ({ id: serviceId, label: service, measured }))
    : [];
}

/** Figures that are sums: where nothing was found, there were none. */
const sums = new Set<BreakdownKey>([
  "incidents",
  "majorIncidents",
  "closed",
  "outageMinutes",
  "plannedOutageMinutes",
  "breaches",
  "deviations",
]);
const nothing: Measured = { value: 0, p90: null, n: 0, imprecise: 0 };

/** A figure split by a dimension, beside the same of the period compared with; the greatest first. */
export async function compareGroups(
  question: Question,
  split: { key: BreakdownKey; by: Dimension },
  period: Period,
  against: Period | null,
): Promise<Breakdown> {
  const { key, by } = split;
  const { unit, label, definition } = definitions[key];
  const withheld = isWithheld(question, key);
  const frame = { key, by, unit, label, definition, withheld };
  if (withheld) return { ...frame, rows: [] };
  const [now, then] = await Promise.all([
    groupsOf(question, key, by, period),
    against === null ? [] : groupsOf(question, key, by, against),
  ]);
  const before = new Map(then.map((group) => [group.id, group]));
  const known = new Set(now.map((group) => group.id));
  const valueIn = (group: Group | undefined, id: string | null, at: Period): FigureValue => {
    const measured = group?.measured ?? (sums.has(key) ? nothing : null);
    const records = measured?.n === 0 ? null : recordsOf(key, at, question.filter, { by, id });
    return valueOf(measured, missingIn(question, key, at), records);
  };
  const rows = [...now, ...then.filter((group) => !known.has(group.id))].map((group) => ({
    id: group.id,
    label: group.label,
    now: valueIn(known.has(group.id) ? group : undefined, group.id, period),
    against: against === null ? null : valueIn(before.get(group.id), group.id, against),
  }));
  return { ...frame, rows: rows.slice(0, 500) };
}
