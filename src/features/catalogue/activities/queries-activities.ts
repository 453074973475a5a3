import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { listByName, nameContains, type NamedPage } from "../../../platform/verb/named-list.ts";
import type { ActivityView } from "../contract.ts";
import { everything } from "../subjects.ts";

const columns = sql`
  v.id, v.unit_id as "unitId", u.name as "unitName", v.name, v.version,
  coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name collate sv)
            from activity_service vs join service s on s.id = vs.service_id where vs.activity_id = v.id), '[]') as services`;
const source = sql`activity v join unit u on u.id = v.unit_id`;

/** One activity. Throws `record.not-found`, also when the condition hides it. */
export async function findActivity(
  db: Db | Tx,
  activityId: string,
  seen: RawBuilder<SqlBool> = everything,
): Promise<ActivityView> {
  const { rows } =
    await sql<ActivityView>`select ${columns} from ${source} where v.id = ${activityId} and ${seen}`.execute(
      db,
    );
  const activity = rows[0];
  if (activity === undefined) throw new AppError("record.not-found");
  return activity;
}

/** Locks the row for an edit. Throws `record.not-found`, or `record.stale` with the state as it is now. */
export async function lockActivity(tx: Tx, activityId: string, version: number): Promise<ActivityView> {
  await sql`select from activity where id = ${activityId} for update`.execute(tx);
  const activity = await findActivity(tx, activityId);
  if (activity.version !== version) throw new AppError("record.stale", { current: activity });
  return activity;
}

export interface ActivityFilter {
  limit: number;
  page: number;
  cursor?: string | undefined;
  q?: string | undefined;
  unitId?: string | undefined;
  serviceId?: string | undefined;
}

export function listActivities(
  db: Db,
  filter: ActivityFilter,
  seen: RawBuilder<SqlBool>,
): Promise<NamedPage<ActivityView>> {
  const under =
    filter.unitId === undefined
      ? everything
      : sql<SqlBool>`v.unit_id in (select w.unit_id from unit_within w where w.ancestor_id = ${filter.unitId})`;
  const needing =
    filter.serviceId === undefined
      ? everything
      : sql<SqlBool>`exists (select from activity_service f where f.activity_id = v.id and f.service_id = ${filter.serviceId})`;
  return listByName<ActivityView>(db, filter, {
    columns,
    from: source,
    where: sql<SqlBool>`${seen} and ${under} and ${needing} and ${nameContains("v.name", filter.q)}`,
    name: "v.name",
    id: "v.id",
  });
}

/** Makes the services that the activity needs exactly these. */
export async function setActivityServices(
  tx: Tx,
  activityId: string,
  serviceIds: readonly string[],
): Promise<void> {
  await tx.deleteFrom("activity_service").where("activity_id", "=", activityId).execute();
  if (serviceIds.length === 0) return;
  await tx
    .insertInto("activity_service")
    .values([...new Set(serviceIds)].map((serviceId) => ({ activity_id: activityId, service_id: serviceId })))
    .execute();
}
