import { describe, expect, test } from "vitest";
import type { GraphView } from "../contract.ts";
import { layoutOf } from "./graph-layout.ts";

const node = (id: string) => ({
  id,
  name: id,
  kind: "system" as const,
  areaName: null,
  retired: false,
});
const edge = (dependentId: string, dependencyId: string) => ({
  id: `${dependentId}-${dependencyId}`,
  dependentId,
  dependencyId,
  mode: "all" as const,
  group: "",
});

/** As in most registers: many pairs that have nothing to do with one another. */
const pairs = (count: number): GraphView => ({
  nodes: Array.from({ length: count }, (_, at) => [node(`a${at}`), node(`b${at}`)]).flat(),
  edges: Array.from({ length: count }, (_, at) => edge(`a${at}`, `b${at}`)),
});

describe("the layout of a graph", () => {
  test("puts what does not hang together in rows that fit a screen", () => {
    const layout = layoutOf(pairs(30));
    expect(layout.nodes).toHaveLength(60);
    expect(layout.edges).toHaveLength(30);
    expect(layout.width).toBeLessThanOrEqual(1_200);
  });

  test("lays no node on another, nor outside the drawing", () => {
    const { nodes, width, height } = layoutOf(pairs(30));
    for (const [at, one] of nodes.entries()) {
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width / 2).toBeLessThanOrEqual(width);
      expect(one.y + one.height / 2).toBeLessThanOrEqual(height);
      for (const other of nodes.slice(at + 1)) {
        const apart =
          Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
          Math.abs(one.y - other.y) >= (one.height + other.height) / 2;
        expect(apart, `${one.id} and ${other.id}`).toBe(true);
      }
    }
  });

  test("keeps what needs above what is needed, and the line between them", () => {
    const { nodes, edges } = layoutOf(pairs(12));
    const yOf = (id: string) => nodes.find((one) => one.id === id)?.y ?? Number.NaN;
    for (const { dependentId, dependencyId, points } of edges) {
      expect(yOf(dependentId)).toBeLessThan(yOf(dependencyId));
      expect(points[0]?.y).toBeGreaterThanOrEqual(yOf(dependentId));
      expect(points.at(-1)?.y).toBeLessThanOrEqual(yOf(dependencyId));
    }
  });
});
