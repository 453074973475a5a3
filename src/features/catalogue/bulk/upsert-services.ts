import { loadUnitNames, rootUnitId, type UnitNames } from "../../organisation/index.ts";
import type { Storing } from "../../../platform/verb/storing.ts";
import { folded, stated, tidied, upsertRows, type Upserted } from "../../../platform/verb/upsert.ts";
import type { RowFault } from "../../../shared/stored.ts";
import { areaTable, newArea, newService, newSupplier, serviceTable, supplierTable } from "./named-tables.ts";
import { resolveAreas } from "./resolve.ts";
import { rowFault } from "./row-faults.ts";

/** Rows as files write them: fields that are left out change nothing. Each is known by its name. */
export interface AreaRow {
  name: string;
  position?: number | undefined;
}
export interface SupplierRow {
  name: string;
  supportRoute?: string | undefined;
}
export interface ServiceRow {
  name: string;
  kind?: "base" | "optional" | "neither" | undefined;
  /** By name; an unknown area is added. */
  area?: string | null | undefined;
  /** The unit that answers for it, by code, path or name; the topmost for a new service where none is named. */
  unit?: string | null | undefined;
  description?: string | undefined;
  promisedRestoreMinutes?: number | null | undefined;
  vital?: boolean | undefined;
}

const nameless = (name: string) => folded(name) === "";

export function upsertAreas(context: Storing, rows: readonly AreaRow[]): Promise<Upserted> {
  return upsertRows(
    context,
    areaTable,
    rows.map((row) =>
      nameless(row.name)
        ? { faults: [rowFault("name", "empty")] }
        : {
            key: folded(row.name),
            states: stated({ name: tidied(row.name), position: row.position }),
            whenNew: newArea,
          },
    ),
  );
}

export function upsertSuppliers(context: Storing, rows: readonly SupplierRow[]): Promise<Upserted> {
  return upsertRows(
    context,
    supplierTable,
    rows.map((row) =>
      nameless(row.name)
        ? { faults: [rowFault("name", "empty")] }
        : {
            key: folded(row.name),
            states: stated({ name: tidied(row.name), support_route: row.supportRoute }),
            whenNew: newSupplier,
          },
    ),
  );
}

export async function upsertServices(context: Storing, rows: readonly ServiceRow[]): Promise<Upserted> {
  const units = await loadUnitNames(context.tx);
  const rootId = await rootUnitId(context.tx);
  const areas = await resolveAreas(
    context,
    rows.map((row) => row.area),
  );
  return upsertRows(
    context,
    serviceTable,
    rows.map((row) => {
      const unit = unitOfRow(units, row);
      if ("faults" in unit) return unit;
      return {
        key: folded(row.name),
        states: stated({
          name: tidied(row.name),
          kind: row.kind,
          area_id: row.area ? areas(row.area) : undefined,
          unit_id: unit.id,
          description: row.description,
          promised_restore_minutes: row.promisedRestoreMinutes,
          vital: row.vital,
        }),
        whenNew: newService(rootId),
      };
    }),
  );
}

/** The unit that a row names, undefined where it names none; or what is wrong with the row. */
export function unitOfRow(
  units: UnitNames,
  row: { name: string; unit?: string | null | undefined },
): { id: string | undefined } | { faults: RowFault[] } {
  const faults: RowFault[] = nameless(row.name) ? [rowFault("name", "empty")] : [];
  const found = row.unit ? units.find(row.unit) : { id: undefined };
  if ("fault" in found) faults.push({ path: "unit", ...found.fault });
  if (faults.length > 0 || "fault" in found) return { faults };
  return found;
}
