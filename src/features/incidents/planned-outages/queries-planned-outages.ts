import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import type { Instant } from "../../../shared/time.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Named, PlannedOutageState, PlannedOutageView } from "../contract.ts";
import { plannedOutageStatus } from "../rules.ts";

type Condition = RawBuilder<SqlBool>;

interface Row {
  id: string;
  number: string;
  unit: Named;
  title: string;
  description: string;
  publicText: string;
  startsAt: string;
  endsAt: string;
  state: PlannedOutageState;
  recordedAt: string;
  completedAt: string | null;
  overrunIncident: { id: string; number: string } | null;
  services: Named[];
  units: Named[];
  source: string | null;
  sourceNumber: string | null;
  version: number;
  updatedAt: string;
}

const columns = sql`
  p.id, p.number, jsonb_build_object('id', u.id, 'name', u.name) as unit, p.title, p.description,
  p.public_text as "publicText", p.starts_at as "startsAt", p.ends_at as "endsAt", p.state,
  p.recorded_at as "recordedAt",  p.completed_at as "completedAt",
  (select jsonb_build_object('id', i.id, 'number', i.number) from incident i where i.id = p.overrun_incident_id)
    as "overrunIncident",
  coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name collate sv)
    from planned_outage_service h join service s on s.id = h.service_id where h.planned_outage_id = p.id), '[]')
    as services,
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.name collate sv)
    from planned_outage_unit h join unit f on f.id = h.unit_id where h.planned_outage_id = p.id), '[]') as units,
  p.source, p.source_number as "sourceNumber", p.version, p.updated_at as "updatedAt"`;

function viewOf({ recordedAt, ...row }: Row, now: Instant): PlannedOutageView {
  return { ...row, status: plannedOutageStatus({ ...row, recordedAt }, now) };
}

/** The rule `plannedOutageStatus` in SQL, to filter by. */
export const statusAt = (now: Instant): RawBuilder<PlannedOutageState> => sql`case
  when p.state <> 'planned' or p.starts_at > ${now}::timestamptz then p.state
  when p.ends_at <= ${now}::timestamptz and p.recorded_at >= p.ends_at then 'completed'
  else 'ongoing' end`;

export async function findPlannedOutage(
  db: Db | Tx,
  id: string,
  seen: Condition,
  now: Instant,
): Promise<PlannedOutageView> {
  const { rows } = await sql<Row>`
    select ${columns} from planned_outage p join unit u on u.id = p.unit_id where p.id = ${id} and ${seen}`.execute(
    db,
  );
  const row = rows[0];
  if (row === undefined) throw new AppError("record.not-found");
  return viewOf(row, now);
}

export interface PlannedOutagePage {
  limit: number;
  offset: number;
  descending: boolean;
}

export async function listPlannedOutages(
  db: Db,
  where: Condition,
  page: PlannedOutagePage,
  now: Instant,
): Promise<{ items: PlannedOutageView[]; count: number }> {
  const direction = page.descending ? sql`desc` : sql`asc`;
  const { rows } = await sql<Row>`
    select ${columns} from planned_outage p join unit u on u.id = p.unit_id where ${where}
    order by p.starts_at ${direction}, p.id ${direction} limit ${page.limit} offset ${page.offset}`.execute(
    db,
  );
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from (select from planned_outage p where ${where} limit 10001) m`.execute(db);
  return { items: rows.map((row) => viewOf(row, now)), count: counted.rows[0]?.n ?? 0 };
}

/** Who is hit: by which services, for which units. Replaces what stood. */
export async function saveFor(
  tx: Tx,
  id: string,
  {
    serviceIds,
    unitIds,
  }: { serviceIds?: readonly string[] | undefined; unitIds?: readonly string[] | undefined },
): Promise<void> {
  if (serviceIds !== undefined) {
    await tx.deleteFrom("planned_outage_service").where("planned_outage_id", "=", id).execute();
    await sql`insert into planned_outage_service (planned_outage_id, service_id)
      select ${id}::uuid, s from unnest(${[...new Set(serviceIds)]}::uuid[]) s`.execute(tx);
  }
  if (unitIds !== undefined) {
    await tx.deleteFrom("planned_outage_unit").where("planned_outage_id", "=", id).execute();
    await sql`insert into planned_outage_unit (planned_outage_id, unit_id)
      select ${id}::uuid, u from unnest(${[...new Set(unitIds)]}::uuid[]) u`.execute(tx);
  }
}
