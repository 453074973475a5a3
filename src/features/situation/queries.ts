import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Db } from "../../platform/database/transaction.ts";
import type { SituationView } from "./contract.ts";

type Sees = (unitColumn: string, permission?: string) => RawBuilder<SqlBool>;

export async function countOpen(db: Db, sees: Sees): Promise<SituationView["open"]> {
  const { rows } = await sql<SituationView["open"][number]>`
    select i.priority, count(*)::int as count, (count(*) filter (where i.major))::int as major
    from incident_fact i where i.open and ${sees("i.unit_id", "incident:read")}
    group by 1 order by 1 nulls last`.execute(db);
  return rows;
}

export async function whatIsKnown(db: Db, sees: Sees): Promise<SituationView["known"]> {
  const { rows } = await sql<SituationView["known"]>`
    select exists (select from service s where s.retired_at is null) as services,
      exists (select from incident_fact i where ${sees("i.unit_id", "incident:read")}) as incidents`.execute(
    db,
  );
  return rows[0] ?? { services: false, incidents: false };
}
