import dagre from "@dagrejs/dagre";
import type { DependencyMode, GraphView } from "../contract.ts";

export interface Placed {
  readonly id: string;
  readonly kind: "service" | "system";
  readonly name: string;
  /** The name broken into at most two lines that fit. */
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Drawn {
  readonly id: string;
  readonly dependentId: string;
  readonly dependencyId: string;
  readonly mode: DependencyMode;
  readonly path: string;
}

export interface Layout {
  readonly nodes: readonly Placed[];
  readonly edges: readonly Drawn[];
  readonly width: number;
  readonly height: number;
}

const LETTERS = 22;
const SIZE = { width: 176, height: 52 };
const MARGIN = 16;

/** Breaks a name at a space into two lines, and cuts what still does not fit. */
export function linesOf(name: string): string[] {
  const lines = [""];
  for (const word of name.split(" ")) {
    const last = lines.at(-1) ?? "";
    const joined = last === "" ? word : `${last} ${word}`;
    if (joined.length <= LETTERS || last === "") lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  const [first = "", ...rest] = lines;
  const second = rest.join(" ");
  return [first, second]
    .filter(Boolean)
    .map((line) => (line.length > LETTERS ? `${line.slice(0, LETTERS - 1)}…` : line));
}

/** Places what needs above what is needed, with as few crossings as the layout finds. */
export function layoutOf(graph: GraphView): Layout {
  const layout = new dagre.graphlib.Graph();
  layout.setGraph({ rankdir: "TB", nodesep: 22, ranksep: 58, marginx: MARGIN, marginy: MARGIN });
  layout.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) layout.setNode(node.id, { ...SIZE });
  for (const edge of graph.edges) layout.setEdge(edge.dependentId, edge.dependencyId);
  dagre.layout(layout);
  const nodes = graph.nodes.map((node): Placed => {
    const { x, y } = layout.node(node.id);
    const lines = linesOf(node.name);
    return { id: node.id, kind: node.kind, name: node.name, lines, x: x ?? 0, y: y ?? 0, ...SIZE };
  });
  const edges = graph.edges.map(({ id, dependentId, dependencyId, mode }): Drawn => {
    const { points = [] } = layout.edge(dependentId, dependencyId);
    return { id, dependentId, dependencyId, mode, path: curveThrough(points) };
  });
  const { width = 0, height = 0 } = layout.graph();
  return { nodes, edges, width, height };
}

/** A calm line through the points: straight ends, rounded in between. */
function curveThrough(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return "";
  const middles = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    return `Q${point.x},${point.y} ${(point.x + next.x) / 2},${(point.y + next.y) / 2}`;
  });
  return `M${first.x},${first.y} ${middles.join(" ")} L${last.x},${last.y}`;
}

export type Way = "up" | "down" | "left" | "right";

/** Where an arrow key leads: down to what is needed, up to what needs, sideways to the neighbour on the same level. */
export function stepFrom(layout: Layout, from: string, way: Way): string | null {
  const here = layout.nodes.find((node) => node.id === from);
  if (here === undefined) return null;
  const reached =
    way === "down"
      ? layout.edges.filter((edge) => edge.dependentId === from).map((edge) => edge.dependencyId)
      : layout.edges.filter((edge) => edge.dependencyId === from).map((edge) => edge.dependentId);
  const candidates =
    way === "up" || way === "down"
      ? layout.nodes.filter((node) => reached.includes(node.id))
      : layout.nodes.filter(
          (node) => node.y === here.y && (way === "left" ? node.x < here.x : node.x > here.x),
        );
  const [nearest] = candidates.toSorted(
    (a, b) => Math.abs(a.x - here.x) - Math.abs(b.x - here.x) || a.id.localeCompare(b.id),
  );
  return nearest?.id ?? null;
}
