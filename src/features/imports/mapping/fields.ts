/** What can be imported, and which fields each kind of record has. Runs in the browser too. */
export const targets = [
  "incidents",
  "units",
  "sites",
  "networks",
  "services",
  "systems",
  "suppliers",
  "agreements",
  "dependencies",
  "service-uses",
  "planned-outages",
  "deviations",
  "actions",
  "breaches",
] as const;
export type Target = (typeof targets)[number];

export type FieldType =
  | { readonly type: "text" }
  | { readonly type: "list" }
  | { readonly type: "time" }
  | { readonly type: "boolean" }
  | { readonly type: "decimal" }
  | { readonly type: "integer"; readonly min?: number; readonly max?: number }
  | { readonly type: "choice"; readonly choices: readonly string[] };

export type Field = FieldType & { readonly required?: true };

const text = { type: "text" } as const;
const needed = { type: "text", required: true } as const;
const list = { type: "list" } as const;
const time = { type: "time" } as const;
const flag = { type: "boolean" } as const;
const count = { type: "integer", min: 0 } as const;
const decimal = { type: "decimal" } as const;

export const incidentStates = [
  "new",
  "acknowledged",
  "in-progress",
  "waiting",
  "restored",
  "closed",
  "cancelled",
] as const;
export type IncidentState = (typeof incidentStates)[number];

const choice = (...choices: readonly string[]): Field => ({ type: "choice", choices });

export const fields: Readonly<Record<Target, Readonly<Record<string, Field>>>> = {
  incidents: {
    // Monitoring systems give no number; then other fields identify the incident.
    number: text,
    title: text,
    description: text,
    state: choice(...incidentStates),
    impact: { type: "integer", min: 1, max: 3 },
    urgency: { type: "integer", min: 1, max: 3 },
    priority: { type: "integer", min: 1, max: 5 },
    started: time,
    detected: time,
    acknowledged: time,
    restored: time,
    closed: time,
    created: time,
    changed: time,
    reopenedCount: count,
    category: text,
    assignmentGroup: text,
    service: list,
    system: list,
    supplier: text,
    supplierCase: text,
    unit: text,
    site: text,
    cause: text,
    promiseKept: flag,
    major: flag,
    parent: text,
    problem: text,
    change: text,
  },
  units: { code: text, name: needed, parent: text, kind: text, people: count },
  sites: {
    code: text,
    name: needed,
    unit: text,
    municipality: text,
    address: text,
    postalCode: text,
    place: text,
    kind: text,
    people: count,
    latitude: decimal,
    longitude: decimal,
  },
  networks: { name: needed, site: needed, kind: text },
  services: {
    code: text,
    name: needed,
    area: text,
    kind: choice("base", "optional", "neither"),
    owner: text,
    description: text,
    systems: list,
  },
  systems: {
    code: text,
    name: needed,
    services: list,
    supplier: text,
    maker: text,
    owner: text,
    accounts: count,
    description: text,
  },
  suppliers: {
    code: text,
    name: needed,
    organisationNumber: text,
    telephone: text,
    mail: text,
    address: text,
    description: text,
  },
  agreements: {
    number: needed,
    name: text,
    supplier: needed,
    services: list,
    systems: list,
    from: time,
    to: time,
    restoreHours: decimal,
    support: text,
    processorAgreement: flag,
  },
  dependencies: {
    from: needed,
    to: needed,
    kind: choice("all-of", "any-of", "degrades"),
    group: text,
    description: text,
  },
  "service-uses": { service: needed, unit: needed, people: count },
  "planned-outages": {
    number: text,
    title: needed,
    from: { type: "time", required: true },
    to: { type: "time", required: true },
    services: list,
    systems: list,
    units: list,
    change: text,
    description: text,
  },
  deviations: {
    number: text,
    title: needed,
    kind: choice("incident", "shortcoming", "need"),
    severity: choice("none", "minor", "major"),
    service: text,
    system: text,
    area: text,
    state: choice("open", "in-progress", "closed"),
    incident: list,
    found: time,
    closed: time,
    description: text,
  },
  actions: {
    number: text,
    title: needed,
    about: list,
    service: text,
    system: text,
    supplier: text,
    owner: text,
    due: time,
    done: time,
    state: choice("proposed", "open", "in-progress", "done", "rejected"),
    effect: text,
    verified: flag,
    recommendation: flag,
    description: text,
  },
  breaches: {
    number: text,
    title: needed,
    service: text,
    system: text,
    supplier: text,
    controller: text,
    occurred: time,
    discovered: { type: "time", required: true },
    ended: time,
    persons: count,
    records: count,
    risk: choice("unlikely", "risk", "high"),
    notified: time,
    incident: text,
    description: text,
  },
};

export function fieldOf(target: Target, name: string): Field | undefined {
  return Object.hasOwn(fields[target], name) ? fields[target][name] : undefined;
}
