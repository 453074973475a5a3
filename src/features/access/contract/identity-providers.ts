import { z } from "zod";
import { idSchema, lineSchema, versionOut, versionSchema } from "../../../shared/lists.ts";
import { roleSchema } from "./roles.ts";

const name = lineSchema(80).meta({
  description: "What the button on the sign-in page says.",
  example: "Kommunens inloggning",
});
const issuer = z
  .url({ protocol: /^https?$/, hostname: z.regexes.hostname })
  .max(500)
  .meta({
    description: "The provider's issuer; its configuration is read from there.",
    example: "https://login.exempelkommun.example",
  });
const clientId = lineSchema(300).meta({ description: "Our name at the provider.", example: "beredd" });
const clientSecret = z.string().trim().min(1).max(1_000).nullable().optional().meta({
  description: "Our secret at the provider; never returned. Left out: unchanged. Null: there is none.",
  example: "s3cr3t-from-the-provider",
});
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/)
  .max(250)
  .meta({ description: "A domain of e-mail addresses.", example: "exempelkommun.example" });

const settings = {
  name,
  issuer,
  clientId,
  scopes: z
    .string()
    .trim()
    .max(500)
    .regex(/^openid(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/)
    .default("openid email profile")
    .meta({ description: "What is asked for, openid first.", example: "openid email profile groups" }),
  active: z.boolean().default(true).meta({ description: "Whether it is offered.", example: true }),
  createsPeople: z.boolean().default(false).meta({
    description: "Whether people who are not here yet are made at their first sign-in.",
    example: true,
  }),
  allowedDomains: z.array(domain).max(50).default([]).meta({
    description: "Only people with such a verified address are made; none named: any.",
    example: [],
  }),
  linksByEmail: z.boolean().default(false).meta({
    description: "Whether whoever has a verified address of a person here is that person.",
    example: false,
  }),
  trustsSecondFactor: z.boolean().default(false).meta({
    description: "Whether the provider asks for a second factor itself, so that none is asked for here.",
    example: true,
  }),
};

export const addIdentityProviderInput = z.object({ ...settings, clientSecret });
export const editIdentityProviderInput = z.object({
  ...settings,
  clientSecret,
  providerId: idSchema,
  version: versionSchema,
});
export const oneProviderInput = z.object({ providerId: idSchema });
export const removeIdentityProviderInput = z.object({ providerId: idSchema, version: versionSchema });

const rule = {
  claim: z
    .string()
    .trim()
    .regex(/^[\w:/.-]{1,200}$/)
    .meta({ description: "The claim; dots lead into it.", example: "groups" }),
  value: lineSchema(300).meta({ description: "A value that it holds.", example: "beredd-incidentledare" }),
  role: roleSchema,
  unitId: idSchema.meta({ description: "The unit over which it gives the role." }),
};
export const claimRuleIn = z
  .object(rule)
  .meta({ description: "Whoever has the value gets the role over the unit, for as long as it is so." });
export const setClaimRulesInput = z.object({
  providerId: idSchema,
  version: versionSchema,
  rules: z.array(claimRuleIn).max(500).meta({ description: "Every rule from now on." }),
});

export const identityProviderView = z.object({
  id: idSchema,
  name: z.string().meta({ description: "Its name.", example: "Kommunens inloggning" }),
  issuer: z.string().meta({ description: "Its issuer.", example: "https://login.exempelkommun.example" }),
  clientId: z.string().meta({ description: "Our name there.", example: "beredd" }),
  hasSecret: z.boolean().meta({ description: "Whether a secret is kept.", example: true }),
  scopes: z.string().meta({ description: "What is asked for.", example: "openid email profile" }),
  active: z.boolean().meta({ description: "Whether it is offered.", example: true }),
  createsPeople: z.boolean().meta({ description: "Whether it makes people.", example: false }),
  allowedDomains: z.array(z.string()).meta({ description: "From which domains.", example: [] }),
  linksByEmail: z.boolean().meta({ description: "Whether addresses connect.", example: false }),
  trustsSecondFactor: z.boolean().meta({ description: "Whether its factor is enough.", example: false }),
  rules: z
    .array(
      z.object({
        claim: z.string().meta({ description: "The claim.", example: "groups" }),
        value: z.string().meta({ description: "The value.", example: "beredd-incidentledare" }),
        role: z.string().meta({ description: "The role.", example: "lead" }),
        unitId: idSchema,
        unitName: z.string().meta({ description: "The unit's name.", example: "Exempelkommun" }),
      }),
    )
    .meta({ description: "Which roles claims give." }),
  people: z.number().int().meta({ description: "People whom it knows.", example: 12 }),
  redirectUri: z.string().meta({
    description: "The address to register at the provider; a path where no public address is configured.",
    example: "https://beredd.exempelkommun.example/api/v1/session/identity-providers/callback",
  }),
  version: versionOut,
});
export type IdentityProviderView = z.output<typeof identityProviderView>;
export const identityProviderList = z.object({
  items: z.array(identityProviderView).meta({ description: "Every identity provider, by name." }),
});
export type IdentityProviderList = z.output<typeof identityProviderList>;

export const triedProvider = z.object({
  answers: z.boolean().meta({ description: "Whether its configuration could be read.", example: true }),
  reason: z.string().nullable().meta({ description: "Why not.", example: null }),
  signsOut: z.boolean().meta({ description: "Whether it can be signed out of from here.", example: true }),
});
export type TriedProvider = z.output<typeof triedProvider>;

/** What the sign-in page offers. */
export const signInWays = z.object({
  passkeys: z.boolean().meta({ description: "Whether passkeys work at this address.", example: true }),
  providers: z
    .array(
      z.object({
        id: idSchema,
        name: z.string().meta({ description: "Its name.", example: "Kommunens inloggning" }),
      }),
    )
    .meta({ description: "Identity providers." }),
});
export type SignInWays = z.output<typeof signInWays>;
