import { sql, type RawBuilder, type SqlBool } from "kysely";
import { PAGE_REACH } from "../../../shared/lists.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { offsetOf } from "../../../platform/verb/paging.ts";
import type { UseView } from "../contract.ts";
import { everything } from "../subjects.ts";

const columns = sql`x.service_id as "serviceId", s.name as "serviceName", x.unit_id as "unitId", u.name as "unitName"`;
const source = sql`service_use x join service s on s.id = x.service_id join unit u on u.id = x.unit_id`;

/** One use. Throws `record.not-found`. */
export async function findUse(tx: Tx, serviceId: string, unitId: string): Promise<UseView> {
  const { rows } = await sql<UseView>`
    select ${columns} from ${source} where x.service_id = ${serviceId} and x.unit_id = ${unitId}`.execute(tx);
  const use = rows[0];
  if (use === undefined) throw new AppError("record.not-found");
  return use;
}

export interface UseFilter {
  limit: number;
  page: number;
  serviceId?: string | undefined;
  unitId?: string | undefined;
}

/** Uses in order of service and unit. */
export async function listUses(db: Db, filter: UseFilter, seen: RawBuilder<SqlBool>) {
  const ofService =
    filter.serviceId === undefined ? everything : sql<SqlBool>`x.service_id = ${filter.serviceId}`;
  const forUnit =
    filter.unitId === undefined
      ? everything
      : sql<SqlBool>`x.unit_id in (select w.ancestor_id from unit_within w where w.unit_id = ${filter.unitId})`;
  const offset = offsetOf(filter);
  const where = sql`${seen} and ${ofService} and ${forUnit}`;
  const { rows } = await sql<UseView>`
    select ${columns} from ${source} where ${where}
    order by s.name collate sv, u.name collate sv, x.service_id, x.unit_id
    limit ${filter.limit} offset ${offset}`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n from ${source} where ${where}`.execute(
    db,
  );
  const count = counted.rows[0]?.n ?? 0;
  return {
    items: rows,
    total: { count: Math.min(count, PAGE_REACH), more: count > PAGE_REACH },
    nextCursor: null,
  };
}
