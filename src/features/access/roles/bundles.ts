/**
 * The roles that ship, as this release knows them. A role is a bundle of permissions; a grant gives one over a unit
 * and everything under it. The organisation may edit a bundle: from then on its own decisions stand in the database
 * (roles.ts), and what is said here is what it can be restored to.
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
const following = ["deviation:read", "deviation:edit", "journal:read"] as const;
const leading = [...reporting, "incident:lead", "planned-outage:edit", ...following] as const;
const authoring = [...leading, "report:edit", "report:freeze", "key:make"] as const;

export const bundles = {
  reader: reading,
  "service-desk": [...reading, ...reporting],
  lead: [...reading, ...leading],
  /** Author and manager: writes and freezes reports. */
  author: [...reading, ...authoring],
  administrator: [
    ...reading,
    ...authoring,
    "organisation:edit",
    "catalogue:edit",
    "import:read",
    "import:run",
    "access:read",
    "access:edit",
    "sign-in:edit",
    "access:appoint",
    "role:edit",
    "key:manage",
    "break-glass:manage",
    "journal:erase",
    "settings:edit",
  ],
  /** Personal-data breaches are seen by those whose work they are, and by nobody else, administrators included. */
  "breach-handler": [...reading, "breach:read", "breach:edit"],
  /** Reads and advises; never decides. */
  "data-protection-officer": [...reading, "breach:read", "deviation:read", "journal:read"],
  /** Accounts, sign-in and sealed codes; hands out no more than reading. */
  "identity-administrator": [
    ...reading,
    "access:read",
    "access:edit",
    "sign-in:edit",
    "key:manage",
    "break-glass:manage",
    "journal:read",
  ],
  /** Locks what others have written. */
  approver: [...reading, "deviation:read", "report:freeze"],
} as const satisfies Record<string, readonly `${string}:${string}`[]>;

export type ShippedRole = keyof typeof bundles;

export function isShipped(code: string): code is ShippedRole {
  return Object.hasOwn(bundles, code);
}

/** In the order in which they are shown. */
export const shippedRoles: readonly ShippedRole[] = Object.keys(bundles).filter(isShipped);
