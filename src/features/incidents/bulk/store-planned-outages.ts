import { hash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../../platform/database/transaction.ts";
import { nextNumber } from "../../../platform/numbering.ts";
import { newId } from "../../../shared/ids.ts";
import type { ImportedPlannedOutage } from "../contract.ts";
import { plannedOutageSubject } from "../planned-outages/store.ts";
import { readTimeZone, yearOf } from "../store.ts";
import type { BulkContext } from "./store-incidents.ts";

export type PlannedOutageOutcome = {
  result: "created" | "updated" | "unchanged";
  id: string;
  number: string;
};

/** Stores planned outages that another system tells of; there are hundreds of them, not thousands. */
export async function storePlannedOutages(
  context: BulkContext,
  records: readonly ImportedPlannedOutage[],
): Promise<PlannedOutageOutcome[]> {
  const timeZone = await readTimeZone(context.tx);
  const outcomes: PlannedOutageOutcome[] = [];
  for (const record of records) outcomes.push(await storeOne(context, record, timeZone));
  return outcomes;
}

async function storeOne(
  { tx, now, note }: BulkContext,
  record: ImportedPlannedOutage,
  timeZone: string,
): Promise<PlannedOutageOutcome> {
  const content = hashOf(record);
  const before = await tx
    .selectFrom("planned_outage")
    .select(["id", "number", "source_hash", "version"])
    .where("source", "=", record.source)
    .where("source_number", "=", record.sourceNumber)
    .forUpdate()
    .executeTakeFirst();
  if (before?.source_hash?.equals(content) === true) {
    return { result: "unchanged", id: before.id, number: before.number };
  }
  const id = before?.id ?? newId();
  const number = before?.number ?? (await nextNumber(tx, "PLA", yearOf(record.startsAt, timeZone)));
  const columns = {
    unit_id: record.unitId,
    title: record.title,
    description: record.description,
    public_text: record.publicText,
    starts_at: record.startsAt,
    ends_at: record.endsAt,
    state: record.state,
    completed_at: record.completedAt,
    source_hash: content,
    updated_at: now,
  };
  if (before === undefined) {
    const { source, sourceNumber } = record;
    await tx
      .insertInto("planned_outage")
      .values({ ...columns, id, number, source, source_number: sourceNumber, recorded_at: now })
      .execute();
  } else {
    await tx
      .updateTable("planned_outage")
      .set({ ...columns, version: before.version + 1 })
      .where("id", "=", id)
      .execute();
  }
  await replaceFor(tx, id, record);
  const kind = before === undefined ? "planned-outage.imported" : "planned-outage.import-updated";
  note({ kind, subject: plannedOutageSubject(id, record.unitId), body: { ...record, number } });
  return { result: before === undefined ? "created" : "updated", id, number };
}

async function replaceFor(tx: Tx, id: string, record: ImportedPlannedOutage): Promise<void> {
  await tx.deleteFrom("planned_outage_service").where("planned_outage_id", "=", id).execute();
  await tx.deleteFrom("planned_outage_unit").where("planned_outage_id", "=", id).execute();
  await sql`insert into planned_outage_service select ${id}::uuid, s from unnest(${[...new Set(record.serviceIds)]}::uuid[]) s`.execute(
    tx,
  );
  await sql`insert into planned_outage_unit select ${id}::uuid, u from unnest(${[...new Set(record.unitIds)]}::uuid[]) u`.execute(
    tx,
  );
}

function hashOf(record: ImportedPlannedOutage): Buffer {
  const ordered = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash("sha256", JSON.stringify(ordered), "buffer");
}
