import { sql } from "kysely";
import { AppError } from "../../shared/errors.ts";
import type { Db, Tx } from "../../platform/database/transaction.ts";
import type { Subject } from "../../platform/journal/entry.ts";
import { actorOf } from "./actors.ts";
import type { PersonView } from "./contract.ts";
import { isRole } from "./roles.ts";

/** What happens to a person's access is read by those who may read access. */
export const personSubject = (id: string): Subject => ({
  type: "person",
  id,
  unitId: null,
  needs: "access:read",
});

export async function viewPerson(db: Db | Tx, personId: string): Promise<PersonView> {
  const person = await db.selectFrom("person").selectAll().where("id", "=", personId).executeTakeFirst();
  if (person === undefined) throw new AppError("record.not-found");
  const grants = await db
    .selectFrom("role_grant")
    .innerJoin("unit", "unit.id", "role_grant.unit_id")
    .select(["role_grant.role", "role_grant.unit_id as unitId", "unit.name as unitName"])
    .where("role_grant.person_id", "=", personId)
    .orderBy("unit.name")
    .orderBy("role_grant.role")
    .execute();
  const actor = await actorOf(db, personId);
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    language: person.language === "sv" || person.language === "en" ? person.language : null,
    roles: grants.flatMap((grant) => (isRole(grant.role) ? [{ ...grant, role: grant.role }] : [])),
    permissions: [...actor.permissions.keys()].sort(),
  };
}

export async function findAccount(
  db: Db | Tx,
  email: string,
): Promise<{ id: string; hash: string } | undefined> {
  const { rows } = await sql<{ id: string; hash: string }>`
    select p.id, w.hash from person p join password w on w.person_id = p.id
    where lower(p.email) = lower(${email}) and p.active`.execute(db);
  return rows[0];
}

/** Failures of this account or address within the last quarter of an hour. */
export async function recentFailures(db: Db | Tx, subject: string, since: string): Promise<number> {
  const row = await db
    .selectFrom("sign_in_failure")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .where("subject", "=", subject)
    .where("failed_at", ">", since)
    .executeTakeFirst();
  return row?.n ?? 0;
}

export interface PersonRow {
  id: string;
  email: string;
  name: string;
  title: string;
  active: boolean;
  version: number;
  roles: { role: string; unitId: string; unitName: string }[];
}

export async function listPeople(
  db: Db,
  page: { limit: number; offset: number },
): Promise<{ items: PersonRow[]; count: number }> {
  const { rows } = await sql<PersonRow>`
    select p.id, p.email, p.name, p.title, p.active, p.version,
      coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id, 'unitName', u.name) order by u.name, g.role)
                from role_grant g join unit u on u.id = g.unit_id where g.person_id = p.id), '[]') as roles
    from person p order by p.name collate sv, p.id limit ${page.limit} offset ${page.offset}`.execute(db);
  const counted = await db
    .selectFrom("person")
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirst();
  return { items: rows, count: counted?.n ?? 0 };
}
