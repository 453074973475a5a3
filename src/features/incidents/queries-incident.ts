import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { Precision } from "../../shared/time.ts";
import { visible, type Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import type {
  Effect,
  IncidentState,
  IncidentTimes,
  IncidentView,
  LinkKind,
  ReachKind,
  TimeName,
} from "./contract.ts";
import { actsOf, isLate, isOpen, promiseKept, proposedPriority, type MatrixCell } from "./rules.ts";

/** The condition of visibility on a column that names a unit. */
export type Sees = (unitColumn: string) => RawBuilder<SqlBool>;

export function seesIncidents(actor: Actor): Sees {
  return (unitColumn) => visible(actor, "incident:read", sql.ref(unitColumn));
}

export const everything: Sees = () => sql<SqlBool>`true`;

type TimeColumns = Record<`${TimeName}_at`, string | null> &
  Record<`${TimeName}_precision`, Precision | null>;

export interface IncidentRecord extends TimeColumns {
  id: string;
  number: string;
  unit_id: string;
  unit_name: string;
  title: string;
  description: string;
  public_text: string;
  state: IncidentState;
  effect: Effect | null;
  impact: number | null;
  urgency: number | null;
  priority: number | null;
  priority_reason: string | null;
  category: string | null;
  cause: string | null;
  assignment_group: string | null;
  times_reason: string | null;
  recorded_at: string;
  opened_at: string;
  reopened_count: number;
  promised_minutes: number | null;
  due_at: string | null;
  source_promise_kept: boolean | null;
  major: boolean;
  major_ground: string | null;
  major_declared_at: string | null;
  source: string | null;
  source_number: string | null;
  source_extra: Record<string, unknown> | null;
  struck_out_at: string | null;
  struck_out_reason: string | null;
  version: number;
  updated_at: string;
}

const columns = sql`
  i.id, i.number, i.unit_id, u.name as unit_name, i.title, i.description, i.public_text, i.state, i.effect, i.impact,
  i.urgency, i.priority, i.priority_reason, i.category, i.cause, i.assignment_group,
  i.started_at, i.started_precision, i.detected_at, i.detected_precision, i.acknowledged_at,
  i.acknowledged_precision, i.restored_at, i.restored_precision, i.closed_at, i.closed_precision, i.times_reason,
  i.recorded_at, i.opened_at, i.reopened_count, i.promised_minutes,
  i.opened_at + make_interval(mins => i.promised_minutes) as due_at, i.source_promise_kept,
  i.major, i.major_ground, i.major_declared_at, i.source, i.source_number, i.source_extra,
  i.struck_out_at, i.struck_out_reason, i.version, i.updated_at`;

/** The record itself. Throws `record.not-found`, also when the condition hides it. */
export async function findRecord(db: Db | Tx, id: string, sees: Sees): Promise<IncidentRecord> {
  const { rows } = await sql<IncidentRecord>`
    select ${columns} from incident i join unit u on u.id = i.unit_id
    where i.id = ${id} and ${sees("i.unit_id")}`.execute(db);
  const record = rows[0];
  if (record === undefined) throw new AppError("record.not-found");
  return record;
}

/** Many at once, whoever asks. */
export async function readRecords(tx: Tx, ids: readonly string[]): Promise<IncidentRecord[]> {
  const { rows } = await sql<IncidentRecord>`
    select ${columns} from incident i join unit u on u.id = i.unit_id where i.id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return rows;
}

function timeOf(record: IncidentRecord, name: TimeName) {
  const at = record[`${name}_at`];
  return at === null ? null : { at, precision: record[`${name}_precision`] ?? "minute" };
}

export function timesOf(record: IncidentRecord): IncidentTimes {
  return {
    started: timeOf(record, "started"),
    detected: timeOf(record, "detected"),
    acknowledged: timeOf(record, "acknowledged"),
    restored: timeOf(record, "restored"),
    closed: timeOf(record, "closed"),
  };
}

export async function readMatrix(db: Db | Tx): Promise<MatrixCell[]> {
  return db.selectFrom("priority_matrix").select(["impact", "urgency", "priority"]).execute();
}

interface LinkRow {
  id: string;
  kind: LinkKind;
  direction: "out" | "in";
  other_id: string | null;
  other_number: string | null;
  other_title: string | null;
  other_state: IncidentState | null;
  supplier_id: string | null;
  supplier_name: string | null;
  reference: string | null;
}

async function readLinks(db: Db | Tx, id: string, sees: Sees): Promise<IncidentView["links"]> {
  const { rows } = await sql<LinkRow>`
    select l.id, l.kind, l.direction, o.id as other_id, o.number as other_number, o.title as other_title,
           o.state as other_state, s.id as supplier_id, s.name as supplier_name, l.reference
    from (select id, kind, 'out' as direction, other_incident_id as other, supplier_id, reference, created_at
          from incident_link where incident_id = ${id}
          union all
          select id, kind, 'in', incident_id, null, null, created_at
          from incident_link where other_incident_id = ${id}) l
    left join incident o on o.id = l.other and ${sees("o.unit_id")}
    left join supplier s on s.id = l.supplier_id
    order by l.created_at, l.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    direction: row.direction,
    incident:
      row.other_id === null ||
      row.other_number === null ||
      row.other_title === null ||
      row.other_state === null
        ? null
        : { id: row.other_id, number: row.other_number, title: row.other_title, state: row.other_state },
    supplier:
      row.supplier_id === null || row.supplier_name === null
        ? null
        : { id: row.supplier_id, name: row.supplier_name },
    reference: row.reference,
  }));
}

