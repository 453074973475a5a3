import { holds } from "../../platform/actor.ts";
import { unknownName } from "../../platform/verb/storing.texts.ts";
import { storeBySource, type SourceRow, type Storing } from "../../platform/verb/storing.ts";
import { AppError } from "../../shared/errors.ts";
import type { RowFault, Stored } from "../../shared/stored.ts";
import type { Instant, Precision } from "../../shared/time.ts";
import { rootUnitId } from "../organisation/index.ts";
import { breachSeries, breachSubject } from "./breaches.ts";
import type { BreachRisk, BreachState } from "./contract.ts";
import { knownBreaches, lookUpForBreaches, writeBreaches } from "./queries-store.ts";

/** A breach as a file tells of it: what it hangs on is named as people name it. */
export interface BreachRow extends SourceRow {
  title: string;
  description?: string | null;
  state?: BreachState | null;
  /** Name or code; the service's unit when left out, else the topmost. */
  unit?: string | null;
  service?: string | null;
  system?: string | null;
  /** The incident's number here, or in its source. */
  incident?: string | null;
  discoveredAt: Instant;
  discoveredPrecision?: Precision | null;
  risk?: BreachRisk | null;
  peopleCount?: number | null;
  recordCount?: number | null;
}

/** The row of the table that it becomes. */
export interface ReadyBreach {
  source: string;
  source_number: string;
  unit_id: string;
  title: string;
  description: string;
  state: BreachState;
  service_id: string | null;
  system_id: string | null;
  incident_id: string | null;
  discovered_at: Instant;
  discovered_precision: Precision;
  risk: BreachRisk | null;
  people_count: number | null;
  record_count: number | null;
}

/** Stores breaches by source and source number; see `storeBySource`. */
export async function storeBreaches(context: Storing, rows: readonly BreachRow[]): Promise<Stored> {
  // Not even a bulk import reaches breaches for somebody whose work they are not.
  const root = await rootUnitId(context.tx);
  if (!holds(context.actor, "breach:edit", [root])) throw new AppError("access.refused");
  return storeBySource(context, rows, {
    known: knownBreaches,
    series: breachSeries,
    momentOf: (ready: ReadyBreach) => ready.discovered_at,
    resolve: async (all) => {
      const look = await lookUpForBreaches(context.tx, all);
      return all.map((row) => resolve(row, look, root));
    },
    write: (items) => writeBreaches(context.tx, items, context.now),
    noted: ({ id, isNew, ready }, row) => ({
      kind: isNew ? "breach.added" : "breach.edited",
      subject: breachSubject({ id, unitId: ready.unit_id }),
      body: { ...row },
      happenedAt: ready.discovered_at,
    }),
  });
}

type LookUp = Awaited<ReturnType<typeof lookUpForBreaches>>;

function resolve(
  row: BreachRow,
  look: LookUp,
  root: string,
): { ready: ReadyBreach } | { faults: RowFault[] } {
  const faults: RowFault[] = [];
  const find = (path: string, name: string | null | undefined, by: (name: string) => string | null) => {
    const id = name ? by(name) : null;
    if (name && id === null) faults.push(unknownName(path, name));
    return id;
  };
  const unit = find("unit", row.unit, look.unit);
  const service = find("service", row.service, look.service);
  const ready: ReadyBreach = {
    source: row.source,
    source_number: row.sourceNumber,
    unit_id: unit ?? (service === null ? undefined : look.unitOfService.get(service)) ?? root,
    title: row.title,
    description: row.description ?? "",
    state: row.state ?? "confirmed",
    service_id: service,
    system_id: find("system", row.system, look.system),
    incident_id: find("incident", row.incident, (name) => look.incident(row.source, name)),
    discovered_at: row.discoveredAt,
    discovered_precision: row.discoveredPrecision ?? "minute",
    risk: row.risk ?? null,
    people_count: row.peopleCount ?? null,
    record_count: row.recordCount ?? null,
  };
  return faults.length > 0 ? { faults } : { ready };
}
