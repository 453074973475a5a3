import { createRemoteJWKSet, customFetch, jwtVerify } from "jose";
import { z } from "zod";
import { nobody } from "../../../platform/actor.ts";
import { guardedFetch } from "../../../platform/outgoing/guarded-fetch.ts";
import type { CallOptions, Runtime } from "../../../platform/runtime.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { idSchema } from "../../../shared/lists.ts";
import { personSubject } from "../people/queries-people.ts";
import { clientOf, reasonOf } from "./client.ts";
import { findProvider } from "./queries-providers.ts";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";
const logoutToken = z
  .object({
    sub: z.string().optional(),
    sid: z.string().optional(),
    jti: z.string().min(1),
    events: z.record(z.string(), z.unknown()).refine((events) => Object.hasOwn(events, EVENT)),
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);

const ending = z.object({
  providerId: idSchema,
  subject: z.string().nullable(),
  session: z.string().nullable(),
});

/** Only the provider's own word calls it: it has no address of its own. */
const endProviderSessions = verb({
  name: "identity.sign-out",
  summary: "Ends the sessions that the provider says are over.",
  needs: "public",
  input: ending,
  output: z.object({}),
  scope: "anywhere",
  mayNoteNothing: true,
  async run({ tx, input: { providerId, subject, session }, note }) {
    const ended = await tx
      .deleteFrom("session")
      .where("identity_provider_id", "=", providerId)
      .$if(session !== null, (query) => query.where("provider_session", "=", session))
      .$if(subject !== null, (query) =>
        query.where("person_id", "in", (identities) =>
          identities
            .selectFrom("person_identity")
            .select("person_id")
            .where("provider_id", "=", providerId)
            .where("subject", "=", subject ?? ""),
        ),
      )
      .returning(["id", "person_id as personId"])
      .execute();
    for (const { id, personId } of ended)
      note({ kind: "session.closed", subject: personSubject(personId), body: { sessionId: id, providerId } });
    return {};
  },
});

/**
 * The provider tells, past the browser, that somebody signed out there (OpenID Connect Back-Channel Logout 1.0).
 * Throws `identity.refused` for what it has not signed, for us, just now.
 */
export async function signOutByProvider(
  runtime: Runtime,
  { providerId, token }: { providerId: string; token: string },
  options: CallOptions,
): Promise<void> {
  const provider = await findProvider(runtime.db, providerId);
  const client = await clientOf(runtime, provider);
  const { issuer, jwks_uri: keysAt = "" } = client.serverMetadata();
  const refused = (cause: unknown) => {
    runtime.log.warn({ providerId, reason: reasonOf(cause) }, "a provider's sign-out was refused");
    return new AppError("identity.refused", { params: { name: provider.name }, cause });
  };
  const ask = guardedFetch({ allowed: runtime.reach.allowedAddresses, seconds: 10 });
  const checks = {
    issuer,
    audience: provider.clientId,
    maxTokenAge: "5 minutes",
    currentDate: new Date(runtime.clock.now()),
    clockTolerance: 30,
    algorithms: ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"],
  };
  try {
    const keys = createRemoteJWKSet(new URL(keysAt), { [customFetch]: ask });
    const { payload } = await jwtVerify(token, keys, checks);
    const { sub = null, sid = null } = logoutToken.parse(payload);
    await endProviderSessions.call(runtime, nobody, { providerId, subject: sub, session: sid }, options);
  } catch (error) {
    throw refused(error);
  }
}
