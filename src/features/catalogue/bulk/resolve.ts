import { rootUnitId } from "../../organisation/index.ts";
import type { Storing } from "../../../platform/verb/storing.ts";
import {
  folded,
  idsOf,
  tidied,
  upsertRows,
  type Cells,
  type UpsertTable,
} from "../../../platform/verb/upsert.ts";
import {
  areaTable,
  newArea,
  newService,
  newSupplier,
  newSystem,
  serviceTable,
  supplierTable,
  systemTable,
} from "./named-tables.ts";

type Names = readonly (string | null | undefined)[];

/** The id behind a name, however it was written; null for a name that was not given or is empty. */
export type IdOfName = ((name: string | null | undefined) => string | null) & {
  /** Whether nothing had the name until now. */
  readonly isNew: (name: string) => boolean;
};

/** The catalogue grows from use: names that nothing has are added, and every name gets its id. */
async function grow(context: Storing, table: UpsertTable, names: Names, whenNew: Cells): Promise<IdOfName> {
  const written = new Map<string, string>();
  for (const name of names) {
    const key = folded(name ?? "");
    if (key !== "" && !written.has(key)) written.set(key, tidied(name ?? ""));
  }
  const keys = [...written.keys()];
  const stored = await upsertRows(
    context,
    table,
    keys.map((key) => ({ key, states: {}, whenNew: { name: written.get(key) ?? key, ...whenNew } })),
  );
  const ids = idsOf(stored);
  const idOf = new Map(keys.map((key, index) => [key, ids[index] ?? null]));
  const added = new Set(keys.filter((_, index) => stored.outcomes[index]?.outcome === "added"));
  const find = (name: string | null | undefined) => idOf.get(folded(name ?? "")) ?? null;
  return Object.assign(find, { isNew: (name: string) => added.has(folded(name)) });
}

/** Services by name; unknown ones are added under `unitId`, or the topmost unit. */
export async function resolveServices(context: Storing, names: Names, unitId?: string): Promise<IdOfName> {
  return grow(context, serviceTable, names, newService(unitId ?? (await rootUnitId(context.tx))));
}

/** Systems by name; unknown ones are added under `unitId`, or the topmost unit. */
export async function resolveSystems(context: Storing, names: Names, unitId?: string): Promise<IdOfName> {
  return grow(context, systemTable, names, newSystem(unitId ?? (await rootUnitId(context.tx))));
}

/** Suppliers by name; unknown ones are added. */
export const resolveSuppliers = (context: Storing, names: Names): Promise<IdOfName> =>
  grow(context, supplierTable, names, newSupplier);

/** Service areas by name; unknown ones are added. */
export const resolveAreas = (context: Storing, names: Names): Promise<IdOfName> =>
  grow(context, areaTable, names, newArea);
