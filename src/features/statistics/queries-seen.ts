import { sql, type RawBuilder, type SqlBool } from "kysely";
import { visible, type Actor } from "../../platform/actor.ts";
import type { Instant } from "../../shared/time.ts";
import type { FigureFilter } from "./contract.ts";

export interface Bounds {
  start: Instant;
  end: Instant;
}

/** What every statement of a figure stands on: who asks, and what it is narrowed to. */
export interface Asking {
  actor: Actor;
  filter: FigureFilter;
}

/** The system's supplier on the day that the incident opened, over `system_supplier p` and `incident_figure i`. */
export const deliveredThen = sql<SqlBool>`
  (p.valid_from is null or p.valid_from <= (i.opened_at at time zone 'UTC')::date)
  and (p.valid_to is null or p.valid_to >= (i.opened_at at time zone 'UTC')::date)`;

/** What the figures are narrowed to, over `incident_figure i`; visibility comes first and is never left out. */
export function incidentsSeen({ actor, filter }: Asking): RawBuilder<SqlBool> {
  const { areaId, serviceId, systemId, supplierId, unitId } = filter;
  const all: RawBuilder<SqlBool>[] = [visible(actor, "incident:read", sql.ref("i.unit_id"))];
  if (serviceId !== undefined) all.push(sql`${serviceId}::uuid = any(i.services)`);
  if (areaId !== undefined)
    all.push(sql`i.services && array(select s.id from service s where s.area_id = ${areaId})`);
  if (systemId !== undefined) all.push(sql`${systemId}::uuid = any(i.systems)`);
  if (supplierId !== undefined)
    all.push(sql`i.systems && array(select p.system_id from system_supplier p where p.supplier_id = ${supplierId})
      and exists (select from system_supplier p
        where p.supplier_id = ${supplierId} and p.system_id = any(i.systems) and ${deliveredThen})`);
  if (unitId !== undefined)
    all.push(sql`i.unit_id in (select w.unit_id from unit_within w where w.ancestor_id = ${unitId})`);
  return sql<SqlBool>`${sql.join(all, sql` and `)}`;
}
