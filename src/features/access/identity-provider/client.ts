import * as oidc from "openid-client";
import type { Keyring } from "../../../platform/keyring.ts";
import { guardedFetch } from "../../../platform/outgoing/guarded-fetch.ts";
import type { Reach } from "../../../platform/reach.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ProviderRow } from "./queries-providers.ts";

export interface ClientGround {
  keyring: Keyring;
  reach: Reach;
}

const KEPT = 20;
const MINUTES = 10;
const SECONDS = 10;
/** What a provider says of itself changes seldom; it is read anew now and then, and after each edit. */
const configurations = new Map<string, { until: number; made: Promise<oidc.Configuration> }>();

export const secretAbout = (providerId: string) => `identity-provider:${providerId}`;

/** The provider's configuration, discovered by the rules for what may be asked. Throws `identity.unreachable`. */
export async function clientOf(ground: ClientGround, provider: ProviderRow): Promise<oidc.Configuration> {
  const key = [provider.id, provider.version, ...ground.reach.allowedAddresses].join(" ");
  const kept = configurations.get(key);
  if (kept !== undefined && kept.until > performance.now()) return kept.made;
  const made = discover(ground, provider);
  configurations.set(key, { until: performance.now() + MINUTES * 60_000, made });
  if (configurations.size > KEPT) configurations.delete(configurations.keys().next().value ?? key);
  try {
    return await made;
  } catch (error) {
    configurations.delete(key);
    throw asUnreachable(error, provider.name);
  }
}

function discover({ keyring, reach }: ClientGround, provider: ProviderRow): Promise<oidc.Configuration> {
  const secret =
    provider.clientSecret === null
      ? undefined
      : keyring.decrypt(provider.clientSecret, secretAbout(provider.id));
  const ask = guardedFetch({ allowed: reach.allowedAddresses, seconds: SECONDS, maxBytes: 1024 * 1024 });
  return oidc.discovery(
    new URL(provider.issuer),
    provider.clientId,
    secret,
    secret === undefined ? oidc.None() : oidc.ClientSecretBasic(secret),
    {
      timeout: SECONDS,
      [oidc.customFetch]: (url, { body, ...options }) => ask(url, { ...options, body: body ?? null }),
      // What may be asked without TLS is decided where it is asked: only what the operator has named.
      execute: provider.issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : [],
    },
  );
}

/** Why it failed, for the log and for who configures it: codes and our library's words, nothing that a provider wrote. */
export function reasonOf(error: unknown): string {
  const said: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) said.push(cause.code, String(cause.params["reason"] ?? ""));
    else if ("code" in cause && typeof cause.code === "string") said.push(cause.code, cause.message);
    else said.push(cause.message);
  }
  const words = [...new Set(said)].filter((word) => word !== "" && word !== "identity.unreachable");
  return words.join(": ").slice(0, 300);
}

function asUnreachable(error: unknown, name: string): AppError {
  return new AppError("identity.unreachable", { params: { name }, cause: error });
}

/**
 * What a failed exchange means: the provider could not be asked, or what it said is not to be trusted. Which of the
 * checks failed stands in the log alone.
 */
export function asRefusal(error: unknown, name: string): AppError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError && cause.code.startsWith("address.")) return asUnreachable(error, name);
    if (cause instanceof oidc.ClientError && cause.code === "OAUTH_TIMEOUT")
      return asUnreachable(error, name);
  }
  return new AppError("identity.refused", { params: { name }, cause: error });
}
