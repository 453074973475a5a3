import { sql } from "kysely";
import type { Db } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import type { AccountView } from "../contract.ts";

type Account = Omit<AccountView, "needsSecondFactor">;

/** Moments inside JSON are written as PostgreSQL likes; the API writes them in one way. */
const utc = (column: string) =>
  sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export async function accountOf(db: Db, personId: string): Promise<Account> {
  const { rows } = await sql<Account>`
    select p.email, (select w.changed_at from password w where w.person_id = p.id) as "passwordChangedAt",
      exists (select from password w where w.person_id = p.id and w.given) as "passwordGiven",
      (select jsonb_build_object('addedAt', ${utc("f.added_at")}, 'codesLeft',
          (select count(*) from recovery_code c where c.person_id = p.id and c.used_at is null))
        from second_factor f where f.person_id = p.id) as "secondFactor",
      coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'synced', k.synced,
          'addedAt', ${utc("k.added_at")}, 'usedAt', ${utc("k.used_at")}) order by k.added_at desc, k.id)
        from passkey k where k.person_id = p.id), '[]') as passkeys,
      coalesce((select jsonb_agg(jsonb_build_object('providerId', v.id, 'name', v.name,
          'linkedAt', (select ${utc("min(i.linked_at)")} from person_identity i
                       where i.provider_id = v.id and i.person_id = p.id)) order by v.name collate sv)
        from identity_provider v where v.active), '[]') as providers
    from person p where p.id = ${personId}`.execute(db);
  const [account] = rows;
  if (account === undefined) throw new AppError("record.not-found");
  return account;
}