interface HitRow {
  kind: "service" | "system" | "supplier";
  id: string;
  name: string;
  area_id: string | null;
  area_name: string | null;
}

async function readHits(db: Db | Tx, id: string): Promise<HitRow[]> {
  const { rows } = await sql<HitRow>`
    select 'service' as kind, s.id, s.name collate sv as name, a.id as area_id, a.name as area_name
    from incident_service h join service s on s.id = h.service_id left join service_area a on a.id = s.area_id
    where h.incident_id = ${id}
    union all
    select 'system', s.id, s.name, null, null
    from incident_system h join system s on s.id = h.system_id where h.incident_id = ${id}
    union all
    select distinct 'supplier', p.id, p.name, null::uuid, null
    from incident_supplier h join supplier p on p.id = h.supplier_id where h.incident_id = ${id}
    order by name`.execute(db);
  return rows;
}

async function readReach(db: Db | Tx, id: string): Promise<IncidentView["reach"]> {
  const { rows } = await sql<{
    id: string;
    targetKind: ReachKind;
    targetId: string;
    name: string;
    change: "widened" | "narrowed";
    reason: string;
  }>`
    select r.id, r.target_kind as "targetKind", r.target_id as "targetId",
           coalesce(s.name, u.name, t.name, '?') as name, r.change, r.reason
    from incident_reach r
    left join service s on r.target_kind = 'service' and s.id = r.target_id
    left join unit u on r.target_kind = 'unit' and u.id = r.target_id
    left join site t on r.target_kind = 'site' and t.id = r.target_id
    where r.incident_id = ${id} order by r.id`.execute(db);
  return rows;
}

function promiseOf(record: IncidentRecord, now: string): IncidentView["promise"] {
  if (record.promised_minutes === null || record.due_at === null) return null;
  const asked = {
    dueAt: record.due_at,
    restoredAt: record.restored_at,
    open: isOpen(record.state),
  };
  const kept = record.state === "cancelled" ? null : promiseKept(asked, now);
  // What the source has judged is over.
  const late = record.source_promise_kept === null && isLate(asked, now);
  return { minutes: record.promised_minutes, dueAt: record.due_at, kept, late };
}

/** The incident as it leaves: `sees` decides which linked incidents are named. */
export async function viewOf(
  db: Db | Tx,
  record: IncidentRecord,
  sees: Sees,
  now: string,
): Promise<IncidentView> {
  const { id } = record;
  const matrix = await readMatrix(db);
  const hits = await readHits(db, id);
  const pick = (kind: HitRow["kind"]) => hits.filter((hit) => hit.kind === kind);
  return {
    ...identityOf(record),
    proposedPriority: proposedPriority(matrix, record.impact, record.urgency),
    times: timesOf(record),
    promise: promiseOf(record, now),
    struckOut:
      record.struck_out_at === null
        ? null
        : { at: record.struck_out_at, reason: record.struck_out_reason ?? "" },
    services: pick("service").map(({ id, name, area_id, area_name }) => ({
      id,
      name,
      area: area_id === null || area_name === null ? null : { id: area_id, name: area_name },
    })),
    systems: pick("system").map(({ id, name }) => ({ id, name })),
    suppliers: pick("supplier").map(({ id, name }) => ({ id, name })),
    reach: await readReach(db, id),
    links: await readLinks(db, id, sees),
    acts: actsOf({ state: record.state, major: record.major, struckOut: record.struck_out_at !== null }),
  };
}

/** What is carried over field by field. */
function identityOf(record: IncidentRecord) {
  return {
    id: record.id,
    number: record.number,
    unit: { id: record.unit_id, name: record.unit_name },
    title: record.title,
    description: record.description,
    publicText: record.public_text,
    state: record.state,
    effect: record.effect,
    impact: record.impact,
    urgency: record.urgency,
    priority: record.priority,
    priorityReason: record.priority_reason,
    category: record.category,
    cause: record.cause,
    assignmentGroup: record.assignment_group,
    timesReason: record.times_reason,
    recordedAt: record.recorded_at,
    openedAt: record.opened_at,
    reopenedCount: record.reopened_count,
    sourcePromiseKept: record.source_promise_kept,
    major: record.major,
    majorGround: record.major_ground,
    majorDeclaredAt: record.major_declared_at,
    source: record.source,
    sourceNumber: record.source_number,
    sourceExtra: record.source_extra,
    version: record.version,
    updatedAt: record.updated_at,
  };
}

export async function findIncident(db: Db | Tx, id: string, sees: Sees, now: string): Promise<IncidentView> {
  return viewOf(db, await findRecord(db, id, sees), sees, now);
}
