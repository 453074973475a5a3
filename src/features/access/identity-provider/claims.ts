/** What a provider says of somebody, as it came. */
export type Claims = Readonly<Record<string, unknown>>;

export interface ClaimRule {
  claim: string;
  value: string;
  role: string;
  unitId: string;
}

export interface ProviderGrant {
  role: string;
  unitId: string;
}

/** The claim by its own name, or by a path into it: `realm_access.roles`. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split(".").reduce<unknown>((value, part) => {
    const holds = typeof value === "object" && value !== null && !Array.isArray(value);
    return holds ? Object.entries(value).find(([key]) => key === part)?.[1] : undefined;
  }, claims);
}

function holds(claims: Claims, rule: ClaimRule): boolean {
  const said = claimAt(claims, rule.claim);
  const values = Array.isArray(said) ? said : [said];
  return values.some((value) => {
    const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    return plain && String(value) === rule.value;
  });
}

/** Pure: the roles that the claims give, each once. */
export function grantsOf(claims: Claims, rules: readonly ClaimRule[]): ProviderGrant[] {
  const given = rules.filter((rule) => holds(claims, rule));
  const once = new Map(given.map(({ role, unitId }) => [`${role} ${unitId}`, { role, unitId }]));
  return [...once.values()];
}

export interface Said {
  email: string | null;
  emailVerified: boolean;
  name: string | null;
}

const lineOf = (value: unknown, most: number): string | null => {
  const text = typeof value === "string" ? value.trim().slice(0, most) : "";
  return text === "" ? null : text;
};

/** Pure: the address and the name. An address counts as verified only where the provider says so. */
export function saidOf(claims: Claims): Said {
  const email = lineOf(claims["email"], 254);
  const verified = claims["email_verified"];
  return {
    email: email !== null && /^[^\s@]+@[^\s@]+$/.test(email) ? email : null,
    emailVerified: verified === true || verified === "true",
    name: lineOf(claims["name"], 200) ?? lineOf(claims["preferred_username"], 200),
  };
}
