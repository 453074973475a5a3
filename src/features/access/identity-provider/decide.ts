import type { Said } from "./claims.ts";

export interface Known {
  /** Whom the provider's subject is here. */
  identity: { personId: string; active: boolean } | null;
  /** Who is signed in and wants to connect. */
  linking: string | null;
  /**
   * Who has the address here; whether this provider knows them by another subject; whether they were appointed to what
   * only a few may see.
   */
  sameAddress: { personId: string; active: boolean; known: boolean; appointed: boolean } | null;
  said: Said;
  givesRoles: boolean;
}

export interface ProviderRules {
  createsPeople: boolean;
  allowedDomains: readonly string[];
  linksByEmail: boolean;
}

type Refusal =
  | "identity.linked-elsewhere"
  | "identity.unknown-person"
  | "identity.address-taken"
  | "identity.no-role";

export type Decision =
  | { as: "known" | "link"; personId: string }
  | { as: "create"; email: string }
  | { as: "refuse"; code: Refusal };

const refuse = (code: Refusal): Decision => ({ as: "refuse", code });

/**
 * Pure: who it is that comes from the provider. An account that is there already is somebody's: it is connected by
 * its owner, or by an address that the provider has verified where the organisation allows it.
 */
export function whoIsIt(known: Known, rules: ProviderRules): Decision {
  const { identity, linking, sameAddress, said } = known;
  if (identity !== null) {
    if (linking !== null && linking !== identity.personId) return refuse("identity.linked-elsewhere");
    return identity.active ? { as: "known", personId: identity.personId } : refuse("identity.unknown-person");
  }
  if (linking !== null) return { as: "link", personId: linking };
  if (sameAddress !== null) return byAddress(sameAddress, said, rules);
  if (said.email === null || !mayBeMade(said, rules)) return refuse("identity.unknown-person");
  return known.givesRoles ? { as: "create", email: said.email } : refuse("identity.no-role");
}

function byAddress(account: NonNullable<Known["sameAddress"]>, said: Said, rules: ProviderRules): Decision {
  const believed = rules.linksByEmail && said.emailVerified && !account.appointed;
  const trusted = believed && account.active && !account.known;
  return trusted ? { as: "link", personId: account.personId } : refuse("identity.address-taken");
}

function mayBeMade({ email, emailVerified }: Said, rules: ProviderRules): boolean {
  if (!rules.createsPeople) return false;
  if (rules.allowedDomains.length === 0) return true;
  const domain = email?.toLowerCase().split("@").at(-1) ?? "";
  return emailVerified && rules.allowedDomains.includes(domain);
}
