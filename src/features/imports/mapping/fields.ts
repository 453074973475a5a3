import { breachRisks, breachStates } from "../../breaches/contract.ts";
import { dependencyModes } from "../../catalogue/contract.ts";
import { actionStates, deviationKinds, severities } from "../../deviations/contract.ts";
import { incidentStates } from "../../incidents/contract.ts";
import { unitKinds } from "../../organisation/contract.ts";

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
  "coverage-gaps",
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

export { incidentStates, type IncidentState } from "../../incidents/contract.ts";

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
    majorGround: text,
    parent: text,
    duplicateOf: text,
    problem: text,
    change: text,
  },
  units: { code: text, name: needed, parent: text, kind: choice(...unitKinds), people: count },
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
    networks: list,
  },
  networks: { name: needed, site: needed, unit: text },
  services: {
    name: needed,
    area: text,
    kind: choice("base", "optional", "neither"),
    unit: text,
    description: text,
    systems: list,
    restoreHours: decimal,
    vital: flag,
  },
  systems: {
    name: needed,
    unit: text,
    supplier: text,
    subcontractor: text,
    maker: text,
    from: time,
    to: time,
    description: text,
  },
  suppliers: { name: needed, support: text },
  agreements: {
    number: text,
    name: needed,
    supplier: needed,
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
    kind: choice(...dependencyModes),
    group: text,
  },
  "service-uses": { service: needed, unit: needed },
  "planned-outages": {
    number: text,
    title: needed,
    from: { type: "time", required: true },
    to: { type: "time", required: true },
    services: list,
    unit: text,
    units: list,
    description: text,
    publicText: text,
  },
  deviations: {
    number: text,
    title: needed,
    kind: choice(...deviationKinds),
    severity: choice(...severities),
    severityReason: text,
    service: needed,
    system: text,
    unit: text,
    incident: list,
    found: { type: "time", required: true },
    closed: time,
    description: text,
  },
  actions: {
    number: text,
    title: needed,
    deviation: list,
    incident: list,
    service: text,
    system: text,
    supplier: text,
    unit: text,
    owner: text,
    decided: time,
    due: time,
    done: time,
    state: choice(...actionStates),
    stateReason: text,
    recommendation: flag,
    description: text,
  },
  breaches: {
    number: text,
    title: needed,
    state: choice(...breachStates),
    service: text,
    system: text,
    unit: text,
    discovered: { type: "time", required: true },
    persons: count,
    records: count,
    risk: choice(...breachRisks),
    incident: text,
    description: text,
  },
  "coverage-gaps": {
    figure: needed,
    from: { type: "time", required: true },
    to: { type: "time", required: true },
    reason: needed,
  },
};

export function fieldOf(target: Target, name: string): Field | undefined {
  return Object.hasOwn(fields[target], name) ? fields[target][name] : undefined;
}
