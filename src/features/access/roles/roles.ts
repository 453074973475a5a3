import { roleSchema } from "../contract.ts";

/**
 * Roles are bundles of permissions; a grant gives one over a unit and everything under it.
 * A permission is `noun:act`; a verb or query names the one that it needs.
 */
const reading = [
  "organisation:read",
  "catalogue:read",
  "incident:read",
  "planned-outage:read",
  "statistics:read",
  "report:read",
] as const;
const reporting = ["incident:report", "incident:edit"] as const;
const leading = [
  ...reporting,
  "incident:lead",
  "planned-outage:edit",
  "deviation:read",
  "deviation:edit",
  "journal:read",
] as const;
const authoring = [
  "deviation:read",
  "deviation:edit",
  "report:edit",
  "report:freeze",
  "incident:lead",
  ...reporting,
  "journal:read",
] as const;

export const roles = {
  reader: reading,
  "service-desk": [...reading, ...reporting],
  lead: [...reading, ...leading],
  /** Author and manager: writes and freezes reports. */
  author: [...reading, ...authoring, "planned-outage:edit"],
  administrator: [
    ...reading,
    ...authoring,
    "planned-outage:edit",
    "organisation:edit",
    "catalogue:edit",
    "import:read",
    "import:run",
    "access:read",
    "access:edit",
    "journal:erase",
    "settings:edit",
  ],
  /** Personal-data breaches are seen by those whose work they are, and by nobody else, administrators included. */
  "breach-handler": [...reading, "breach:read", "breach:edit"],
  "data-protection-officer": [...reading, "breach:read", "deviation:read", "journal:read"],
} as const satisfies Record<string, readonly string[]>;

export type Role = keyof typeof roles;
export const roleNames: readonly Role[] = roleSchema.options;

export function isRole(name: string): name is Role {
  return Object.hasOwn(roles, name);
}

/** Every permission that some role holds. */
export const permissions: ReadonlySet<string> = new Set(Object.values(roles).flat());
