import type { DeviationView } from "../../deviations/contract.ts";
import type { Translate } from "../../../shared/texts.ts";
import type { AreaRow, AreaTable, Severity } from "../model.ts";
import type { BreachRow } from "./queries-records.ts";
import type { fillTexts } from "./texts.ts";

type Words = Translate<typeof fillTexts>;

/** What the tables by service area are made of, each as far as the reader may see it. */
export interface AreaRecords {
  areas: readonly { id: string; name: string }[];
  deviations: readonly DeviationView[];
  /** Breaches of the period; null where the reader may see none. */
  breaches: readonly BreachRow[] | null;
  /** Recommendations by the action's id: they stand once, by supplier, and are only pointed at here. */
  recommended: ReadonlySet<string>;
}

interface Placed {
  areaId: string | null;
  areaName: string | null;
  row: AreaRow;
}

const gravity: Record<"none" | "minor" | "major", number> = { none: 0, minor: 1, major: 2 };

/** The gravest of the rows. One that nobody could judge does not make an area green. */
export function gravest(severities: readonly Severity[]): Severity {
  const known = severities.filter((one) => one !== null);
  const worst = known.toSorted((a, b) => gravity[b] - gravity[a])[0] ?? null;
  if (severities.length === 0) return "none";
  return worst === "none" && known.length < severities.length ? null : worst;
}

/**
 * Which breaches stand in which deviation's row: those tied to it, those that came with one of its incidents, and
 * those of the same service and system where no other row is about them. The others get a row of their own.
 */
export function carriedBreaches(
  deviations: readonly DeviationView[],
  breaches: readonly BreachRow[],
): { of: Map<string, BreachRow[]>; alone: BreachRow[] } {
  const of = new Map<string, BreachRow[]>();
  const alone = breaches.filter((breach) => {
    const tied = deviations.filter(
      (deviation) =>
        (deviation.breaches ?? []).some(({ id }) => id === breach.id) ||
        deviation.incidents.some(({ id }) => id === breach.incidentId),
    );
    const same = deviations.filter(
      ({ service, system }) => service.id === breach.serviceId && (system?.id ?? null) === breach.systemId,
    );
    const carriers = tied.length > 0 ? tied : same.length === 1 ? same : [];
    for (const { id } of carriers) of.set(id, [...(of.get(id) ?? []), breach]);
    return carriers.length === 0;
  });
  return { of, alone };
}

/** A breach weighs alike whether it stands alone or beside a deviation. */
const weightOf = ({ risk }: Pick<BreachRow, "risk">): "minor" | "major" =>
  risk === "high" ? "major" : "minor";

function severityWith(deviation: DeviationView, carried: readonly BreachRow[]): Severity {
  const { severity, severityReason } = deviation;
  // A person's verdict holds, whatever stands beside it.
  if (severityReason !== null || carried.length === 0) return severity;
  const all = [...carried.map(weightOf), ...(severity === null ? [] : [severity])];
  return gravest(all);
}

const ruleOf = ({ risk }: Pick<BreachRow, "risk">) => (risk === "high" ? "high-risk-breach" : "breach");

/** Which rule gave the colour; null where a person did, or nothing could. */
function ruleWith(deviation: DeviationView, carried: readonly BreachRow[], t: Words): string | null {
  const severity = severityWith(deviation, carried);
  if (severity === null || deviation.severityReason !== null) return null;
  const [ground] = deviation.grounds.filter((one) => one.severity === severity);
  if (ground !== undefined) return t(`rule.${ground.kind}`);
  const breach = carried.find((one) => weightOf(one) === severity);
  return breach === undefined ? null : t(`rule.${ruleOf(breach)}`);
}

export function areaTables(records: AreaRecords, t: Words): AreaTable[] {
  const { of, alone } = carriedBreaches(records.deviations, records.breaches ?? []);
  const placed = [
    ...records.deviations.map((deviation) => deviationRow(deviation, of.get(deviation.id) ?? [], records, t)),
    ...alone.map((breach) => breachRow(breach, t)),
  ];
  const tables = records.areas.map(({ id, name }) =>
    tableOf(
      id,
      name,
      placed.filter((p) => p.areaId === id),
    ),
  );
  const homeless = placed.filter(({ areaId }) => !records.areas.some(({ id }) => id === areaId));
  return homeless.length === 0 ? tables : [...tables, tableOf("none", t("areas.other"), homeless)];
}

function tableOf(key: string, name: string, placed: readonly Placed[]): AreaTable {
  const rows = placed.map(({ row }) => row);
  return { key, name, severity: gravest(rows.map((row) => row.severity)), severityReason: null, rows };
}

function deviationRow(
  deviation: DeviationView,
  carried: readonly BreachRow[],
  records: AreaRecords,
  t: Words,
): Placed {
  const { incidents, service, system } = deviation;
  // Tied ones count whenever they were discovered; those reached through an incident come from the period.
  const tied = (deviation.breaches ?? []).map(({ id, title }) => ({ id, title }));
  const breaches = [...tied, ...carried.filter(({ id }) => !tied.some((one) => one.id === id))];
  const major = incidents.some((incident) => incident.major);
  const isIncident = incidents.length > 0 || deviation.kind === "incident";
  return {
    areaId: service.areaId,
    areaName: service.areaName,
    row: {
      service: service.name,
      system: system?.name ?? null,
      title: isIncident ? null : deviation.title,
      actions: actionsOf(deviation, records.recommended, t),
      incident: {
        state: major ? "major" : isIncident ? "incident" : "none",
        text: isIncident ? deviation.title : null,
      },
      breach:
        records.breaches === null
          ? { state: "withheld", text: null }
          : { state: breaches.length > 0 ? "breach" : "none", text: joined(breaches) },
      severity: severityWith(deviation, carried),
      severityReason: deviation.severityReason,
      severityRule: ruleWith(deviation, carried, t),
      records: `/deviations/${deviation.id}`,
    },
  };
}

function joined(breaches: readonly { title: string }[]): string | null {
  return breaches.length === 0 ? null : breaches.map(({ title }) => title).join(" ");
}

function actionsOf({ actions }: DeviationView, recommended: ReadonlySet<string>, t: Words): string[] {
  const own = actions.filter(({ id }) => !recommended.has(id)).map(({ title }) => title);
  const count = actions.length - own.length;
  return count === 0 ? own : [...own, t("areas.recommendations", { count })];
}

function breachRow(breach: BreachRow, t: Words): Placed {
  return {
    areaId: breach.areaId,
    areaName: null,
    row: {
      service: breach.service ?? breach.system ?? t("areas.no-service"),
      system: breach.service === null ? null : breach.system,
      title: null,
      actions: [],
      incident: { state: "none", text: null },
      breach: { state: "breach", text: breach.title },
      severity: weightOf(breach),
      severityReason: null,
      severityRule: t(`rule.${ruleOf(breach)}`),
      records: `/breaches/${breach.id}`,
    },
  };
}
