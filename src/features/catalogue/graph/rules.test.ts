import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Effect } from "../contract.ts";
import { cycleClosedBy, effectsOf, isAcyclic, wayBetween, type Edge } from "./rules.ts";

const edge = (dependent: string, dependency: string, mode: Edge["mode"] = "all", group = ""): Edge => ({
  dependent,
  dependency,
  mode,
  group,
});
const fallen = (...ids: string[]) => new Map(ids.map((id): [string, Effect] => [id, "fallen"]));

/** Edges that only point from later to earlier nodes, so that there is no cycle. */
const nodeCount = 9;
const acyclic = fc
  .array(
    fc.record({
      pair: fc
        .tuple(fc.nat(nodeCount - 1), fc.nat(nodeCount - 1))
        .filter(([a, b]) => a !== b)
        .map(([a, b]) => ({ dependent: `n${Math.max(a, b)}`, dependency: `n${Math.min(a, b)}` })),
      mode: fc.constantFrom<Edge["mode"]>("all", "any", "degrades"),
      group: fc.constantFrom("", "b"),
    }),
    { maxLength: 20 },
  )
  .map((rows) => {
    const seen = new Map(
      rows.map((row) => [JSON.stringify(row.pair), { ...row.pair, mode: row.mode, group: row.group }]),
    );
    return [...seen.values()];
  });
const someSeeds = fc
  .array(fc.tuple(fc.nat(nodeCount - 1), fc.constantFrom<Effect>("fallen", "degraded")), { maxLength: 4 })
  .map((rows) => new Map(rows.map(([id, effect]): [string, Effect] => [`n${id}`, effect])));

const depth = { fallen: 2, degraded: 1 };
const depthOf = (effect: Effect | undefined) => (effect === undefined ? 0 : depth[effect]);

describe("what an outage does", () => {
  test("all of: the dependent falls with any one of them", () => {
    expect(
      effectsOf([edge("mail", "server"), edge("mail", "directory")], fallen("directory")).get("mail"),
    ).toBe("fallen");
  });

  test("any of: the dependent stands until the last of the group has fallen", () => {
    const edges = [edge("net", "left", "any"), edge("net", "right", "any")];
    expect(effectsOf(edges, fallen("left")).get("net")).toBeUndefined();
    expect(effectsOf(edges, fallen("left", "right")).get("net")).toBe("fallen");
  });

  test("two groups of one dependent are told apart: either of them fells it", () => {
    const edges = [
      edge("net", "left", "any", "firewall"),
      edge("net", "right", "any", "firewall"),
      edge("net", "fibre", "any", "line"),
      edge("net", "radio", "any", "line"),
    ];
    expect(effectsOf(edges, fallen("left", "fibre")).get("net")).toBeUndefined();
    expect(effectsOf(edges, fallen("fibre", "radio")).get("net")).toBe("fallen");
  });

  test("degrades: the dependent works worse, and so does what needs it, but neither falls", () => {
    const edges = [edge("mail", "filter", "degrades"), edge("case", "mail")];
    expect([...effectsOf(edges, fallen("filter"))]).toEqual([
      ["filter", "fallen"],
      ["mail", "degraded"],
      ["case", "degraded"],
    ]);
  });

  test("a group whose last standing member works worse makes the dependent work worse", () => {
    const edges = [edge("net", "left", "any"), edge("net", "right", "any")];
    const seeds = new Map<string, Effect>([
      ["left", "fallen"],
      ["right", "degraded"],
    ]);
    expect(effectsOf(edges, seeds).get("net")).toBe("degraded");
  });

  test("more going wrong never makes anything better, and the order of edges does not matter", () => {
    fc.assert(
      fc.property(acyclic, someSeeds, someSeeds, (edges, first, second) => {
        const less = effectsOf(edges, first);
        const both = new Map([...second, ...first]);
        for (const [id, effect] of second) if (depthOf(effect) > depthOf(first.get(id))) both.set(id, effect);
        const more = effectsOf(edges.toReversed(), both);
        for (const [id, effect] of less)
          expect(depthOf(more.get(id))).toBeGreaterThanOrEqual(depthOf(effect));
      }),
    );
  });

  test("the answer explains itself: each is as badly hit as its own needs make it, no more and no less", () => {
    fc.assert(
      fc.property(acyclic, someSeeds, (edges, seeds) => {
        const effects = effectsOf(edges, seeds);
        for (let index = 0; index < nodeCount; index += 1) {
          const id = `n${index}`;
          const own = edges.filter((item) => item.dependent === id);
          const level = (item: Edge) => depthOf(effects.get(item.dependency));
          const groups = Map.groupBy(
            own.filter((item) => item.mode === "any"),
            (item) => item.group,
          );
          const expected = Math.max(
            depthOf(seeds.get(id)),
            ...own.filter((item) => item.mode === "all").map(level),
            ...own.filter((item) => item.mode === "degrades").map((item) => Math.min(1, level(item))),
            ...[...groups.values()].map((group) => Math.min(...group.map(level))),
          );
          expect([id, depthOf(effects.get(id))]).toEqual([id, expected]);
        }
      }),
    );
  });
});

describe("cycles", () => {
  test("are named along what is needed, first and last the same", () => {
    const edges = [edge("a", "b"), edge("b", "c"), edge("x", "c")];
    expect(cycleClosedBy(edges, { dependent: "c", dependency: "a" })).toEqual(["c", "a", "b", "c"]);
    expect(cycleClosedBy(edges, { dependent: "c", dependency: "x" })).toEqual(["c", "x", "c"]);
    expect(cycleClosedBy(edges, { dependent: "a", dependency: "c" })).toBeNull();
  });

  test("a graph grown edge by edge, refusing what closes a cycle, never has one", () => {
    const anyEdge = fc
      .tuple(fc.nat(6), fc.nat(6))
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => edge(`n${a}`, `n${b}`));
    fc.assert(
      fc.property(fc.array(anyEdge, { maxLength: 25 }), (wanted) => {
        const edges: Edge[] = [];
        for (const next of wanted) {
          const cycle = cycleClosedBy(edges, next);
          expect(isAcyclic([...edges, next])).toBe(cycle === null);
          if (cycle === null) {
            edges.push(next);
            continue;
          }
          expect(cycle[0]).toBe(cycle.at(-1));
          const all = [...edges, next];
          for (const [place, from] of cycle.slice(0, -1).entries()) {
            expect(all.some((item) => item.dependent === from && item.dependency === cycle[place + 1])).toBe(
              true,
            );
          }
        }
      }),
    );
  });

  test("the way between two is a shortest one", () => {
    const edges = [edge("a", "b"), edge("b", "c"), edge("a", "c")];
    expect(wayBetween(edges, "a", "c")).toEqual(["a", "c"]);
    expect(wayBetween(edges, "c", "a")).toBeNull();
  });
});
