import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import type { PasskeyItem } from "../contract.ts";

/** The person as the key knows them: opaque, and the same for each of their keys. */
export function handleOf(personId: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(personId.replaceAll("-", ""), "hex"));
}

export interface HeldPasskey {
  credentialId: string;
  transports: string[];
}

export async function passkeysOf(tx: Tx, personId: string): Promise<HeldPasskey[]> {
  return tx
    .selectFrom("passkey")
    .select(["credential_id as credentialId", "transports"])
    .where("person_id", "=", personId)
    .execute();
}

export async function viewPasskey(tx: Tx, personId: string, passkeyId: string): Promise<PasskeyItem> {
  const row = await tx
    .selectFrom("passkey")
    .select(["id", "name", "synced", "added_at as addedAt", "used_at as usedAt"])
    .where("id", "=", passkeyId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("record.not-found");
  return row;
}

export interface KnownPasskey {
  id: string;
  personId: string;
  publicKey: Buffer;
  counter: number;
}

/** The key of an active person. */
export async function findPasskey(db: Db, credentialId: string): Promise<KnownPasskey | undefined> {
  return db
    .selectFrom("passkey")
    .innerJoin("person", "person.id", "passkey.person_id")
    .select([
      "passkey.id",
      "passkey.person_id as personId",
      "passkey.public_key as publicKey",
      "passkey.counter",
    ])
    .where("passkey.credential_id", "=", credentialId)
    .where("person.active", "=", true)
    .executeTakeFirst();
}

/** A key that counts says so each time: of two copies the one that is behind is refused from then on. */
export async function keepUse(db: Db, passkeyId: string, counter: number, now: string): Promise<void> {
  await db
    .updateTable("passkey")
    .set({ counter, used_at: now })
    .where("id", "=", passkeyId)
    .where("counter", "<=", counter)
    .execute();
}
