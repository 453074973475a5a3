import { sql } from "kysely";
import type { Tx } from "../../../platform/database/transaction.ts";
import { newId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import type { LinkKind } from "../contract.ts";
import { rowsOf, type Column } from "./columns.ts";
import type { Arriving } from "./incident-columns.ts";

interface Hit {
  incident: string;
  target: string;
}

interface Reference {
  id: string;
  incident: string;
  kind: LinkKind;
  supplier: string | null;
  reference: string;
}

const hitColumns: readonly Column<Hit>[] = [
  { name: "incident_id", type: "uuid", of: ({ incident }) => incident },
  { name: "target_id", type: "uuid", of: ({ target }) => target },
];

const referenceColumns: readonly Column<Reference>[] = [
  { name: "id", type: "uuid", of: ({ id }) => id },
  { name: "incident_id", type: "uuid", of: ({ incident }) => incident },
  { name: "kind", type: "text", of: ({ kind }) => kind },
  { name: "supplier_id", type: "uuid", of: ({ supplier }) => supplier },
  { name: "reference", type: "text", of: ({ reference }) => reference },
];

function hitsOf(arriving: readonly Arriving[], field: "serviceIds" | "systemIds"): Hit[] {
  return arriving.flatMap(({ id, record }) =>
    [...new Set(record[field])].map((target) => ({ incident: id, target })),
  );
}

function referencesOf({ id, record }: Arriving): Reference[] {
  const refer = (kind: LinkKind, reference: string | null | undefined, supplier: string | null = null) =>
    reference === null || reference === undefined
      ? []
      : [{ id: newId(), incident: id, kind, supplier, reference }];
  return [
    ...refer("change", record.change),
    ...refer("problem", record.problem),
    ...refer("supplier-case", record.supplierCase?.reference, record.supplierCase?.supplierId ?? null),
  ];
}

/** What stands with each hit of what the incident says: given here, so that it is not looked up row by row. */
const copied = sql`opened_at, unit_id, listed, counted`;
const copies = sql`i.opened_at, i.unit_id, i.struck_out_at is null,
  i.struck_out_at is null and i.state <> 'cancelled'`;

/** What they name and point at, as the source says it now. A link that a person made here to the same stays one. */
export async function replaceLinks(
  tx: Tx,
  created: readonly Arriving[],
  updated: readonly Arriving[],
  now: Instant,
): Promise<void> {
  const ids = updated.map(({ id }) => id);
  if (ids.length > 0) {
    await sql`delete from incident_service where incident_id = any(${ids}::uuid[])`.execute(tx);
    await sql`delete from incident_system where incident_id = any(${ids}::uuid[])`.execute(tx);
  }
  const all = [...created, ...updated];
  const services = hitsOf(all, "serviceIds");
  if (services.length > 0)
    await sql`insert into incident_service (incident_id, service_id, ${copied})
      select r.incident_id, r.target_id, ${copies}
      from ${rowsOf(hitColumns, services)} join incident i on i.id = r.incident_id`.execute(tx);
  const systems = hitsOf(all, "systemIds");
  if (systems.length > 0)
    await sql`insert into incident_system (incident_id, system_id, ${copied})
      select r.incident_id, r.target_id, ${copies}
      from ${rowsOf(hitColumns, systems)} join incident i on i.id = r.incident_id`.execute(tx);
  const references = all.flatMap(referencesOf);
  if (references.length > 0)
    await sql`insert into incident_link (id, incident_id, kind, supplier_id, reference, created_at)
      select r.id, r.incident_id, r.kind, r.supplier_id, r.reference, ${now}::timestamptz
      from ${rowsOf(referenceColumns, references)}
      where not exists (select from incident_link l where l.incident_id = r.incident_id and l.kind = r.kind
                          and l.reference = r.reference)`.execute(tx);
}
