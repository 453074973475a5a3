import { sql, type RawBuilder, type SqlBool } from "kysely";
import { AppError } from "../../../shared/errors.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import type { GrantOut, PersonView } from "../contract.ts";
import { actorOf } from "../roles/actors.ts";
import { roleNames } from "../roles/queries-roles.ts";

/** What happens to a person's access is read by those who may read access. */
export const personSubject = (id: string): Subject => ({
  type: "person",
  id,
  unitId: null,
  needs: "access:read",
});

/** `sessionId`: in whose light it is shown, where it is the person's own session. */
export async function viewPerson(db: Db | Tx, personId: string, sessionId?: string): Promise<PersonView> {
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
  const names = await roleNames(db);
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    language: person.language === "sv" || person.language === "en" ? person.language : null,
    roles: grants.map((grant) => ({ ...grant, roleName: names(grant.role) })),
    permissions: [...actor.permissions.keys()].sort(),
    breakGlassUntil: sessionId === undefined ? null : await breakGlassUntil(db, sessionId),
    version: person.version,
  };
}

async function breakGlassUntil(db: Db | Tx, sessionId: string): Promise<string | null> {
  const session = await db
    .selectFrom("session")
    .select("ends_at")
    .where("id", "=", sessionId)
    .where("break_glass_code_id", "is not", null)
    .executeTakeFirst();
  return session?.ends_at ?? null;
}

export interface PersonRow {
  id: string;
  email: string;
  name: string;
  title: string;
  active: boolean;
  version: number;
  roles: GrantOut[];
  rolesElsewhere: boolean;
}

/** The units in which the reader administers access, as conditions on a grant and on a person. */
export interface PeopleSeen {
  grant: RawBuilder<SqlBool>;
  /** Also people who hold no role at all: only those who see everything see them. */
  everybody: boolean;
}

/** People who hold a role that the reader may see, and of their roles those. */
export async function listPeople(
  db: Db,
  page: { limit: number; offset: number; q: string | undefined },
  seen: PeopleSeen,
): Promise<{ items: PersonRow[]; count: number }> {
  const match =
    page.q === undefined || page.q.trim() === ""
      ? sql<SqlBool>`true`
      : sql<SqlBool>`(p.name ilike ${like(page.q)} or p.email ilike ${like(page.q)})`;
  const shown = seen.everybody
    ? sql<SqlBool>`true`
    : sql<SqlBool>`exists (select from role_grant g where g.person_id = p.id and ${seen.grant})`;
  const { rows } = await sql<Omit<PersonRow, "roles"> & { roles: Omit<GrantOut, "roleName">[] }>`
    select p.id, p.email, p.name, p.title, p.active, p.version,
      coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'unitId', g.unit_id, 'unitName', u.name)
                                 order by u.name collate sv, g.role)
                from role_grant g join unit u on u.id = g.unit_id
                where g.person_id = p.id and ${seen.grant}), '[]') as roles,
      exists (select from role_grant g where g.person_id = p.id and not ${seen.grant}) as "rolesElsewhere"
    from person p where ${match} and ${shown}
    order by p.name collate sv, p.id limit ${page.limit} offset ${page.offset}`.execute(db);
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from person p where ${match} and ${shown}`.execute(db);
  const names = await roleNames(db);
  const items = rows.map((row) => ({
    ...row,
    roles: row.roles.map((grant) => ({ ...grant, roleName: names(grant.role) })),
  }));
  return { items, count: counted.rows[0]?.n ?? 0 };
}

const like = (text: string) => `%${text.trim().replace(/[\\%_]/g, "\\$&")}%`;
