import type { Breakdown, FigureKey, FigureOut, FigureValue } from "../../statistics/contract.ts";
import { breakdownOf, figuresOf } from "../../statistics/index.ts";
import { parseFigure, type Figure, type FigureInput } from "../model.ts";
import type { BreachRow } from "./queries-records.ts";
import type { Filling } from "./scope.ts";

/** What the report says of each figure: its key there, and how its sentence speaks. */
const reported = [
  ["incidents", "incidents", "incidents"],
  ["majorIncidents", "major-incidents", "major-incidents"],
  ["breaches", "breaches", "breaches"],
  ["outageMinutes", "outage-time", "outage-time"],
  ["timeToRestore", "time-to-restore", "restore-time"],
  ["restoredWithinPromise", "restored-in-time", "share-in-time"],
  ["backlog", "backlog", "plain"],
] as const satisfies readonly (readonly [FigureKey, string, FigureInput["phrase"]])[];

/** Why a value is missing, where a source says so. */
export interface MissingReason {
  label: string;
  period: "current" | "comparison";
  reason: string;
}

export interface ReportFigures {
  main: Figure[];
  /** By what major incidents and breaches hit; they stand in sentences and charts, not among the key figures. */
  majors: NamedFigure[];
  breaches: NamedFigure[];
  /** The service areas without a breach, which is said too. */
  breachAreas: NamedFigure[];
  missing: MissingReason[];
  withheld: boolean;
}

export interface NamedFigure {
  name: string;
  figure: Figure;
}

export const periodsOf = ({ period, comparison }: Filling) => ({ period, against: comparison });
export const filterFor = ({ area, unit }: Filling) => ({
  areaId: area?.id,
  unitId: unit.isRoot ? undefined : unit.id,
});

/** Everything counted, through the one definition that statistics has of each figure. */
export async function reportFigures(filling: Filling, breaches: BreachSplit): Promise<ReportFigures> {
  const all = new Map(
    (await figuresOf(filling, periodsOf(filling), filterFor(filling))).map((f) => [f.key, f]),
  );
  const main: Figure[] = [];
  const missing: MissingReason[] = [];
  for (const [key, name, phrase] of reported) {
    const figure = all.get(key);
    if (figure === undefined || figure.withheld) continue;
    main.push(mainFigure(figure, { key: name, phrase }, filling));
    missing.push(...reasonsOf(figure, filling));
  }
  const majors = await breakdown(filling, "majorIncidents", "service");
  const byArea = await breakdown(filling, "breaches", "area");
  const breach = all.get("breaches");
  return {
    main,
    majors: majors.withheld
      ? []
      : majors.rows.flatMap((row) => named(row, majors, "major-incidents", filling)),
    breaches: breach === undefined || breach.withheld ? [] : splitBreaches(breach, breaches, filling),
    breachAreas:
      breach === undefined || breach.withheld || breach.now.value === null
        ? []
        : areaFigures(breaches.areas, byArea, filling),
    missing,
    withheld: breach?.withheld ?? false,
  };
}

const breakdown = (filling: Filling, key: "majorIncidents" | "breaches", by: "service" | "area") =>
  breakdownOf(filling, periodsOf(filling), { key, by }, filterFor(filling));

function scaled(value: number | null, unit: FigureOut["unit"], phrase: FigureInput["phrase"]): number | null {
  return value !== null && unit === "minutes" && phrase !== "outage-time" ? value * 60 : value;
}

function unitOf(unit: FigureOut["unit"], phrase: FigureInput["phrase"]): FigureInput["unit"] {
  if (unit === "share") return "percent";
  if (unit === "count") return "count";
  return phrase === "outage-time" ? "minutes" : "duration";
}

function mainFigure(
  figure: FigureOut,
  { key, phrase }: { key: string; phrase: FigureInput["phrase"] },
  { language }: Filling,
): Figure {
  const { now, against, unit } = figure;
  return parseFigure({
    key,
    label: figure.label[language],
    definition: figure.definition[language],
    unit: unitOf(unit, phrase),
    phrase,
    value: scaled(now.value, unit, phrase),
    ...(against === null ? {} : { comparison: scaled(against.value, unit, phrase) }),
    n: phrase === "restore-time" || phrase === "share-in-time" ? now.n : null,
    imprecise: now.imprecise > 0,
    ...(against === null ? {} : { comparisonImprecise: against.imprecise > 0 }),
    records: now.records,
    comparisonRecords: against?.records ?? null,
  });
}

function reasonsOf({ label, now, against }: FigureOut, { language }: Filling): MissingReason[] {
  const of = (period: MissingReason["period"], value: FigureValue | null): MissingReason[] =>
    value === null || value.missing === null
      ? []
      : [{ label: label[language], period, reason: value.missing }];
  return [...of("current", now), ...of("comparison", against)];
}

function named(
  row: Breakdown["rows"][number],
  { label, definition }: Pick<Breakdown, "label" | "definition">,
  key: string,
  { language }: Filling,
): NamedFigure[] {
  if (row.id === null || row.label === null) return [];
  if ((row.now.value ?? 0) === 0 && (row.against?.value ?? 0) === 0) return [];
  const figure = parseFigure({
    key: `${key}.${row.id}`,
    label: `${label[language]}: ${row.label}`,
    definition: definition[language],
    unit: "count",
    phrase: "plain",
    value: row.now.value,
    ...(row.against === null ? {} : { comparison: row.against.value }),
    records: row.now.records,
    comparisonRecords: row.against?.records ?? null,
  });
  return [{ name: row.label, figure }];
}

/** Breaches of both periods, as the reader may see them; statistics splits them by service and area only. */
export interface BreachSplit {
  current: readonly BreachRow[];
  other: readonly BreachRow[];
  areas: readonly { id: string; name: string }[];
}

function splitBreaches(
  total: FigureOut,
  { current, other }: BreachSplit,
  { language }: Filling,
): NamedFigure[] {
  const subject = (row: BreachRow) => row.systemId ?? row.serviceId;
  const groups = Map.groupBy([...current, ...other], subject);
  const count = (rows: readonly BreachRow[], id: string) => rows.filter((row) => subject(row) === id).length;
  return [...groups].flatMap(([id, [first]]): NamedFigure[] => {
    const name = first?.system ?? first?.service ?? null;
    if (id === null || name === null) return [];
    const link = (records: string | null | undefined) => narrowedTo(records, first?.systemId ?? null, id);
    const figure = parseFigure({
      key: `breaches.${id}`,
      label: `${total.label[language]}: ${name}`,
      definition: total.definition[language],
      unit: "count",
      value: total.now.value === null ? null : count(current, id),
      ...(total.against === null
        ? {}
        : { comparison: total.against.value === null ? null : count(other, id) }),
      records: link(total.now.records),
      comparisonRecords: link(total.against?.records),
    });
    return [{ name, figure }];
  });
}

function narrowedTo(records: string | null | undefined, systemId: string | null, id: string): string | null {
  if (records === null || records === undefined) return null;
  return `${records}&${systemId === null ? "serviceId" : "systemId"}=${id}`;
}

function areaFigures(areas: BreachSplit["areas"], split: Breakdown, { language }: Filling): NamedFigure[] {
  const byId = new Map(split.rows.map((row) => [row.id, row]));
  return areas.map(({ id, name }) => {
    const row = byId.get(id);
    const figure = parseFigure({
      key: `breaches.area.${id}`,
      label: `${split.label[language]}: ${name}`,
      definition: split.definition[language],
      unit: "count",
      value: row?.now.value ?? 0,
      records: row?.now.records ?? null,
    });
    return { name, figure };
  });
}
