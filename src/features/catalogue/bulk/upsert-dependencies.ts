import { sql } from "kysely";
import type { RowFault } from "../../../shared/stored.ts";
import type { Tx } from "../../../platform/database/transaction.ts";
import type { Storing } from "../../../platform/verb/storing.ts";
import {
  folded,
  stated,
  upsertRows,
  type Resolved,
  type UpsertTable,
  type Upserted,
} from "../../../platform/verb/upsert.ts";
import type { DependencyMode } from "../contract.ts";
import { lockGraph, namesOf } from "../graph/queries-dependencies.ts";
import { cycleClosedBy, isAcyclic } from "../graph/rules.ts";
import { resolveServices, resolveSystems, type IdOfName } from "./resolve.ts";
import { rowFault } from "./row-faults.ts";

type Kind = "service" | "system";

/** A dependency as a file writes it. Known by its two ends; names that nothing has are added. */
export interface DependencyRow {
  /** What needs. Where the kind is not said, a service of that name is meant, or else a system. */
  dependent: string;
  dependentKind?: Kind | undefined;
  /** What is needed. Where the kind is not said, a system of that name is meant, or else a service. */
  dependency: string;
  dependencyKind?: Kind | undefined;
  mode?: DependencyMode | undefined;
  group?: string | undefined;
}

interface Pair {
  dependent: string;
  dependency: string;
}

/** Adds and changes dependencies, set by set, inside a bulk write. A row that would close a cycle is refused. */
export async function upsertDependencies(
  context: Storing,
  rows: readonly DependencyRow[],
): Promise<Upserted> {
  await lockGraph(context.tx);
  const good = rows.filter((row) => faultsOf(row).length === 0);
  const nodeOf = await resolveNodes(context, good);
  const pairs = rows.map((row) => (faultsOf(row).length > 0 ? { faults: faultsOf(row) } : nodeOf(row)));
  const checked = await refuseCycles(context.tx, pairs);
  return upsertRows(
    context,
    await dependencyTable(context.tx, checked),
    rows.map((row, index): Resolved => {
      const pair = checked[index] ?? { faults: [] };
      if ("faults" in pair) return pair;
      return {
        key: keyOf(pair),
        states: stated({
          dependent_id: pair.dependent,
          dependency_id: pair.dependency,
          mode: row.mode,
          group_name: row.mode === "any" ? (row.group ?? "").trim() : row.mode && "",
        }),
        whenNew: { mode: "all", group_name: "" },
      };
    }),
  );
}

function faultsOf(row: DependencyRow): RowFault[] {
  const empty = (["dependent", "dependency"] as const).filter((field) => folded(row[field]) === "");
  return empty.map((field) => rowFault(field, "empty"));
}

/** Finds both ends by name and kind; what nothing is called becomes what the row takes it for. */
async function resolveNodes(
  context: Storing,
  rows: readonly DependencyRow[],
): Promise<(row: DependencyRow) => Pair> {
  const known = await knownNames(
    context.tx,
    rows.flatMap((row) => [row.dependent, row.dependency]),
  );
  const kindOf = (name: string, said: Kind | undefined, first: Kind): Kind => {
    if (said !== undefined) return said;
    const other: Kind = first === "service" ? "system" : "service";
    return !known.has(`${first} ${folded(name)}`) && known.has(`${other} ${folded(name)}`) ? other : first;
  };
  // A service and the system that delivers it often share a name.
  const needingKind = (row: DependencyRow): Kind =>
    folded(row.dependent) === folded(row.dependency)
      ? (row.dependentKind ?? "service")
      : kindOf(row.dependent, row.dependentKind, "service");
  const needed = rows.map((row) => ({
    name: row.dependency,
    kind: kindOf(row.dependency, row.dependencyKind, "system"),
  }));
  // A name that one row needs and that itself needs something in another is one thing, not two.
  for (const { name, kind } of needed) known.add(`${kind} ${folded(name)}`);
  const needing = rows.map((row) => ({ name: row.dependent, kind: needingKind(row) }));
  const ends = [...needed, ...needing];
  const named = (kind: Kind) => ends.filter((end) => end.kind === kind).map((end) => end.name);
  const ids: Record<Kind, IdOfName> = {
    service: await resolveServices(context, named("service")),
    system: await resolveSystems(context, named("system")),
  };
  return (row) => ({
    dependent: ids[needingKind(row)](row.dependent) ?? "",
    dependency: ids[kindOf(row.dependency, row.dependencyKind, "system")](row.dependency) ?? "",
  });
}

async function knownNames(tx: Tx, names: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select kind || ' ' || lower(name collate sv) as key from catalogue_node
    where lower(name collate sv) = any(${names.map(folded)})`.execute(tx);
  return new Set(rows.map((row) => row.key));
}

type Checked = Pair | { faults: RowFault[] };

/** The whole graph is looked at once; only where it has a cycle are the rows tried one by one. */
async function refuseCycles(tx: Tx, pairs: readonly Checked[]): Promise<Checked[]> {
  const standing = await tx
    .selectFrom("dependency")
    .select(["dependent_id as dependent", "dependency_id as dependency"])
    .execute();
  const wanted = pairs.flatMap((pair) => ("faults" in pair ? [] : [pair]));
  if (isAcyclic([...standing, ...wanted])) return [...pairs];
  const edges: Pair[] = [...standing];
  const checked: Checked[] = [];
  for (const pair of pairs) {
    const cycle = "faults" in pair ? null : cycleClosedBy(edges, pair);
    if (cycle === null) {
      checked.push(pair);
      if (!("faults" in pair)) edges.push(pair);
      continue;
    }
    const path = (await namesOf(tx, cycle)).join(" → ");
    checked.push({ faults: [rowFault("dependency", cycle.length === 2 ? "itself" : "cycle", { path })] });
  }
  return checked;
}

const keyOf = (pair: Pair) => `${pair.dependent} ${pair.dependency}`;

/** A dependency is read by those who read what needs, so the units of the dependents are at hand. */
async function dependencyTable(tx: Tx, pairs: readonly Checked[]): Promise<UpsertTable> {
  const dependents = [...new Set(pairs.flatMap((pair) => ("faults" in pair ? [] : [pair.dependent])))];
  const { rows } = await sql<{ id: string; unitId: string }>`
    select id, unit_id as "unitId" from catalogue_node where id = any(${dependents}::uuid[])`.execute(tx);
  const unitOf = new Map(rows.map((row) => [row.id, row.unitId]));
  return {
    table: "dependency",
    noun: "dependency",
    columns: ["dependent_id", "dependency_id", "mode", "group_name"],
    existing: (keys) => sql`
      select id, dependent_id || ' ' || dependency_id as key, dependent_id, dependency_id, mode, group_name
      from dependency where dependent_id || ' ' || dependency_id = any(${keys}) for update`,
    subjectOf: (id, cells) => ({
      type: "dependency",
      id,
      unitId: unitOf.get(String(cells["dependent_id"])) ?? null,
      needs: "catalogue:read",
    }),
  };
}
