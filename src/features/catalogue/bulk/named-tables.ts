import { sql } from "kysely";
import type { UpsertTable } from "../../../platform/verb/upsert.ts";
import { commonSubject, ownedSubject } from "../subjects.ts";

const byName = (table: string, columns: readonly string[]) => (keys: string[]) =>
  sql`
  select id, lower(name collate sv) as key, ${sql.join(columns.map((column) => sql.ref(column)))}
  from ${sql.table(table)} where lower(name collate sv) = any(${keys}) for update`;

function named(table: string, noun: string, columns: readonly string[], subjectOf: UpsertTable["subjectOf"]) {
  return { table, noun, columns, existing: byName(table, columns), subjectOf } satisfies UpsertTable;
}

const unitIn = (cells: Readonly<Record<string, unknown>>) => String(cells["unit_id"]);

export const areaTable = named("service_area", "service-area", ["name", "position"], (id) =>
  commonSubject("service-area", id),
);
export const supplierTable = named("supplier", "supplier", ["name", "support_route"], (id) =>
  commonSubject("supplier", id),
);
export const serviceTable = named(
  "service",
  "service",
  ["name", "kind", "area_id", "unit_id", "description", "promised_restore_minutes", "vital"],
  (id, cells) => ownedSubject("service", { id, unitId: unitIn(cells) }),
);
export const systemTable = named(
  "system",
  "system",
  ["name", "unit_id", "maker", "description"],
  (id, cells) => ownedSubject("system", { id, unitId: unitIn(cells) }),
);

export const newService = (unitId: string) => ({
  kind: "neither",
  area_id: null,
  unit_id: unitId,
  description: "",
  promised_restore_minutes: null,
  vital: false,
});
export const newSystem = (unitId: string) => ({ unit_id: unitId, maker: "", description: "" });
export const newSupplier = { support_route: "" };
export const newArea = { position: 0 };
