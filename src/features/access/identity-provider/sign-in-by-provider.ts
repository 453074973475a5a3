import * as oidc from "openid-client";
import { z } from "zod";
import { nobody, type Actor } from "../../../platform/actor.ts";
import type { CallOptions, Runtime } from "../../../platform/runtime.ts";
import { AppError } from "../../../shared/errors.ts";
import { idSchema } from "../../../shared/lists.ts";
import { ownPerson, requireFresh } from "../sessions/own.ts";
import { afterFirstFactor, type SignInFrom, type SignInOutcome } from "../sign-in/first-factor.ts";
import { beginStep, takeStep, type BegunStep, type StepKind } from "../sign-in/steps.ts";
import type { Claims } from "./claims.ts";
import { asRefusal, clientOf, reasonOf } from "./client.ts";
import { CALLBACK, findProvider, type ProviderRow } from "./queries-providers.ts";
import { settleIdentity } from "./settle.ts";

const visit = z.object({
  providerId: idSchema,
  verifier: z.string(),
  state: z.string(),
  nonce: z.string(),
  redirectUri: z.string(),
  returnTo: z.string(),
  /** The session that connects an account; null where somebody signs in. */
  connecting: idSchema.nullable(),
});
const visitStep = { name: "provider", minutes: 15, content: visit } satisfies StepKind<typeof visit>;

export const idTokenAbout = (personId: string) => `id-token:${personId}`;

/** Pure: a path of ours, or the start page. An address elsewhere would make our sign-in somebody's bait. */
export function safeReturn(path: string | undefined): string {
  const ours = path !== undefined && path.length <= 500 && /^\/(?![/\\])[^\s\\]*$/.test(path);
  return ours ? path : "/";
}

export interface Visit {
  providerId: string;
  /** Where the person wants to be afterwards. */
  returnTo?: string | undefined;
  /** The address that people use, as seen from here. */
  base: string;
}

/** Sends somebody to the provider, with a state, a nonce and a proof that only this browser can go on with. */
export function beginProviderSignIn(runtime: Runtime, visit: Visit): Promise<Begun> {
  const returnTo = safeReturn(visit.returnTo);
  return begin(runtime, { ...visit, returnTo }, { personId: null, sessionId: null });
}

/**
 * The same to connect one's own account: a new way in, so only for who signed in a moment ago. Throws
 * `session.too-old`.
 */
export async function connectProvider(
  runtime: Runtime,
  { actor, ...visit }: Visit & { actor: Actor },
): Promise<Begun> {
  const personId = ownPerson(actor);
  await requireFresh(runtime.db, actor, runtime.clock.now());
  return begin(runtime, { ...visit, returnTo: "/account" }, { personId, sessionId: actor.sessionId ?? null });
}

interface Begun {
  location: string;
  step: BegunStep;
}

interface Connecting {
  personId: string | null;
  sessionId: string | null;
}

async function begin(
  runtime: Runtime,
  { providerId, returnTo, base }: Visit & { returnTo: string },
  { personId, sessionId }: Connecting,
): Promise<Begun> {
  const { db, keyring, clock } = runtime;
  const provider = await findProvider(db, providerId);
  if (!provider.active) throw new AppError("record.not-found");
  const client = await clientOf(runtime, provider);
  const content = {
    providerId,
    verifier: oidc.randomPKCECodeVerifier(),
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    redirectUri: base.replace(/\/$/, "") + CALLBACK,
    returnTo,
    connecting: sessionId,
  };
  const step = await beginStep({ db, keyring, now: clock.now() }, visitStep, { personId, content });
  const location = oidc.buildAuthorizationUrl(client, {
    redirect_uri: content.redirectUri,
    scope: provider.scopes,
    code_challenge: await oidc.calculatePKCECodeChallenge(content.verifier),
    code_challenge_method: "S256",
    state: content.state,
    nonce: content.nonce,
  });
  return { location: location.href, step };
}

export interface Return {
  token: string;
  /** What stood behind the question mark when the browser came back. */
  search: string;
  /** Who is signed in in this browser; null where nobody is. */
  actor: Actor | null;
}

export interface Returned {
  /** Null when an account was connected, and nobody signed in. */
  outcome: SignInOutcome | null;
  returnTo: string;
}

/**
 * Takes what the provider sent back: checks the state, the issuer, the signature, the nonce and the proof, and then
 * who it is. Throws `session.step-over` for what was taken before, `identity.*` for the rest.
 */
export async function finishProviderSignIn(
  runtime: Runtime,
  { token, search, actor }: Return,
  from: SignInFrom,
  options: CallOptions,
): Promise<Returned> {
  const { db, keyring, clock } = runtime;
  const ground = { db, keyring, now: clock.now() };
  const { personId: linking, content } = await takeStep(ground, visitStep, token);
  // By the very session that began it: not by another of the same person's, nor by what acts for them.
  const connects = linking === null ? nobody : actor;
  if (connects === null || (linking !== null && connects.sessionId !== content.connecting))
    throw new AppError("session.step-over");
  const provider = await findProvider(db, content.providerId);
  if (!provider.active) throw new AppError("identity.refused", { params: { name: provider.name } });
  const told = await exchange(runtime, provider, content, search);
  const coming = { providerId: provider.id, subject: told.subject, claims: told.claims, linking };
  const { personId } = await settleIdentity.call(runtime, connects, coming, options);
  if (linking !== null) return { outcome: null, returnTo: content.returnTo };
  const first = {
    personId,
    method: "identity-provider",
    strong: provider.trustsSecondFactor,
    provider: {
      id: provider.id,
      session: told.session,
      idToken: keyring.encrypt(told.idToken, idTokenAbout(personId)),
    },
  } as const;
  const outcome = await afterFirstFactor(runtime, first, from, options);
  return { outcome, returnTo: content.returnTo };
}

interface Told {
  subject: string;
  claims: Claims;
  session: string | null;
  idToken: string;
}

async function exchange(
  runtime: Runtime,
  provider: ProviderRow,
  visited: z.output<typeof visit>,
  search: string,
): Promise<Told> {
  const client = await clientOf(runtime, provider);
  try {
    const tokens = await oidc.authorizationCodeGrant(client, new URL(visited.redirectUri + search), {
      pkceCodeVerifier: visited.verifier,
      expectedState: visited.state,
      expectedNonce: visited.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined) throw new Error("There is no ID token.");
    const asked = client.serverMetadata().userinfo_endpoint !== undefined;
    const more = asked ? await oidc.fetchUserInfo(client, tokens.access_token, claims.sub) : {};
    const session = typeof claims["sid"] === "string" ? claims["sid"] : null;
    return { subject: claims.sub, claims: { ...more, ...claims }, session, idToken: tokens.id_token };
  } catch (error) {
    runtime.log.warn(
      { providerId: provider.id, reason: reasonOf(error) },
      "an identity provider's answer was refused",
    );
    throw asRefusal(error, provider.name);
  }
}
