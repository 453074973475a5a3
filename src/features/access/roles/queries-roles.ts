import { sql, type RawBuilder } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Label } from "../../../shared/language.ts";
import { permissions } from "./permissions.ts";
import { nameOf, permissionsOf, type StoredRole } from "./roles.ts";

export interface RoleRow extends StoredRole {
  id: string;
  shipped: boolean;
  nameSv: string | null;
  nameEn: string | null;
  version: number;
  /** People who hold it, over whatever unit. */
  holders: number;
}

const decisions = sql`coalesce((select jsonb_agg(jsonb_build_object('permission', d.permission, 'held', d.held))
  from role_permission d where d.role_id = r.id), '[]')`;

async function selectRoles(db: Db | Tx, rest: RawBuilder<unknown>): Promise<RoleRow[]> {
  const { rows } = await sql<RoleRow>`
    select r.id, r.code, r.shipped, r.name_sv as "nameSv", r.name_en as "nameEn", r.edited, r.version,
      ${decisions} as decisions,
      (select count(distinct g.person_id)::int from role_grant g where g.role = r.code) as holders
    from role r ${rest}`.execute(db);
  return rows;
}

/** Those that ship in their order, then the organisation's own by name. */
export function listRoles(db: Db | Tx): Promise<RoleRow[]> {
  return selectRoles(
    db,
    sql`order by r.shipped desc, case when r.shipped then r.id end, r.name_sv collate sv, r.id`,
  );
}

export async function findRoles(db: Db | Tx, codes: readonly string[]): Promise<RoleRow[]> {
  return selectRoles(db, sql`where r.code = any(${codes}::text[])`);
}

/** What every role is called, to look up by its code. */
export async function roleNames(db: Db | Tx): Promise<(code: string) => Label> {
  const rows = await db
    .selectFrom("role")
    .select(["code", "name_sv as nameSv", "name_en as nameEn"])
    .execute();
  const names = new Map(rows.map((row) => [row.code, nameOf(row)]));
  return (code) => names.get(code) ?? { sv: code, en: code };
}

export async function findRole(db: Db | Tx, id: string): Promise<RoleRow | undefined> {
  return (await selectRoles(db, sql`where r.id = ${id}`))[0];
}

export async function lockRole(tx: Tx, id: string): Promise<RoleRow | undefined> {
  await sql`select from role where id = ${id} for update`.execute(tx);
  return findRole(tx, id);
}

/** Whether this person holds the role over any unit. */
export async function holdsRole(tx: Tx, personId: string | null, code: string): Promise<boolean> {
  const { rows } = await sql`
    select from role_grant where person_id = ${personId} and role = ${code} limit 1`.execute(tx);
  return rows.length > 0;
}

export async function holdersOf(tx: Tx, code: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("role_grant")
    .select("person_id as id")
    .distinct()
    .where("role", "=", code)
    .execute();
  return rows.map((row) => row.id);
}

/** Whether an identity provider's claims give it. */
export async function isGivenByClaims(tx: Tx, code: string): Promise<boolean> {
  const { rows } = await sql`select from identity_claim_rule where role = ${code} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Writes down a decision on every permission that this release knows. */
export async function decide(tx: Tx, roleId: string, held: ReadonlySet<string>): Promise<void> {
  const rows = permissions.map((permission) => ({
    role_id: roleId,
    permission,
    held: held.has(permission),
  }));
  await tx
    .insertInto("role_permission")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["role_id", "permission"]).doUpdateSet((eb) => ({ held: eb.ref("excluded.held") })),
    )
    .execute();
}

/** The codes of the roles that hold every one of these permissions. */
export async function rolesHolding(db: Db | Tx, wanted: readonly string[]): Promise<string[]> {
  const roles = await selectRoles(db, sql``);
  return roles
    .filter((role) => wanted.every((permission) => permissionsOf(role).includes(permission)))
    .map((role) => role.code);
}

/** What it takes to be the one who can mend everything else. */
const ADMINISTERING = ["access:edit", "role:edit"] as const;

/**
 * Active people who may give roles over the whole organisation and say what a role may do: without one, nobody
 * could ever again.
 */
export async function countAdministrators(tx: Tx): Promise<number> {
  const codes = await rolesHolding(tx, ADMINISTERING);
  const { rows } = await sql<{ n: number }>`
    select count(distinct p.id)::int as n
    from person p join role_grant g on g.person_id = p.id join unit u on u.id = g.unit_id
    where p.active and u.parent_id is null and g.role = any(${codes}::text[])`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function lockAdministrators(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('administrators', 1))`.execute(tx);
}
