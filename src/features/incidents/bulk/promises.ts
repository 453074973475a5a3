import { sql } from "kysely";
import type { Tx } from "../../../platform/database/transaction.ts";
import type { ImportedIncident } from "../contract.ts";
import { promisedMinutes } from "../rules.ts";

interface AgreementRow {
  system_id: string;
  valid_from: string | null;
  valid_to: string | null;
  minutes: number;
}

/** Everything promised in the catalogue and the settings, read once: thousands of records then cost no question each. */
export async function readPromises(tx: Tx): Promise<(record: ImportedIncident) => number | null> {
  const services = await sql<{ id: string; minutes: number }>`
    select id, promised_restore_minutes as minutes from service where promised_restore_minutes is not null`.execute(
    tx,
  );
  const agreements = await sql<AgreementRow>`
    select s.system_id, a.valid_from, a.valid_to, a.promised_restore_minutes as minutes
    from agreement_system s join agreement a on a.id = s.agreement_id
    where a.promised_restore_minutes is not null`.execute(tx);
  const priorities = await tx
    .selectFrom("priority_promise")
    .select(["priority", "restore_minutes"])
    .execute();
  const byService = new Map(services.rows.map((row) => [row.id, row.minutes]));
  const bySystem = Map.groupBy(agreements.rows, (row) => row.system_id);
  const byPriority = new Map(priorities.map((row) => [row.priority, row.restore_minutes]));

  return (record) => {
    const day = (record.detected ?? record.started)?.at.slice(0, 10);
    const holds = (row: AgreementRow) =>
      day === undefined ||
      ((row.valid_from === null || row.valid_from <= day) && (row.valid_to === null || row.valid_to >= day));
    return promisedMinutes({
      services: record.serviceIds.map((id) => byService.get(id) ?? null),
      agreements: record.systemIds.flatMap((id) =>
        (bySystem.get(id) ?? []).filter(holds).map((row) => row.minutes),
      ),
      priority: record.priority === null ? null : (byPriority.get(record.priority) ?? null),
    });
  };
}
