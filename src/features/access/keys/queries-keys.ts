import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Actor } from "../../../platform/actor.ts";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import { AppError } from "../../../shared/errors.ts";
import type { KeyView } from "../contract.ts";
import { actorOf } from "../roles/actors.ts";
import { narrowed, type KeyUnits } from "./key-rules.ts";

/** What happens to keys is read by those who look after them. */
export const keySubject = (id: string, unitId: string): Subject => ({
  type: "api-key",
  id,
  unitId,
  needs: "key:manage",
});

type Row = Omit<KeyView, "lost">;

const columns = (now: string) => sql`
  k.id, k.name, k.hint, k.person_id as "personId", p.name as "personName", k.permissions,
  k.unit_id as "unitId", u.name as "unitName", k.path, k.created_at as "createdAt",
  k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt", k.version,
  case when k.revoked_at is not null then 'revoked' when k.expires_at <= ${now}::timestamptz then 'expired'
    when not p.active then 'owner-closed' else 'working' end as state`;
const from = sql`from api_key k join person p on p.id = k.person_id join unit u on u.id = k.unit_id`;

/** The units that a key reaches: all, for one over the topmost. */
export async function unitsOf(db: Db | Tx, unitId: string): Promise<KeyUnits> {
  const { rows } = await sql<{ top: boolean; under: string[] }>`
    select u.parent_id is null as top, array(select w.unit_id from unit_within w where w.ancestor_id = u.id) as under
    from unit u where u.id = ${unitId}`.execute(db);
  const unit = rows[0];
  return unit?.top === true ? "all" : (unit?.under ?? []);
}

/** With what each owner has lost since: the key has lost it too. */
async function withLost(db: Db | Tx, rows: Row[]): Promise<KeyView[]> {
  const owners = new Map<string, Actor>();
  const views: KeyView[] = [];
  for (const row of rows) {
    const owner = owners.get(row.personId) ?? (await actorOf(db, row.personId));
    owners.set(row.personId, owner);
    const held = narrowed(owner, row.permissions, await unitsOf(db, row.unitId));
    views.push({ ...row, lost: row.permissions.filter((permission) => !held.has(permission)) });
  }
  return views;
}

export async function keysOf(db: Db, personId: string, now: string): Promise<KeyView[]> {
  const { rows } = await sql<Row>`select ${columns(now)} ${from} where k.person_id = ${personId}
    order by k.created_at desc, k.id desc`.execute(db);
  return withLost(db, rows);
}

export async function listKeys(
  db: Db,
  page: { limit: number; offset: number; personId: string | undefined },
  { seen, now }: { seen: RawBuilder<SqlBool>; now: string },
): Promise<{ items: KeyView[]; count: number }> {
  const where = sql`where ${seen} and ${page.personId === undefined ? sql`true` : sql`k.person_id = ${page.personId}`}`;
  const { rows } = await sql<Row>`select ${columns(now)} ${from} ${where}
    order by k.created_at desc, k.id desc limit ${page.limit} offset ${page.offset}`.execute(db);
  const counted = await sql<{ n: number }>`select count(*)::int as n ${from} ${where}`.execute(db);
  return { items: await withLost(db, rows), count: counted.rows[0]?.n ?? 0 };
}

export async function viewKey(db: Db | Tx, id: string, now: string): Promise<KeyView> {
  const { rows } = await sql<Row>`select ${columns(now)} ${from} where k.id = ${id}`.execute(db);
  const [view] = await withLost(db, rows);
  if (view === undefined) throw new AppError("record.not-found");
  return view;
}

/** "Name (key)" by the key's id, as what it did is signed. */
export async function namesOfKeys(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("api_key")
    .innerJoin("person", "person.id", "api_key.person_id")
    .select(["api_key.id", "api_key.name as key", "person.name"])
    .where("api_key.id", "in", ids)
    .execute();
  return new Map(rows.map(({ id, key, name }) => [id, `${name} (${key})`]));
}

/** Fetches and locks a key. Throws `record.not-found` or `record.stale`. */
export async function lockKey(
  tx: Tx,
  asked: { keyId: string; version: number },
  now: string,
): Promise<KeyView> {
  await sql`select from api_key where id = ${asked.keyId} for update`.execute(tx);
  const key = await viewKey(tx, asked.keyId, now);
  if (key.version !== asked.version) throw new AppError("record.stale", { current: key });
  return key;
}
