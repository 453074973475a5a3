import type { Tx } from "../../../platform/database/transaction.ts";
import { verb, type VerbContext } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { keyView, revokeKeyInput, type KeyView } from "../contract.ts";
import { ownPerson } from "../sessions/own.ts";
import { keySubject, lockKey, viewKey } from "./queries-keys.ts";

async function unitOfKey(tx: Tx, keyId: string): Promise<string[]> {
  const key = await tx.selectFrom("api_key").select("unit_id").where("id", "=", keyId).executeTakeFirst();
  if (key === undefined) throw new AppError("record.not-found");
  return [key.unit_id];
}

type Context = Pick<VerbContext<unknown>, "tx" | "actor" | "now" | "note">;

/** Revoked once: a second time finds it as it is. It is dead from the next request on. */
async function revoke({ tx, actor, now, note }: Context, key: KeyView): Promise<KeyView> {
  await tx
    .updateTable("api_key")
    .set({ revoked_at: key.revokedAt ?? now, revoked_by: actor.id, version: key.version + 1 })
    .where("id", "=", key.id)
    .execute();
  note({ kind: "api-key.revoked", subject: keySubject(key.id, key.unitId), body: { name: key.name } });
  return viewKey(tx, key.id, now);
}

/** Every key of a person that still holds; whoever ends all their ways in ends these. Returns how many. */
export async function revokeKeysOf(context: Context, personId: string): Promise<number> {
  const held = await context.tx
    .selectFrom("api_key")
    .select("id")
    .where("person_id", "=", personId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", context.now)
    .orderBy("id")
    .forUpdate()
    .execute();
  for (const { id } of held) await revoke(context, await viewKey(context.tx, id, context.now));
  return held.length;
}

export const revokeKey = verb({
  name: "api-key.revoke",
  summary: "Revokes anybody's API key over the units that one looks after.",
  http: { method: "POST", path: "/api-keys/{keyId}/revocation" },
  needs: "key:manage",
  input: revokeKeyInput,
  output: keyView,
  scope: ({ tx, input }) => unitOfKey(tx, input.keyId),
  run: async (context) => revoke(context, await lockKey(context.tx, context.input, context.now)),
});

export const revokeOwnKey = verb({
  name: "api-key.revoke-own",
  summary: "Revokes an API key of one's own.",
  http: { method: "POST", path: "/account/api-keys/{keyId}/revocation" },
  needs: "signed-in",
  input: revokeKeyInput,
  output: keyView,
  scope: "anywhere",
  async run(context) {
    const personId = ownPerson(context.actor);
    const owned = await context.tx
      .selectFrom("api_key")
      .select("id")
      .where("id", "=", context.input.keyId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    if (owned === undefined) throw new AppError("record.not-found");
    return revoke(context, await lockKey(context.tx, context.input, context.now));
  },
});
