import { Temporal } from "temporal-polyfill";
import { sql } from "kysely";
import type { Actor } from "../../../platform/actor.ts";
import type { Db } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Instant } from "../../../shared/time.ts";
import { actorOf } from "../roles/actors.ts";
import { hashKey, looksLikeKey } from "./key-format.ts";
import { narrowed, pathFits } from "./key-rules.ts";
import { unitsOf } from "./queries-keys.ts";

interface Found {
  id: string;
  personId: string;
  permissions: string[];
  unitId: string;
  path: string | null;
  lastUsedAt: string | null;
}

async function findWorking(db: Db, key: string, now: Instant): Promise<Found | undefined> {
  if (!looksLikeKey(key)) return undefined;
  const { rows } = await sql<Found>`
    select k.id, k.person_id as "personId", k.permissions, k.unit_id as "unitId", k.path,
      k.last_used_at as "lastUsedAt"
    from api_key k join person p on p.id = k.person_id
    where k.hash = ${hashKey(key)} and k.revoked_at is null and k.expires_at > ${now}::timestamptz and p.active`.execute(
    db,
  );
  return rows[0];
}

/** The hour suffices to see that a key is in use, and costs one write an hour. */
async function keepUse(db: Db, found: Found, now: Instant): Promise<void> {
  const hour = Temporal.Instant.from(now).round({ smallestUnit: "hour", roundingMode: "floor" });
  if (found.lastUsedAt !== null && Temporal.Instant.compare(found.lastUsedAt, hour) >= 0) return;
  await db.updateTable("api_key").set({ last_used_at: hour.toString() }).where("id", "=", found.id).execute();
}

/** The key as an actor: for its owner, with what it was made for, and of that what the owner holds now. */
async function narrowedActor(db: Db, key: Omit<Found, "lastUsedAt" | "path">): Promise<Actor> {
  const owner = await actorOf(db, key.personId);
  return {
    kind: "api-key",
    id: key.personId,
    keyId: key.id,
    permissions: narrowed(owner, key.permissions, await unitsOf(db, key.unitId)),
    unrestricted: false,
  };
}

/** Throws `key.refused` for a key that does not hold, `key.elsewhere` for one that is meant for another address. */
export async function actorOfKey(
  db: Db,
  key: string,
  request: { path: string; now: Instant },
): Promise<Actor> {
  const found = await findWorking(db, key, request.now);
  if (found === undefined) throw new AppError("key.refused");
  if (!pathFits(found.path, request.path)) throw new AppError("key.elsewhere");
  await keepUse(db, found, request.now);
  return narrowedActor(db, found);
}

/** Work that a key began goes on with what the key may do: no more, though its owner may more. Null once it is dead. */
export async function actorOfKeyId(db: Db, keyId: string, now: Instant): Promise<Actor | null> {
  const { rows } = await sql<Found>`
    select k.id, k.person_id as "personId", k.permissions, k.unit_id as "unitId"
    from api_key k join person p on p.id = k.person_id
    where k.id = ${keyId} and k.revoked_at is null and k.expires_at > ${now}::timestamptz and p.active`.execute(
    db,
  );
  return rows[0] === undefined ? null : narrowedActor(db, rows[0]);
}
