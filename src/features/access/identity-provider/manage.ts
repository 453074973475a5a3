import { z } from "zod";
import { holds, type Actor } from "../../../platform/actor.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import type { Subject } from "../../../platform/journal/entry.ts";
import type { Keyring } from "../../../platform/keyring.ts";
import { query } from "../../../platform/verb/query.ts";
import { verb } from "../../../platform/verb/verb.ts";
import { AppError } from "../../../shared/errors.ts";
import { newId } from "../../../shared/ids.ts";
import {
  addIdentityProviderInput,
  editIdentityProviderInput,
  identityProviderList,
  identityProviderView,
  removeIdentityProviderInput,
} from "../contract.ts";
import { rootUnits } from "../people/stand-in.ts";
import { requireMayGrant } from "../roles/giving.ts";
import { secretAbout } from "./client.ts";
import {
  claimRulesOf,
  lockProvider,
  viewProvider,
  viewProviders,
  type ProviderRow,
} from "./queries-providers.ts";

export const providerSubject = (id: string): Subject => ({
  type: "identity-provider",
  id,
  unitId: null,
  needs: "sign-in:edit",
});

/** A provider lets people in everywhere: whoever runs a part of the organisation does not decide about it. */
export const everywhere = async ({ tx }: { tx: Tx }) => (await rootUnits(tx)).map(({ id }) => id);

export const readIdentityProviders = query({
  name: "identity-provider.list",
  summary: "Lists where people can sign in elsewhere, without its secrets.",
  http: { method: "GET", path: "/identity-providers" },
  needs: "sign-in:edit",
  input: z.object({}),
  output: identityProviderList,
  run: async ({ db, publicUrl }) => ({ items: await viewProviders(db, { publicUrl }) }),
});

type Settings = z.output<typeof addIdentityProviderInput>;

const columnsOf = (settings: Settings) => ({
  name: settings.name,
  issuer: settings.issuer,
  client_id: settings.clientId,
  scopes: settings.scopes,
  active: settings.active,
  creates_people: settings.createsPeople,
  allowed_domains: [...new Set(settings.allowedDomains)],
  links_by_email: settings.linksByEmail,
  trusts_second_factor: settings.trustsSecondFactor,
});

/** What the journal says of it: whether there is a secret, and never which. */
function saidOf({ clientSecret, ...settings }: Settings) {
  const { name, issuer, clientId, active, createsPeople, allowedDomains } = settings;
  const { linksByEmail, trustsSecondFactor } = settings;
  const secret = clientSecret === undefined ? "unchanged" : clientSecret === null ? "none" : "given";
  return {
    name,
    issuer,
    clientId,
    active,
    createsPeople,
    allowedDomains,
    linksByEmail,
    trustsSecondFactor,
    secret,
  };
}

function closed(keyring: Keyring, providerId: string, secret: string | null | undefined) {
  return secret === null || secret === undefined ? null : keyring.encrypt(secret, secretAbout(providerId));
}

/**
 * Whoever says which provider is believed about addresses could come in as anybody: that takes whoever may appoint.
 * Whoever says which provider is behind rules gives what those rules give.
 */
async function requireMayTrust(
  tx: Tx,
  actor: Actor,
  settings: Settings,
  before?: ProviderRow,
): Promise<void> {
  const other =
    before === undefined || before.issuer !== settings.issuer || before.clientId !== settings.clientId;
  const believed = settings.linksByEmail && (other || !before.linksByEmail);
  const units = (await rootUnits(tx)).map(({ id }) => id);
  if (believed && !holds(actor, "access:appoint", units)) {
    throw new AppError("access.beyond-own", { params: { permissions: "access:appoint" } });
  }
  if (before !== undefined && other)
    await requireMayGrant(tx, actor, actor.id, await claimRulesOf(tx, before.id));
}

export const addIdentityProvider = verb({
  name: "identity-provider.add",
  summary: "Adds an identity provider that speaks OpenID Connect.",
  http: { method: "POST", path: "/identity-providers" },
  needs: "sign-in:edit",
  input: addIdentityProviderInput,
  output: identityProviderView,
  scope: everywhere,
  confidential: true,
  async run({ tx, input, actor, keyring, now, note, publicUrl }) {
    await requireMayTrust(tx, actor, input);
    const id = newId();
    await tx
      .insertInto("identity_provider")
      .values({
        id,
        ...columnsOf(input),
        client_secret: closed(keyring, id, input.clientSecret),
        updated_at: now,
      })
      .execute();
    note({ kind: "identity-provider.added", subject: providerSubject(id), body: saidOf(input) });
    return viewProvider(tx, { publicUrl }, id);
  },
});

export const editIdentityProvider = verb({
  name: "identity-provider.edit",
  summary: "Changes an identity provider; the secret stays where none is given.",
  http: { method: "PUT", path: "/identity-providers/{providerId}" },
  needs: "sign-in:edit",
  input: editIdentityProviderInput,
  output: identityProviderView,
  scope: everywhere,
  confidential: true,
  async run({ tx, input, actor, keyring, now, note, publicUrl }) {
    const { providerId, version, ...settings } = input;
    const before = await lockProvider(tx, providerId);
    if (before.version !== version) {
      const current = await viewProvider(tx, { publicUrl }, providerId);
      throw new AppError("record.stale", { current });
    }
    await requireMayTrust(tx, actor, settings, before);
    // A subject is somebody only to the issuer that named them: to another it is nobody we know.
    if (before.issuer !== settings.issuer)
      await tx.deleteFrom("person_identity").where("provider_id", "=", providerId).execute();
    const secret = settings.clientSecret;
    await tx
      .updateTable("identity_provider")
      .set({
        ...columnsOf(settings),
        ...(secret !== undefined && { client_secret: closed(keyring, providerId, secret) }),
        version: version + 1,
        updated_at: now,
      })
      .where("id", "=", providerId)
      .execute();
    note({ kind: "identity-provider.edited", subject: providerSubject(providerId), body: saidOf(settings) });
    return viewProvider(tx, { publicUrl }, providerId);
  },
});

export const removeIdentityProvider = verb({
  name: "identity-provider.remove",
  summary: "Removes an identity provider, with the roles and the sessions that came from it.",
  http: { method: "DELETE", path: "/identity-providers/{providerId}" },
  needs: "sign-in:edit",
  input: removeIdentityProviderInput,
  output: z.object({}),
  scope: everywhere,
  async run({ tx, input: { providerId, version }, note }) {
    const before = await lockProvider(tx, providerId);
    if (before.version !== version) throw new AppError("record.stale");
    await tx.deleteFrom("identity_provider").where("id", "=", providerId).execute();
    const body = { name: before.name, issuer: before.issuer };
    note({ kind: "identity-provider.removed", subject: providerSubject(providerId), body });
    return {};
  },
});
