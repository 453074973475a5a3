import { sql, type RawBuilder, type SqlBool } from "kysely";
import { visible, type Actor } from "../../platform/actor.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import { AppError } from "../../shared/errors.ts";
import type { Language } from "../../shared/language.ts";
import { periodOf } from "../../shared/periods.ts";
import type { DocumentFormat, ReportRow } from "./contract/reports.ts";
import { editedTexts, type EditedTexts } from "./edited-texts.ts";

/** A report as it is stored: what people wrote, and what was frozen. */
export interface StoredReport extends ReportRow {
  texts: EditedTexts;
  model: unknown;
  journalPosition: number | null;
  unitIsRoot: boolean;
}

interface Row {
  id: string;
  number: string;
  title: string;
  state: ReportRow["state"];
  language: Language;
  unit: ReportRow["unit"];
  unitIsRoot: boolean;
  area: ReportRow["area"];
  writtenPeriod: string;
  from: string;
  until: string;
  writtenComparison: string | null;
  comparisonFrom: string | null;
  comparisonUntil: string | null;
  createdAt: string;
  createdBy: ReportRow["createdBy"];
  frozenAt: string | null;
  frozenBy: ReportRow["frozenBy"];
  withdrawnAt: string | null;
  withdrawnBy: ReportRow["withdrawnBy"];
  withdrawnReason: string | null;
  updatedAt: string;
  version: number;
}

const personOf = (alias: string) => sql`
  case when ${sql.ref(`${alias}.id`)} is not null
       then json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}) end`;

const columns = sql`
  r.id, r.number, r.title, r.state, r.language, json_build_object('id', u.id, 'name', u.name) as unit,
  u.parent_id is null as "unitIsRoot",
  case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as area,
  r.period_written as "writtenPeriod", r.period_from as "from", r.period_until as until,
  r.comparison_written as "writtenComparison", r.comparison_from as "comparisonFrom",
  r.comparison_until as "comparisonUntil", r.created_at as "createdAt", ${personOf("c")} as "createdBy",
  r.frozen_at as "frozenAt", ${personOf("f")} as "frozenBy", r.withdrawn_at as "withdrawnAt",
  ${personOf("w")} as "withdrawnBy", r.withdrawn_reason as "withdrawnReason", r.updated_at as "updatedAt", r.version`;

const source = sql`
  from report r
  join unit u on u.id = r.unit_id
  left join service_area a on a.id = r.area_id
  left join person c on c.id = r.created_by
  left join person f on f.id = r.frozen_by
  left join person w on w.id = r.withdrawn_by`;

/** A draft is for those who write it; what was decided on is for every reader. */
function seenBy(actor: Actor): RawBuilder<SqlBool> {
  const unit = sql.ref("r.unit_id");
  return sql<SqlBool>`((r.frozen_at is not null and ${visible(actor, "report:read", unit)})
    or ${visible(actor, "report:edit", unit)})`;
}

function rowOf(row: Row): ReportRow {
  const { writtenPeriod, from, until, writtenComparison, comparisonFrom, comparisonUntil, ...rest } = row;
  return {
    ...rest,
    period: { ...periodOf(from, until), written: writtenPeriod },
    comparison:
      writtenComparison === null || comparisonFrom === null || comparisonUntil === null
        ? null
        : { ...periodOf(comparisonFrom, comparisonUntil), written: writtenComparison },
  };
}

type Whole = Row & { texts: unknown; model: unknown; journalPosition: number | null };

/** One report. Throws `record.not-found`, also when the reader may not see it. */
export async function findReport(db: Db | Tx, reportId: string, actor: Actor): Promise<StoredReport> {
  const { rows } = await sql<Whole>`
    select ${columns}, r.texts, r.model, r.journal_position as "journalPosition" ${source}
    where r.id = ${reportId} and ${seenBy(actor)}`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new AppError("record.not-found");
  const { texts, model, journalPosition, unitIsRoot, ...head } = row;
  return {
    ...rowOf({ ...head, unitIsRoot }),
    texts: editedTexts.parse(texts),
    model,
    journalPosition,
    unitIsRoot,
  };
}

/** Locks it for a change. Throws `record.stale` with the version as it is now. */
export async function lockReport(
  tx: Tx,
  wanted: { reportId: string; version: number },
  actor: Actor,
): Promise<StoredReport> {
  await sql`select from report where id = ${wanted.reportId} for update`.execute(tx);
  const report = await findReport(tx, wanted.reportId, actor);
  if (report.version !== wanted.version) {
    const { id, number, title, state, version } = report;
    throw new AppError("record.stale", { current: { id, number, title, state, version } });
  }
  return report;
}

const orders: Readonly<Record<string, RawBuilder<unknown>>> = {
  created: sql`r.created_at, r.id`,
  "-created": sql`r.created_at desc, r.id desc`,
  number: sql`r.number, r.id`,
  "-number": sql`r.number desc, r.id desc`,
};

export async function listReports(
  db: Db,
  actor: Actor,
  filter: { state?: readonly string[] | undefined; q?: string | undefined },
  page: { limit: number; offset: number; sort: string },
): Promise<{ items: ReportRow[]; count: number }> {
  const like = `%${(filter.q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const where = sql`where ${seenBy(actor)}
    and ${filter.state === undefined ? sql`true` : sql`r.state = any(${[...filter.state]}::text[])`}
    and (r.title ilike ${like} or r.number ilike ${like})`;
  const { rows } = await sql<Row>`
    select ${columns} ${source} ${where}
    order by ${orders[page.sort] ?? sql`r.id`} limit ${page.limit} offset ${page.offset}`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n ${source} ${where}`.execute(db);
  return { items: rows.map(rowOf), count: counted.rows[0]?.n ?? 0 };
}

export async function unitOfReport(db: Db | Tx, reportId: string): Promise<string> {
  const row = await db.selectFrom("report").select("unit_id").where("id", "=", reportId).executeTakeFirst();
  if (row === undefined) throw new AppError("record.not-found");
  return row.unit_id;
}

export async function documentsOf(
  db: Db | Tx,
  reportId: string,
): Promise<{ format: DocumentFormat; fileId: string }[]> {
  const { rows } = await sql<{ format: DocumentFormat; fileId: string }>`
    select format, file_id as "fileId" from report_document where report_id = ${reportId} order by format`.execute(
    db,
  );
  return rows;
}

export async function organisationFrame(db: Db | Tx): Promise<{ name: string; language: Language }> {
  const { rows } = await sql<{ name: string; language: Language }>`
    select name, language from organisation`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new AppError("setup.required");
  return row;
}

/** The topmost of these units: those that lie under none of the others. */
export async function topmostOf(db: Db | Tx, unitIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id from unit u where u.id = any(${[...unitIds]}::uuid[])
      and not exists (select from unit_within w where w.unit_id = u.id and w.ancestor_id <> u.id
        and w.ancestor_id = any(${[...unitIds]}::uuid[]))`.execute(db);
  return rows.map(({ id }) => id);
}
