import { holds } from "../../platform/actor.ts";
import { unknownName } from "../../platform/verb/storing.texts.ts";
import { storeBySource, type SourceRow, type Storing } from "../../platform/verb/storing.ts";
import { AppError } from "../../shared/errors.ts";
import type { RowFault, Stored } from "../../shared/stored.ts";
import type { Instant, Precision } from "../../shared/time.ts";
import { rootUnitId } from "../organisation/index.ts";
import type { DeviationKind, Severity } from "./contract.ts";
import {
  knownDeviations,
  numbersOf,
  servicesByName,
  systemsByName,
  unitsByName,
  unitsOfCatalogue,
  writeDeviations,
} from "./queries-store.ts";
import { deviationSeries, deviationSubject } from "./subjects.ts";

/** A deviation as a file tells of it: what it hangs on is named as people name it. */
export interface DeviationRow extends SourceRow {
  kind: DeviationKind;
  title: string;
  description?: string | null;
  service: string;
  system?: string | null;
  /** Name or code; the service's unit when left out. */
  unit?: string | null;
  /** Numbers here, or in their source. */
  incidents?: readonly string[];
  /** Only for whoever may edit breaches. */
  breaches?: readonly string[];
  foundAt: Instant;
  foundPrecision?: Precision | null;
  settledAt?: Instant | null;
  severityOverride?: Severity | null;
  severityReason?: string | null;
}

/** The row of the table that it becomes, and its ties. */
export interface ReadyDeviation {
  source: string;
  source_number: string;
  unit_id: string;
  kind: DeviationKind;
  title: string;
  description: string;
  service_id: string;
  system_id: string | null;
  severity_override: Severity | null;
  severity_reason: string | null;
  found_at: Instant;
  found_precision: Precision;
  settled_at: Instant | null;
  incidentIds: string[];
  breachIds: string[];
}

/** Stores deviations by source and source number; see `storeBySource`. */
export async function storeDeviations(context: Storing, rows: readonly DeviationRow[]): Promise<Stored> {
  const root = await rootUnitId(context.tx);
  if (!holds(context.actor, "deviation:edit", [root])) throw new AppError("access.refused");
  const withBreaches = rows.some((row) => (row.breaches ?? []).length > 0);
  if (withBreaches && !holds(context.actor, "breach:edit", [root])) throw new AppError("access.refused");
  return storeBySource(context, rows, {
    known: knownDeviations,
    series: deviationSeries,
    momentOf: (ready: ReadyDeviation) => ready.found_at,
    resolve: async (all) => {
      const look = await lookUp(context, all);
      return all.map((row) => resolve(row, look));
    },
    write: (items) => writeDeviations(context.tx, items, context.now),
    noted: ({ id, isNew, ready }, row) => ({
      kind: isNew ? "deviation.added" : "deviation.edited",
      subject: deviationSubject({ id, unitId: ready.unit_id }),
      body: { ...row, breaches: undefined },
      happenedAt: ready.found_at,
    }),
  });
}

async function lookUp({ tx }: Storing, rows: readonly DeviationRow[]) {
  const names = (pick: (row: DeviationRow) => string | null | undefined) => rows.map(pick);
  return {
    unit: await unitsByName(
      tx,
      names((row) => row.unit),
    ),
    service: await servicesByName(
      tx,
      names((row) => row.service),
    ),
    system: await systemsByName(
      tx,
      names((row) => row.system),
    ),
    unitOf: await unitsOfCatalogue(tx),
    incident: await numbersOf.incident(
      tx,
      rows.flatMap((row) => row.incidents ?? []),
    ),
    breach: await numbersOf.breach(
      tx,
      rows.flatMap((row) => row.breaches ?? []),
    ),
  };
}

const unreasoned: RowFault = {
  path: "severityReason",
  sv: "En egen bedömning behöver ett skäl.",
  en: "A verdict of one's own needs a reason.",
};

type LookUp = Awaited<ReturnType<typeof lookUp>>;

function resolve(row: DeviationRow, look: LookUp): { ready: ReadyDeviation } | { faults: RowFault[] } {
  const faults: RowFault[] = [];
  const find = (path: string, name: string | null | undefined, by: (name: string) => string | null) => {
    const id = name ? by(name) : null;
    if (name && id === null) faults.push(unknownName(path, name));
    return id;
  };
  const findAll = (path: "incident" | "breach", written: readonly string[] = []) =>
    written.flatMap((name) => find(path, name, (one) => look[path](row.source, one)) ?? []);
  const service = find("service", row.service, look.service);
  const unit =
    find("unit", row.unit, look.unit) ?? (service === null ? null : (look.unitOf.get(service) ?? null));
  const override = row.severityOverride ?? null;
  if ((override === null) !== ((row.severityReason ?? "") === "")) faults.push(unreasoned);
  const ties = {
    incidentIds: findAll("incident", row.incidents),
    breachIds: findAll("breach", row.breaches),
  };
  const system = find("system", row.system, look.system);
  if (service === null || unit === null || faults.length > 0) return { faults };
  return { ready: { ...ties, ...factsOf(row), unit_id: unit, service_id: service, system_id: system } };
}

function factsOf(row: DeviationRow) {
  return {
    source: row.source,
    source_number: row.sourceNumber,
    kind: row.kind,
    title: row.title,
    description: row.description ?? "",
    severity_override: row.severityOverride ?? null,
    severity_reason: row.severityReason || null,
    found_at: row.foundAt,
    found_precision: row.foundPrecision ?? ("minute" as const),
    settled_at: row.settledAt ?? null,
  };
}
