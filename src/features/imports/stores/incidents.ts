import { resolveServices, resolveSuppliers, resolveSystems, type IdOfName } from "../../catalogue/index.ts";
import { linkNamed, storeIncidents, storePlannedOutages } from "../../incidents/index.ts";
import type { ImportedIncident as IncidentIn, ImportedOutcome, NamedLink } from "../../incidents/contract.ts";
import { loadUnitNames, rootUnitId } from "../../organisation/index.ts";
import { mapInSlices } from "../../../platform/breath.ts";
import type { RowFault } from "../../../shared/stored.ts";
import { lifecycleOf, type ImportedIncident, type Lifecycle } from "../lifecycle/lifecycle.ts";
import { listOf, textOf } from "../lifecycle/values.ts";
import { formatInstant } from "../read/dates.ts";
import { reason, type Reason } from "../reasons.ts";
import { bothOf } from "../say.ts";
import { instantGiven, preciseOf, textGiven } from "./cells.ts";
import { refusal, type Ground, type Group, type Outcome, type Store } from "./store.ts";

type FindUnit = (written: string | null | undefined) => { id: string } | { faults: RowFault[] };

/** The unit that is named, the topmost where none is; a name that nothing has is reported. */
async function unitFinder({ tx }: Ground, names: readonly (string | null | undefined)[]): Promise<FindUnit> {
  const root = await rootUnitId(tx);
  if (!names.some(Boolean)) return () => ({ id: root });
  const units = await loadUnitNames(tx);
  return (written) => {
    if (!written) return { id: root };
    const found = units.find(written);
    return "id" in found ? found : { faults: [{ path: "unit", ...found.fault }] };
  };
}

interface Looked {
  unit: FindUnit;
  service: IdOfName;
  system: IdOfName;
  supplier: IdOfName;
}

const prepare = async (groups: readonly Group[]) => {
  const lives = await mapInSlices(groups, ({ rows }) => lifecycleOf(rows));
  return (ground: Ground) => storeLives(ground, lives);
};

export const incidents: Store = {
  verb: "incident.import",
  rows: 12_000,
  prepare,
  store: async (ground, groups) => (await prepare(groups))(ground),
};

async function storeLives(ground: Ground, lives: readonly Lifecycle[]): Promise<Outcome[]> {
  const records = lives.map(({ record }) => record);
  const looked: Looked = {
    unit: await unitFinder(
      ground,
      records.map(({ unit }) => unit),
    ),
    service: await resolveServices(
      ground,
      records.flatMap(({ services }) => services),
    ),
    system: await resolveSystems(
      ground,
      records.flatMap(({ systems }) => systems),
    ),
    supplier: await resolveSuppliers(
      ground,
      records.map(({ supplier }) => supplier),
    ),
  };
  const grown = growthOf(records, looked);
  const ready = lives.map((life) => incidentOf(life, ground, looked));
  const fit = ready.flatMap((one) => ("record" in one ? [one.record] : []));
  const answers = await storeAll(ground, fit);
  const doubts = await linkAll(ground, records, [...answers.keys()]);
  return ready.map((one, index): Outcome => {
    if ("faults" in one) return refusal(one.faults);
    const { result, odd } = answers.get(one.record.sourceNumber) ?? { result: "unchanged", odd: false };
    const found = [
      ...(lives[index]?.oddities ?? []),
      ...(grown.get(index) ?? []),
      ...(doubts.get(one.record.sourceNumber) ?? []),
    ];
    return { result, doubts: odd ? [...found, reason("record-times-odd")] : found };
  });
}

/** The catalogue grows from what incidents name; each new name is said once, on the first record that has it. */
function growthOf(
  records: readonly ImportedIncident[],
  { service, system }: Looked,
): ReadonlyMap<number, Reason[]> {
  const said = new Set<string>();
  const grown = new Map<number, Reason[]>();
  for (const [index, { services, systems }] of records.entries()) {
    const fresh = [
      ...services.filter(service.isNew).map((name) => reason("record-service-new", { name })),
      ...systems.filter(system.isNew).map((name) => reason("record-system-new", { name })),
    ].filter(({ code, params }) => !said.has(`${code} ${params["name"]}`));
    for (const { code, params } of fresh) said.add(`${code} ${params["name"]}`);
    if (fresh.length > 0) grown.set(index, fresh);
  }
  return grown;
}

/** What the records name as parents and as what they duplicate; what of it is doubtful, by the record's number. */
async function linkAll(
  ground: Ground,
  records: readonly ImportedIncident[],
  stored: readonly string[],
): Promise<Map<string, Reason[]>> {
  const here = new Set(stored);
  const named = records.flatMap(({ key, parent, duplicateOf }): NamedLink[] => [
    ...(parent !== null && here.has(key) ? [{ child: key, kind: "parent" as const, number: parent }] : []),
    ...(duplicateOf !== null && here.has(key)
      ? [{ child: key, kind: "duplicate" as const, number: duplicateOf }]
      : []),
  ]);
  const outcomes = await linkNamed(ground, ground.source, named, stored);
  const doubts = new Map<string, Reason[]>();
  for (const [index, { child, number }] of named.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined || outcome === "linked") continue;
    const doubt = reason(`record-link-${outcome}`, { number });
    doubts.set(child, [...(doubts.get(child) ?? []), doubt]);
  }
  return doubts;
}

