import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import { z } from "zod";
import type { Tx } from "../../../platform/database/transaction.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import {
  addPasskeyInput,
  passkeyBegun,
  passkeyItem,
  removePasskeyInput,
  renamePasskeyInput,
} from "../contract.ts";
import { personSubject } from "../people/queries-people.ts";
import { waysOf } from "../people/queries-ways.ts";
import { requirePerson } from "../people/stand-in.ts";
import { ownPerson, requireFresh, requireLasting } from "../sessions/own.ts";
import { endSessions } from "../sessions/sessions.ts";
import { beginStep, takeStep, type StepKind } from "../sign-in/steps.ts";
import { handleOf, passkeysOf, viewPasskey } from "./queries-passkeys.ts";
import { expectedOrigin, relyingParty, type RelyingParty } from "./relying-party.ts";

const challenge = z.object({ challenge: z.string() });
const addStep = { name: "passkey-add", minutes: 10, content: challenge } satisfies StepKind<typeof challenge>;
const MOST = 20;
/** EdDSA, ES256, RS256: what authenticators have; newer kinds are still an experiment in our runtime. */
const ALGORITHMS = [-8, -7, -257];

export const beginPasskey = verb({
  name: "passkey.begin",
  summary: "Makes the challenge that a new passkey answers.",
  http: { method: "POST", path: "/account/passkeys/challenge" },
  needs: "signed-in",
  input: z.object({}),
  output: passkeyBegun,
  scope: "anywhere",
  confidential: true,
  mayNoteNothing: true,
  async run({ tx, actor, keyring, now, publicUrl }) {
    const personId = ownPerson(actor);
    await requireFresh(tx, actor, now);
    const party = relyingParty(publicUrl);
    const options = await optionsFor(tx, personId, party);
    const content = { challenge: options.challenge };
    const step = await beginStep({ db: tx, keyring, now }, addStep, { personId, content });
    return { step: step.token, options: { ...options } };
  },
});

async function optionsFor(tx: Tx, personId: string, party: RelyingParty) {
  const held = await passkeysOf(tx, personId);
  if (held.length >= MOST) throw new AppError("record.in-use");
  const person = await tx
    .selectFrom("person")
    .select(["email", "name"])
    .where("id", "=", personId)
    .executeTakeFirstOrThrow();
  return generateRegistrationOptions({
    rpName: "Beredd",
    rpID: party.id,
    supportedAlgorithmIDs: ALGORITHMS,
    userID: handleOf(personId),
    userName: person.email,
    userDisplayName: person.name,
    excludeCredentials: held.map(({ credentialId: id, transports }) => ({ id, transports })),
    // Found without a name being typed, and two factors in itself.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

export const addPasskey = verb({
  name: "passkey.add",
  summary: "Adds the passkey that answered the challenge; other sessions end.",
  http: { method: "POST", path: "/account/passkeys" },
  needs: "signed-in",
  input: addPasskeyInput,
  output: passkeyItem,
  scope: "anywhere",
  confidential: true,
  async run({ tx, input, actor, keyring, now, note, publicUrl }) {
    const personId = ownPerson(actor);
    await requirePerson(tx, personId);
    await requireLasting(tx, actor);
    const step = await takeStep({ db: tx, keyring, now }, addStep, input.step);
    if (step.personId !== personId) throw new AppError("session.step-over");
    const made = await verifyMade(input, step.content.challenge, relyingParty(publicUrl));
    const id = newId();
    await tx
      .insertInto("passkey")
      .values({
        id,
        person_id: personId,
        credential_id: made.credential.id,
        public_key: Buffer.from(made.credential.publicKey),
        counter: made.credential.counter,
        transports: made.credential.transports ?? [],
        synced: made.credentialDeviceType === "multiDevice",
        name: input.name,
        added_at: now,
      })
      .execute();
    await endSessions(tx, personId, actor.sessionId);
    note({ kind: "passkey.added", subject: personSubject(personId), body: { passkeyId: id } });
    return viewPasskey(tx, personId, id);
  },
});

async function verifyMade(
  { response }: z.output<typeof addPasskeyInput>,
  expectedChallenge: string,
  party: RelyingParty,
) {
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge,
    expectedOrigin: expectedOrigin(party, response.response.clientDataJSON),
    expectedRPID: party.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((cause: unknown) => {
    throw new AppError("session.passkey-refused", { cause });
  });
  if (!verified.verified) throw new AppError("session.passkey-refused");
  return verified.registrationInfo;
}

export const renamePasskey = verb({
  name: "passkey.rename",
  summary: "Gives one of one's own passkeys another name.",
  http: { method: "PATCH", path: "/account/passkeys/{passkeyId}" },
  needs: "signed-in",
  input: renamePasskeyInput,
  output: passkeyItem,
  scope: "anywhere",
  async run({ tx, input, actor, note }) {
    const personId = ownPerson(actor);
    const renamed = await tx
      .updateTable("passkey")
      .set({ name: input.name })
      .where("id", "=", input.passkeyId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    if (renamed.numUpdatedRows === 0n) throw new AppError("record.not-found");
    const body = { passkeyId: input.passkeyId };
    note({ kind: "passkey.renamed", subject: personSubject(personId), body });
    return viewPasskey(tx, personId, input.passkeyId);
  },
});

export const removePasskey = verb({
  name: "passkey.remove",
  summary: "Removes one of one's own passkeys; other sessions end.",
  http: { method: "DELETE", path: "/account/passkeys/{passkeyId}" },
  needs: "signed-in",
  input: removePasskeyInput,
  output: z.object({}),
  scope: "anywhere",
  async run({ tx, input: { passkeyId }, actor, note }) {
    const personId = ownPerson(actor);
    await requirePerson(tx, personId);
    await requireLasting(tx, actor);
    const removed = await tx
      .deleteFrom("passkey")
      .where("id", "=", passkeyId)
      .where("person_id", "=", personId)
      .executeTakeFirst();
    if (removed.numDeletedRows === 0n) throw new AppError("record.not-found");
    const ways = await waysOf(tx, personId);
    if (!ways.hasPassword && ways.passkeys === 0 && ways.providers.length === 0)
      throw new AppError("account.no-way-in");
    await endSessions(tx, personId, actor.sessionId);
    note({ kind: "passkey.removed", subject: personSubject(personId), body: { passkeyId } });
    return {};
  },
});
