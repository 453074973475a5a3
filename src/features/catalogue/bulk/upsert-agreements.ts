import { sql } from "kysely";
import type { Storing } from "../../../platform/verb/storing.ts";
import {
  alsoChanged,
  folded,
  idsOf,
  stated,
  tidied,
  upsertRows,
  type Resolved,
  type UpsertTable,
  type Upserted,
} from "../../../platform/verb/upsert.ts";
import { commonSubject } from "../subjects.ts";
import { resolveSuppliers, resolveSystems } from "./resolve.ts";
import { rowFault } from "./row-faults.ts";

/** An agreement as a file writes it. Known by its supplier and name. */
export interface AgreementRow {
  supplier: string;
  name: string;
  reference?: string | undefined;
  validFrom?: string | null | undefined;
  validTo?: string | null | undefined;
  promisedRestoreMinutes?: number | null | undefined;
  processorAgreement?: boolean | undefined;
  supportRoute?: string | undefined;
  /** Systems that it covers, by name; those it covered before stay. */
  systems?: readonly string[] | undefined;
}

const keyOf = (supplierId: string, name: string) => `${supplierId} ${folded(name)}`;
const columns = [
  "supplier_id",
  "name",
  "reference",
  "valid_from",
  "valid_to",
  "promised_restore_minutes",
  "processor_agreement",
  "support_route",
];
const table: UpsertTable = {
  table: "agreement",
  noun: "agreement",
  columns,
  existing: (keys) => sql`
    select id, supplier_id::text || ' ' || lower(name collate sv) as key, ${sql.join(columns.map((column) => sql.ref(column)))}
    from agreement where supplier_id::text || ' ' || lower(name collate sv) = any(${keys}) for update`,
  subjectOf: (id) => commonSubject("agreement", id),
};
const whenNew = {
  reference: "",
  valid_from: null,
  valid_to: null,
  promised_restore_minutes: null,
  processor_agreement: false,
  support_route: "",
};

/** Adds and changes agreements and adds the systems that they cover, set by set, inside a bulk write. */
export async function upsertAgreements(context: Storing, rows: readonly AgreementRow[]): Promise<Upserted> {
  const faultless = rows.filter((row) => faultsOf(row).length === 0);
  const suppliers = await resolveSuppliers(
    context,
    faultless.map((row) => row.supplier),
  );
  const systems = await resolveSystems(
    context,
    faultless.flatMap((row) => row.systems ?? []),
  );
  const resolved = rows.map((row): Resolved => {
    const faults = faultsOf(row);
    const supplierId = suppliers(row.supplier);
    if (faults.length > 0 || supplierId === null) return { faults };
    return {
      key: keyOf(supplierId, row.name),
      states: stated({
        supplier_id: supplierId,
        name: tidied(row.name),
        reference: row.reference,
        valid_from: row.validFrom,
        valid_to: row.validTo,
        promised_restore_minutes: row.promisedRestoreMinutes,
        processor_agreement: row.processorAgreement,
        support_route: row.supportRoute,
      }),
      whenNew,
    };
  });
  const stored = await upsertRows(context, table, resolved);
  const ids = idsOf(stored);
  const covered = rows.flatMap((row, index) =>
    (row.systems ?? []).flatMap((name) => {
      const agreementId = ids[index] ?? null;
      const systemId = systems(name);
      return agreementId === null || systemId === null ? [] : [{ index, agreementId, systemId }];
    }),
  );
  const added = await cover(context, covered);
  const brought = covered.filter((one) => added.has(pairKey(one.agreementId, one.systemId)));
  return alsoChanged(stored, new Set(brought.map((one) => one.index)));
}

const pairKey = (agreementId: string, systemId: string) => `${agreementId} ${systemId}`;

function faultsOf(row: AgreementRow) {
  return [
    ...(folded(row.name) === "" ? [rowFault("name", "empty")] : []),
    ...(folded(row.supplier) === "" ? [rowFault("supplier", "empty")] : []),
    ...(row.validFrom && row.validTo && row.validTo < row.validFrom
      ? [rowFault("validTo", "period.backwards")]
      : []),
  ];
}

async function cover(
  { tx, note }: Storing,
  covered: readonly { agreementId: string; systemId: string }[],
): Promise<Set<string>> {
  if (covered.length === 0) return new Set();
  const { rows: added } = await sql<{ agreementId: string; systemId: string }>`
    insert into agreement_system (agreement_id, system_id)
    select * from unnest(${covered.map((one) => one.agreementId)}::uuid[], ${covered.map((one) => one.systemId)}::uuid[])
    on conflict do nothing returning agreement_id as "agreementId", system_id as "systemId"`.execute(tx);
  for (const [agreementId, ofAgreement] of Map.groupBy(added, (one) => one.agreementId)) {
    note({
      kind: "agreement.systems-added",
      subject: commonSubject("agreement", agreementId),
      body: { systemIds: ofAgreement.map((one) => one.systemId) },
    });
  }
  return new Set(added.map((one) => pairKey(one.agreementId, one.systemId)));
}
