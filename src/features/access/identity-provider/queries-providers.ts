import { sql } from "kysely";
import type { Db, Tx } from "../../../platform/database/transaction.ts";
import { AppError } from "../../../shared/errors.ts";
import type { IdentityProviderView } from "../contract.ts";
import type { ClaimRule } from "./claims.ts";

/** The one address for every provider's answers: which one it is stands in the step. */
export const CALLBACK = "/api/v1/session/identity-providers/callback";

export interface ProviderRow {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  /** Encrypted. */
  clientSecret: string | null;
  scopes: string;
  active: boolean;
  createsPeople: boolean;
  allowedDomains: string[];
  linksByEmail: boolean;
  trustsSecondFactor: boolean;
  version: number;
}

export async function findProvider(db: Db | Tx, id: string): Promise<ProviderRow> {
  const provider = await db
    .selectFrom("identity_provider")
    .select([
      "id",
      "name",
      "issuer",
      "client_id as clientId",
      "client_secret as clientSecret",
      "scopes",
      "active",
      "creates_people as createsPeople",
      "allowed_domains as allowedDomains",
      "links_by_email as linksByEmail",
      "trusts_second_factor as trustsSecondFactor",
      "version",
    ])
    .where("id", "=", id)
    .executeTakeFirst();
  if (provider === undefined) throw new AppError("record.not-found");
  return provider;
}

export async function lockProvider(tx: Tx, id: string): Promise<ProviderRow> {
  await sql`select from identity_provider where id = ${id} for update`.execute(tx);
  return findProvider(tx, id);
}

export async function claimRulesOf(db: Db | Tx, providerId: string): Promise<ClaimRule[]> {
  return db
    .selectFrom("identity_claim_rule")
    .select(["claim", "value", "role", "unit_id as unitId"])
    .where("provider_id", "=", providerId)
    .execute();
}

export interface Registered {
  publicUrl: string | null;
}

/** What may be seen of providers: never their secrets. */
export async function viewProviders(
  db: Db | Tx,
  { publicUrl }: Registered,
  id?: string,
): Promise<IdentityProviderView[]> {
  const { rows } = await sql<IdentityProviderView>`
    select v.id, v.name, v.issuer, v.client_id as "clientId", v.client_secret is not null as "hasSecret", v.scopes,
      v.active, v.creates_people as "createsPeople", v.allowed_domains as "allowedDomains",
      v.links_by_email as "linksByEmail", v.trusts_second_factor as "trustsSecondFactor", v.version,
      (select count(distinct i.person_id)::int from person_identity i where i.provider_id = v.id) as people,
      coalesce((select jsonb_agg(jsonb_build_object('claim', r.claim, 'value', r.value, 'role', r.role,
          'unitId', r.unit_id, 'unitName', u.name) order by r.claim, r.value, r.role, u.name)
        from identity_claim_rule r join unit u on u.id = r.unit_id where r.provider_id = v.id), '[]') as rules,
      ${(publicUrl ?? "").replace(/\/$/, "") + CALLBACK} as "redirectUri"
    from identity_provider v where ${id === undefined ? sql`true` : sql`v.id = ${id}`}
    order by v.name collate sv, v.id`.execute(db);
  return rows;
}

export async function viewProvider(
  db: Db | Tx,
  registered: Registered,
  id: string,
): Promise<IdentityProviderView> {
  const [view] = await viewProviders(db, registered, id);
  if (view === undefined) throw new AppError("record.not-found");
  return view;
}

export async function offeredProviders(db: Db): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from identity_provider where active order by name collate sv, id`.execute(db);
  return rows;
}