interface Answer {
  result: "added" | "changed" | "unchanged";
  odd: boolean;
}

const results = { created: "added", updated: "changed", unchanged: "unchanged" } as const;

/** A source is taken at its word: where its times contradict each other the record goes in, and says so. */
async function storeAll(ground: Ground, records: readonly IncidentIn[]): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  const take = (outcomes: readonly ImportedOutcome[], given: readonly IncidentIn[], odd: boolean) => {
    const refused: IncidentIn[] = [];
    for (const [index, outcome] of outcomes.entries()) {
      const record = given[index];
      if (record === undefined) continue;
      if (outcome.result === "refused")
        refused.push({ ...record, timesReason: ground.say("imports.stored.odd-times") });
      else answers.set(record.sourceNumber, { result: results[outcome.result], odd });
    }
    return refused;
  };
  const odd = take(await storeIncidents(ground, records), records, false);
  if (odd.length > 0) take(await storeIncidents(ground, odd), odd, true);
  return answers;
}

function incidentOf(
  { record, history }: Lifecycle,
  { source, say }: Ground,
  { unit, service, system, supplier }: Looked,
): { record: IncidentIn } | { faults: RowFault[] } {
  const found = unit(record.unit);
  if ("faults" in found) return found;
  const major = record.major ?? record.majorGround !== null;
  return {
    record: {
      source,
      sourceNumber: record.key,
      unitId: found.id,
      title: titleOf(record),
      description: record.description ?? "",
      state: record.state,
      effect: null,
      impact: record.impact,
      urgency: record.urgency,
      priority: record.priority,
      started: preciseOf(record.started),
      detected: preciseOf(record.detected),
      acknowledged: preciseOf(record.acknowledged),
      restored: preciseOf(record.restored),
      closed: preciseOf(record.closed),
      timesReason: null,
      reopenedCount: record.reopenedCount,
      category: record.category,
      cause: record.cause,
      assignmentGroup: record.assignmentGroup,
      serviceIds: idsOf(record.services, service),
      systemIds: idsOf(record.systems, system),
      majorGround: major ? (record.majorGround ?? say("imports.stored.major")) : null,
      supplierCase:
        record.supplierCase === null
          ? null
          : { supplierId: supplier(record.supplier), reference: record.supplierCase },
      problem: record.problem,
      change: record.change,
      sourcePromiseKept: record.sourcePromiseKept,
      extra: extraWith(record),
      history: history.map(({ at, field, from, to }) => ({
        at: at === null ? null : formatInstant(at.ms),
        field,
        from,
        to,
      })),
    },
  };
}

function titleOf({ title, description, category, number, key }: ImportedIncident): string {
  return title ?? description?.split("\n", 1)[0]?.slice(0, 200) ?? category ?? number ?? key;
}

/** What the source says and a record has no field for is kept as it stands. */
function extraWith({ extra, site, supplier, supplierCase }: ImportedIncident): Record<string, string> {
  return {
    ...extra,
    ...(site !== null && { site }),
    ...(supplier !== null && supplierCase === null && { supplier }),
  };
}

function idsOf(names: readonly string[], find: IdOfName): string[] {
  const ids = new Set<string>();
  for (const name of names) {
    const id = find(name);
    if (id !== null) ids.add(id);
  }
  return [...ids];
}

export const plannedOutages: Store = {
  verb: "planned-outage.import",
  rows: 500,
  async store(ground, groups) {
    const of = (field: string) => groups.flatMap(({ rows: [row] }) => listOf(row, field));
    const service = await resolveServices(ground, of("services"));
    const unit = await unitFinder(ground, [
      ...of("units"),
      ...groups.map(({ rows: [row] }) => textGiven(row, "unit")),
    ]);
    const outcomes: Outcome[] = [];
    for (const group of groups) outcomes.push(await storeOutage(ground, group, service, unit));
    return outcomes;
  },
};

async function storeOutage(
  ground: Ground,
  { key, rows: [row] }: Group,
  service: IdOfName,
  unit: FindUnit,
): Promise<Outcome> {
  const own = unit(textOf(row, "unit"));
  const hit = listOf(row, "units").map(unit);
  const faults = [own, ...hit].flatMap((found) => ("faults" in found ? found.faults : []));
  const startsAt = instantGiven(row, "from") ?? "";
  const endsAt = instantGiven(row, "to") ?? "";
  if (endsAt <= startsAt) faults.push({ path: "to", ...bothOf("imports.stored.backwards") });
  if ("faults" in own || faults.length > 0) return refusal(faults);
  const over = endsAt <= ground.now;
  const [outcome] = await storePlannedOutages(ground, [
    {
      source: ground.source,
      sourceNumber: key,
      unitId: own.id,
      title: textOf(row, "title") ?? "",
      description: textOf(row, "description") ?? "",
      publicText: textOf(row, "publicText") ?? "",
      startsAt,
      endsAt,
      // A list of planned work tells no more than its window; what is past is taken to have ended as planned.
      state: over ? "completed" : "planned",
      completedAt: over ? endsAt : null,
      serviceIds: idsOf(listOf(row, "services"), service),
      unitIds: hit.flatMap((found) => ("id" in found ? [found.id] : [])),
    },
  ]);
  return { result: outcome === undefined ? "unchanged" : results[outcome.result] };
}
