import { sql } from "kysely";
import { loadUnitNames, rootUnitId } from "../../organisation/index.ts";
import { newId } from "../../../shared/ids.ts";
import type { Storing } from "../../../platform/verb/storing.ts";
import {
  alsoChanged,
  folded,
  idsOf,
  stated,
  tidied,
  upsertRows,
  type Resolved,
  type Upserted,
} from "../../../platform/verb/upsert.ts";
import { ownedSubject } from "../subjects.ts";
import { newSystem, systemTable } from "./named-tables.ts";
import { resolveSuppliers } from "./resolve.ts";
import { rowFault } from "./row-faults.ts";
import { unitOfRow } from "./upsert-services.ts";

/** A system as a file writes it; several rows of one system give it several suppliers over their periods. */
export interface SystemRow {
  name: string;
  /** The unit that owns it, by code, path or name; the topmost for a new system where none is named. */
  unit?: string | null | undefined;
  maker?: string | undefined;
  description?: string | undefined;
  /** By name; an unknown supplier is added. */
  supplier?: string | null | undefined;
  supplierRole?: "supplier" | "subcontractor" | "maker" | undefined;
  validFrom?: string | null | undefined;
  validTo?: string | null | undefined;
}

interface Supplied {
  systemId: string;
  supplierId: string;
  role: string;
  validFrom: string | null;
  validTo: string | null;
}

/** Adds and changes systems with their suppliers, set by set, inside a bulk write. */
export async function upsertSystems(context: Storing, rows: readonly SystemRow[]): Promise<Upserted> {
  const units = await loadUnitNames(context.tx);
  const rootId = await rootUnitId(context.tx);
  const resolved = rows.map((row): Resolved => {
    const unit = unitOfRow(units, row);
    if ("faults" in unit) return unit;
    if (row.validFrom && row.validTo && row.validTo < row.validFrom) {
      return { faults: [rowFault("validTo", "period.backwards")] };
    }
    return {
      key: folded(row.name),
      states: stated({
        name: tidied(row.name),
        unit_id: unit.id,
        maker: row.maker,
        description: row.description,
      }),
      whenNew: newSystem(rootId),
    };
  });
  const taken = rows.filter((_row, index) => "key" in (resolved[index] ?? {}));
  const suppliers = await resolveSuppliers(
    context,
    taken.map((row) => row.supplier),
  );
  const stored = await upsertRows(context, systemTable, resolved);
  const ids = idsOf(stored);
  const supplied = rows.flatMap((row, index) => {
    const systemId = ids[index] ?? null;
    const supplierId = suppliers(row.supplier);
    if (systemId === null || supplierId === null) return [];
    const { supplierRole: role = "supplier", validFrom = null, validTo = null } = row;
    return [{ index, systemId, supplierId, role, validFrom, validTo }];
  });
  const changed = await writeSupplied(context, supplied);
  return alsoChanged(stored, new Set([...changed].map((row) => row.index)));
}

const suppliedKey = (row: Omit<Supplied, "validTo">) =>
  JSON.stringify([row.systemId, row.supplierId, row.role, row.validFrom]);

/** A supplier's part in a system is known by its role and first day; only its last day can change. */
async function writeSupplied<Row extends Supplied>(
  { tx, note }: Storing,
  rows: readonly Row[],
): Promise<Set<Row>> {
  const changed = new Set<Row>();
  if (rows.length === 0) return changed;
  const systemIds = [...new Set(rows.map((row) => row.systemId))];
  const standing = await sql<Supplied & { id: string }>`
    select ys.id, ys.system_id as "systemId", ys.supplier_id as "supplierId", ys.role, ys.valid_from as "validFrom",
      ys.valid_to as "validTo"
    from system_supplier ys where ys.system_id = any(${systemIds}::uuid[]) for update`.execute(tx);
  const held = new Map(standing.rows.map((row) => [suppliedKey(row), { id: row.id, validTo: row.validTo }]));
  for (const row of rows) {
    const known = held.get(suppliedKey(row));
    if (known !== undefined && known.validTo === row.validTo) continue;
    const id = known?.id ?? newId();
    held.set(suppliedKey(row), { id, validTo: row.validTo });
    changed.add(row);
    await sql`
      insert into system_supplier (id, system_id, supplier_id, role, valid_from, valid_to)
      values (${id}, ${row.systemId}, ${row.supplierId}, ${row.role}, ${row.validFrom}, ${row.validTo})
      on conflict (id) do update set valid_to = excluded.valid_to`.execute(tx);
  }
  const units = await tx
    .selectFrom("system")
    .select(["id", "unit_id"])
    .where("id", "in", systemIds)
    .execute();
  const unitOf = new Map(units.map((row) => [row.id, row.unit_id]));
  for (const [systemId, ofSystem] of Map.groupBy(changed, (row) => row.systemId)) {
    const suppliers = ofSystem.map(({ supplierId, role, validFrom, validTo }) => ({
      supplierId,
      role,
      validFrom,
      validTo,
    }));
    const subject = ownedSubject("system", { id: systemId, unitId: unitOf.get(systemId) ?? "" });
    note({ kind: "system.suppliers-set", subject, body: { suppliers } });
  }
  return changed;
}
