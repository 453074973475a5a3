import { generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server";
import { z } from "zod";
import type { CallOptions, Runtime } from "../../../platform/runtime.ts";
import { AppError } from "../../../shared/errors.ts";
import type { PasskeySignIn } from "../contract.ts";
import { afterFirstFactor, type SignInFrom, type SignInOutcome } from "../sign-in/first-factor.ts";
import { beginStep, takeStep, type BegunStep, type StepKind } from "../sign-in/steps.ts";
import { countWrong } from "../sign-in/throttle.ts";
import { findPasskey, handleOf, keepUse, type KnownPasskey } from "./queries-passkeys.ts";
import { expectedOrigin, relyingParty } from "./relying-party.ts";

const challenge = z.object({ challenge: z.string() });
const signInStep = { name: "passkey-sign-in", minutes: 5, content: challenge } satisfies StepKind<
  typeof challenge
>;

/** The challenge for whoever holds a key: no name is asked for, so nobody learns who has one. */
export async function beginPasskeySignIn(
  runtime: Runtime,
): Promise<{ options: Record<string, unknown>; step: BegunStep }> {
  const { db, keyring, clock } = runtime;
  const { id: rpID } = relyingParty(runtime.publicUrl);
  const options = await generateAuthenticationOptions({ rpID, userVerification: "required" });
  const content = { challenge: options.challenge };
  const step = await beginStep({ db, keyring, now: clock.now() }, signInStep, { personId: null, content });
  return { options: { ...options }, step };
}

/** Signs in whoever's key answered the challenge. Throws `session.passkey-refused`, `session.step-over`. */
export async function signInByPasskey(
  runtime: Runtime,
  { token, response }: PasskeySignIn & { token: string },
  from: SignInFrom,
  options: CallOptions,
): Promise<SignInOutcome> {
  const { db, keyring, clock } = runtime;
  const now = clock.now();
  const step = await takeStep({ db, keyring, now }, signInStep, token);
  const personId = await checked(runtime, response, step.content.challenge).catch(async (error: unknown) => {
    await countWrong(db, from.address, now);
    throw error;
  });
  const first = { personId, method: "passkey", strong: true } as const;
  return afterFirstFactor(runtime, first, from, options);
}

/** Whose passkey answered. */
async function checked(
  runtime: Runtime,
  response: PasskeySignIn["response"],
  challengeOf: string,
): Promise<string> {
  const { db, clock } = runtime;
  const known = await findPasskey(db, response.id);
  if (known === undefined) throw new AppError("session.passkey-refused");
  const counter = await verify(runtime, response, challengeOf, known);
  await keepUse(db, known.id, counter, clock.now());
  return known.personId;
}

async function verify(
  { publicUrl }: Runtime,
  response: PasskeySignIn["response"],
  expectedChallenge: string,
  known: KnownPasskey,
): Promise<number> {
  const party = relyingParty(publicUrl);
  const { userHandle, clientDataJSON } = response.response;
  const handle = Buffer.from(handleOf(known.personId)).toString("base64url");
  if (userHandle !== undefined && userHandle !== handle) throw new AppError("session.passkey-refused");
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: expectedOrigin(party, clientDataJSON),
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: response.id,
      publicKey: Uint8Array.from(known.publicKey),
      counter: known.counter,
    },
  }).catch((cause: unknown) => {
    throw new AppError("session.passkey-refused", { cause });
  });
  if (!verified.verified) throw new AppError("session.passkey-refused");
  return verified.authenticationInfo.newCounter;
}
