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

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Drawn {
  readonly id: string;
  readonly dependentId: string;
  readonly dependencyId: string;
  readonly mode: DependencyMode;
  readonly points: readonly Point[];
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
/** As wide as a row of parts may be and still be read on an ordinary screen. */
const ROW = 1_200;

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
function placed(graph: GraphView): Layout {
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
    return { id, dependentId, dependencyId, mode, points: points.map(({ x, y }: Point) => ({ x, y })) };
  });
  const { width = 0, height = 0 } = layout.graph();
  return { nodes, edges, width, height };
}

/** What hangs together, each by itself. */
function partsOf({ nodes, edges }: GraphView): GraphView[] {
  const near = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { dependentId, dependencyId } of edges) {
    near.get(dependentId)?.push(dependencyId);
    near.get(dependencyId)?.push(dependentId);
  }
  const seen = new Set<string>();
  return nodes.flatMap(({ id }) => {
    if (seen.has(id)) return [];
    const part = new Set([id]);
    for (const one of part) for (const other of near.get(one) ?? []) part.add(other);
    for (const one of part) seen.add(one);
    return [
      {
        nodes: nodes.filter((node) => part.has(node.id)),
        edges: edges.filter((edge) => part.has(edge.dependentId)),
      },
    ];
  });
}

function moved(part: Layout, x: number, y: number): Pick<Layout, "nodes" | "edges"> {
  return {
    nodes: part.nodes.map((node) => ({ ...node, x: node.x + x, y: node.y + y })),
    edges: part.edges.map((edge) => ({
      ...edge,
      points: edge.points.map((point) => ({ x: point.x + x, y: point.y + y })),
    })),
  };
}

/** The parts in rows, the largest first: side by side they would be wider than any screen. */
export function layoutOf(graph: GraphView): Layout {
  const parts = partsOf(graph)
    .map(placed)
    .toSorted((a, b) => b.height - a.height || b.width - a.width);
  const width = Math.max(ROW, ...parts.map((part) => part.width));
  const at = { x: 0, y: 0, rowHeight: 0, widest: 0 };
  const done = parts.map((part) => {
    if (at.x > 0 && at.x + part.width > width) {
      at.y += at.rowHeight;
      at.x = 0;
      at.rowHeight = 0;
    }
    const here = moved(part, at.x, at.y);
    at.x += part.width;
    at.rowHeight = Math.max(at.rowHeight, part.height);
    at.widest = Math.max(at.widest, at.x);
    return here;
  });
  return {
    nodes: done.flatMap((part) => part.nodes),
    edges: done.flatMap((part) => part.edges),
    width: at.widest,
    height: at.y + at.rowHeight,
  };
}

/** A calm line through the points: straight ends, rounded in between. */
export function curveThrough(points: readonly Point[]): string {
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
