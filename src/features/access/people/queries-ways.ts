import { sql, type RawBuilder } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";

export interface Ways {
  hasPassword: boolean;
  passkeys: number;
  hasSecondFactor: boolean;
  /** Names of the identity providers in use that know the person. */
  providers: string[];
}

/** By what a person can sign in. */
export async function waysOf(db: Db | Tx, personId: string): Promise<Ways> {
  const { rows } = await sql<Ways>`
    select exists (select from password w where w.person_id = p.id) as "hasPassword",
      (select count(*)::int from passkey k where k.person_id = p.id) as passkeys,
      exists (select from second_factor f where f.person_id = p.id) as "hasSecondFactor",
      array(select v.name from person_identity i join identity_provider v on v.id = i.provider_id and v.active
            where i.person_id = p.id order by v.name collate sv) as providers
    from person p where p.id = ${personId}`.execute(db);
  return rows[0] ?? { hasPassword: false, passkeys: 0, hasSecondFactor: false, providers: [] };
}

/** Whether somebody else could come in as one of these people: by a given password, a link or a code that waits. */
export async function isWayInKnown(tx: Tx, personIds: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select from unnest(${personIds}::uuid[]) as p(id)
    where exists (select from password w where w.person_id = p.id and w.given)
      or exists (select from password_reset r where r.person_id = p.id)
      or exists (select from break_glass_code c
                 where c.person_id = p.id and c.used_at is null and c.withdrawn_at is null)
    limit 1`.execute(tx);
  return rows.length > 0;
}

/** Whether the person holds a role over a unit that the reader administers; `g` is the grant. */
export async function personIsSeen(
  db: Db,
  personId: string,
  seen: RawBuilder<unknown>,
  everybody: boolean,
): Promise<boolean> {
  const { rows } = await sql`
    select from person p where p.id = ${personId}
      and (${everybody} or exists (select from role_grant g where g.person_id = p.id and ${seen}))`.execute(
    db,
  );
  return rows.length > 0;
}
