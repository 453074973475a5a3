import { Temporal } from "temporal-polyfill";
import { holds, type Actor } from "../../../platform/actor.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { madeKey, makeKeyInput } from "../contract.ts";
import { actorOf } from "../roles/actors.ts";
import { isPermission } from "../roles/permissions.ts";
import { ownPerson, requireFresh } from "../sessions/own.ts";
import { settingsOf } from "../settings/queries-settings.ts";
import { hashKey, hintOf, newKey } from "./key-format.ts";
import { keyMayCarry } from "./key-rules.ts";
import { keySubject, viewKey } from "./queries-keys.ts";

/** One's own; whoever sits at the machine itself may make one for somebody who is named. */
function ownerOf(actor: Actor, named: string | undefined): string {
  if (actor.unrestricted && named !== undefined) return named;
  const own = ownPerson(actor);
  if (named !== undefined && named !== own)
    throw fault("personId", "Nyckeln kan bara vara din egen.", "The key can only be your own.");
  return own;
}

function fault(path: string, sv: string, en: string): AppError {
  return new AppError("input.invalid", { faults: [{ path, sv, en }] });
}

/** No key holds more than its owner: neither when it is made, nor when it is used. */
async function requireHeld(tx: Tx, personId: string, permissions: readonly string[], unitId: string) {
  const unfit = permissions.filter((permission) => !isPermission(permission) || !keyMayCarry(permission));
  if (unfit.length > 0) {
    const names = unfit.join(", ");
    throw fault("permissions", `En nyckel kan inte ha detta: ${names}.`, `No key can have this: ${names}.`);
  }
  const owner = await actorOf(tx, personId);
  const beyond = permissions.filter((permission) => !holds(owner, permission, [unitId]));
  if (beyond.length > 0)
    throw new AppError("access.beyond-own", { params: { permissions: beyond.join(", ") } });
}

async function requireShort(tx: Tx, expiresAt: Instant, now: Instant): Promise<void> {
  const { keyDaysMax } = await settingsOf(tx);
  const lasts = Temporal.Instant.from(now).until(expiresAt).total("hours");
  if (lasts <= 0) throw fault("expiresAt", "Tiden har redan varit.", "That time is past.");
  if (lasts > keyDaysMax * 24) throw new AppError("key.too-long", { params: { days: keyDaysMax } });
}

export const makeKey = verb({
  name: "api-key.make",
  summary:
    "Makes an API key for oneself: with no more than one may do, for a limited time. The key is told once.",
  http: { method: "POST", path: "/account/api-keys" },
  needs: "key:make",
  input: makeKeyInput,
  output: madeKey,
  scope: async ({ input }) => [input.unitId],
  confidential: true,
  async run({ tx, input, actor, now, note }) {
    const personId = ownerOf(actor, input.personId);
    // A key is a way in, too.
    if (!actor.unrestricted) await requireFresh(tx, actor, now);
    const permissions = [...new Set(input.permissions)].toSorted((a, b) => (a < b ? -1 : 1));
    await requireHeld(tx, personId, permissions, input.unitId);
    await requireShort(tx, input.expiresAt, now);
    const key = newKey();
    const id = newId();
    await tx
      .insertInto("api_key")
      .values({
        id,
        person_id: personId,
        name: input.name,
        hint: hintOf(key),
        hash: hashKey(key),
        permissions,
        unit_id: input.unitId,
        path: input.path ?? null,
        created_at: now,
        expires_at: input.expiresAt,
      })
      .execute();
    const { name, path, expiresAt } = input;
    note({
      kind: "api-key.made",
      subject: keySubject(id, input.unitId),
      body: { name, hint: hintOf(key), personId, permissions, path: path ?? null, expiresAt },
    });
    return { key, made: await viewKey(tx, id, now) };
  },
});
