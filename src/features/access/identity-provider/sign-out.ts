import * as oidc from "openid-client";
import type { Runtime } from "../../../platform/runtime.ts";
import { hashToken } from "../sessions/sessions.ts";
import { clientOf, reasonOf } from "./client.ts";
import { findProvider } from "./queries-providers.ts";
import { idTokenAbout } from "./sign-in-by-provider.ts";

/** Where to go to sign out of the provider, too; null where there is none, or it does not answer. */
export async function providerSignOut(runtime: Runtime, token: string, base: string): Promise<string | null> {
  const session = await runtime.db
    .selectFrom("session")
    .select(["person_id as personId", "identity_provider_id as providerId", "id_token as idToken"])
    .where("token_hash", "=", hashToken(token))
    .executeTakeFirst();
  if (session === undefined || session.providerId === null || session.idToken === null) return null;
  try {
    const client = await clientOf(runtime, await findProvider(runtime.db, session.providerId));
    if (client.serverMetadata().end_session_endpoint === undefined) return null;
    const idToken = runtime.keyring.decrypt(session.idToken, idTokenAbout(session.personId));
    return oidc.buildEndSessionUrl(client, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${base.replace(/\/$/, "")}/`,
    }).href;
  } catch (error) {
    // Signing out here must succeed also when the provider is down.
    runtime.log.warn(
      { providerId: session.providerId, reason: reasonOf(error) },
      "signing out of the provider failed",
    );
    return null;
  }
}
