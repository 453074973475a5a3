import type { Target } from "./fields.ts";
import { plainName } from "./names.ts";
import type { Match } from "./match.ts";
import type { Facts } from "./observe.ts";
import { orderColumns } from "./synonyms.ts";

export type KeyFinding = {
  readonly fields: readonly string[];
  /** The rows are events: one record's number stands in several, and other columns change between them. */
  readonly events: boolean;
  readonly repeated: number;
  readonly sure: boolean;
};

/** Fields that may identify a record, the surest first; several together where one is not enough. */
const keys: Readonly<Record<Target, readonly (readonly string[])[]>> = {
  incidents: [["number"]],
  units: [["code"], ["name"]],
  sites: [["code"], ["municipality", "name"], ["unit", "name"], ["name", "address"], ["name"]],
  networks: [["site", "name"]],
  services: [["name"]],
  systems: [["name"], ["name", "supplier"], ["name", "supplier", "from"]],
  suppliers: [["name"]],
  agreements: [["supplier", "name"]],
  dependencies: [["from", "to"]],
  "service-uses": [["service", "unit"]],
  "planned-outages": [["number"], ["title", "from"]],
  deviations: [["number"], ["title", "found"], ["title"]],
  actions: [["number"], ["title", "deviation"], ["title"]],
  breaches: [["number"], ["title", "discovered"]],
  "coverage-gaps": [["figure", "from", "to"]],
};

export function findKey(target: Target, chosen: readonly Match[], facts: Facts): KeyFinding {
  const possible = keys[target]
    .map((names) => names.map((name) => chosen.find((match) => match.field === name)))
    .filter((matches) => matches.every((match) => match !== undefined));
  let best: KeyFinding | null = null;
  for (const matches of possible) {
    const indexes = matches.map((match) => match.index);
    const { repeated, empty } = repeats(facts, indexes);
    const names = matches.map((match) => match.field);
    const finding = { fields: names, events: false, repeated, sure: repeated === 0 && empty === 0 };
    if (finding.sure) return finding;
    if (best === null || repeated < best.repeated) best = finding;
  }
  if (best === null) return { fields: [], events: false, repeated: 0, sure: false };
  if (target !== "incidents") return best;
  // Whole rows doubled are a record exported twice; rows that differ are what happened to it.
  const order = findOrder(facts, chosen);
  const events = best.repeated * 5 > facts.sample.length && order !== null;
  return { ...best, events, sure: events };
}

function repeats(facts: Facts, indexes: readonly number[]): { repeated: number; empty: number } {
  const seen = new Set<string>();
  let repeated = 0;
  let empty = 0;
  for (const row of facts.sample) {
    const parts = indexes.map((index) => (row[index] ?? "").trim());
    if (parts.some((part) => part === "")) empty += 1;
    const key = JSON.stringify(parts);
    if (seen.has(key)) repeated += 1;
    seen.add(key);
  }
  return { repeated, empty };
}

/** The column that orders events: one named so that holds numbers, else the time of change. */
export function findOrder(
  facts: Facts,
  chosen: readonly Match[],
): { column: string; as: "number" | "time" } | null {
  const names = new Set(orderColumns.map(plainName));
  const counted = facts.columns.find(
    (column) => names.has(plainName(column.name)) && column.numbers === column.filled && column.filled > 0,
  );
  if (counted !== undefined) return { column: counted.name, as: "number" };
  const changed = chosen.find((match) => match.field === "changed");
  const column = changed === undefined ? undefined : facts.columns[changed.index];
  return column === undefined ? null : { column: column.name, as: "time" };
}
