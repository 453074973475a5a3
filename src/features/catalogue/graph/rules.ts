import type { DependencyMode, Effect } from "../contract.ts";

/** `dependent` needs `dependency`. */
export interface Edge {
  dependent: string;
  dependency: string;
  mode: DependencyMode;
  /** Tells several any-of groups of one dependent apart. */
  group: string;
}

export type Effects = ReadonlyMap<string, Effect>;

/**
 * What follows when the seeds have fallen or work worse. A dependent falls with anything it needs (`all`), and with
 * the last of a group (`any`); what degrades it, or half of what it needs, makes it work worse. The answer is the
 * least one that fits, so the order of edges does not matter.
 */
export function effectsOf(edges: readonly Edge[], seeds: Effects): Effects {
  const degraded = spread(edges, [...seeds.keys()], "degraded");
  const fallen = spread(
    edges,
    [...seeds].flatMap(([id, effect]) => (effect === "fallen" ? [id] : [])),
    "fallen",
  );
  return new Map([...degraded].map((id) => [id, fallen.has(id) ? "fallen" : "degraded"]));
}

/** Everything that is at least as badly hit as `level`, given what is so from the start. */
function spread(edges: readonly Edge[], from: readonly string[], level: Effect): Set<string> {
  const hit = new Set(from);
  const dependents = Map.groupBy(edges, (edge) => edge.dependency);
  const groups = Map.groupBy(
    edges.filter((edge) => edge.mode === "any"),
    groupOf,
  );
  const reaches = (edge: Edge): boolean => {
    if (edge.mode === "all") return true;
    if (edge.mode === "degrades") return level === "degraded";
    return (groups.get(groupOf(edge)) ?? []).every((other) => hit.has(other.dependency));
  };
  const queue = [...hit];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const edge of dependents.get(next) ?? []) {
      if (hit.has(edge.dependent) || !reaches(edge)) continue;
      hit.add(edge.dependent);
      queue.push(edge.dependent);
    }
  }
  return hit;
}

const groupOf = (edge: Edge) => JSON.stringify([edge.dependent, edge.group]);

/** The way from `from` to `to` along what is needed, both ends included; null where there is none. */
export function wayBetween(
  edges: readonly Pick<Edge, "dependent" | "dependency">[],
  from: string,
  to: string,
): string[] | null {
  const needs = Map.groupBy(edges, (edge) => edge.dependent);
  const cameFrom = new Map<string, string | null>([[from, null]]);
  const queue = [from];
  for (const node of queue) {
    if (node === to) break;
    for (const edge of needs.get(node) ?? []) {
      if (cameFrom.has(edge.dependency)) continue;
      cameFrom.set(edge.dependency, node);
      queue.push(edge.dependency);
    }
  }
  if (!cameFrom.has(to)) return null;
  const way: string[] = [];
  for (let node: string | null = to; node !== null; node = cameFrom.get(node) ?? null) way.unshift(node);
  return way;
}

/** The cycle that a new edge would close, first and last the same; null where it closes none. */
export function cycleClosedBy(
  edges: readonly Pick<Edge, "dependent" | "dependency">[],
  added: Pick<Edge, "dependent" | "dependency">,
): string[] | null {
  const back = wayBetween(edges, added.dependency, added.dependent);
  return back === null ? null : [added.dependent, ...back];
}

/** Whether the edges have no cycle: leaves are taken away until nothing, or a cycle, is left. */
export function isAcyclic(edges: readonly Pick<Edge, "dependent" | "dependency">[]): boolean {
  const needs = new Map<string, number>();
  for (const edge of edges) needs.set(edge.dependent, (needs.get(edge.dependent) ?? 0) + 1);
  const dependents = Map.groupBy(edges, (edge) => edge.dependency);
  const free = [...dependents.keys()].filter((id) => !needs.has(id));
  let left = edges.length;
  for (let next = free.pop(); next !== undefined; next = free.pop()) {
    for (const edge of dependents.get(next) ?? []) {
      left -= 1;
      const remaining = (needs.get(edge.dependent) ?? 0) - 1;
      needs.set(edge.dependent, remaining);
      if (remaining === 0) free.push(edge.dependent);
    }
  }
  return left === 0;
}
