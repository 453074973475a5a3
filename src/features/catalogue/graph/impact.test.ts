import fc from "fast-check";
import { sql, type SqlBool } from "kysely";
import { describe, expect, test } from "vitest";
import { system } from "../../../platform/actor.ts";
import { inTransaction } from "../../../platform/database/transaction.ts";
import { newId } from "../../../shared/ids.ts";
import { useHouse } from "../../../../test/house.ts";
import { insertUnit } from "../../organisation/index.ts";
import type { DependencyMode } from "../contract.ts";
import { addDependency } from "./add-dependency.ts";
import { impactOf } from "./queries-impact.ts";
import { readDependencies, readImpact, readWholeGraph } from "./read-graph.ts";
import { effectsOf, type Edge } from "./rules.ts";

const house = useHouse();
const everywhere = () => sql<SqlBool>`true`;
const NOW = "2023-04-12T12:00:00Z";

async function addNode(
  kind: "service" | "system",
  name: string,
  unitId = house.units.north,
  retired = false,
) {
  const id = newId();
  const row = {
    id,
    name: `${name} ${id}`,
    unit_id: unitId,
    updated_at: NOW,
    retired_at: retired ? NOW : null,
  };
  await house.db.insertInto(kind).values(row).execute();
  return id;
}

async function needs(dependent: string, dependency: string, mode: DependencyMode = "all", group = "") {
  await house.db
    .insertInto("dependency")
    .values({
      id: newId(),
      dependent_id: dependent,
      dependency_id: dependency,
      mode,
      group_name: group,
      updated_at: NOW,
    })
    .execute();
}

async function unit(parentId: string, name: string, peopleCount: number | null) {
  return inTransaction(house.db, (tx) =>
    insertUnit(tx, { parentId, name, kind: "department", code: null, peopleCount }, NOW),
  );
}

async function site(unitId: string, name: string, peopleCount: number | null = null) {
  const id = newId();
  await house.db
    .insertInto("site")
    .values({ id, unit_id: unitId, name, people_count: peopleCount, updated_at: NOW })
    .execute();
  return id;
}

const uses = (serviceId: string, unitId: string) =>
  house.db.insertInto("service_use").values({ service_id: serviceId, unit_id: unitId }).execute();
const fallen = (...ids: string[]) => impactOf(house.db, { fallen: ids, degraded: [] }, everywhere);

test("the statement says of any graph what the pure rule says", async () => {
  const size = 10;
  const graphs = fc.record({
    edges: fc.array(
      fc.record({
        ends: fc
          .tuple(fc.nat(size - 1), fc.nat(size - 1))
          .filter(([a, b]) => a !== b)
          .map(([a, b]) => [Math.max(a, b), Math.min(a, b)] as const),
        mode: fc.constantFrom<DependencyMode>("all", "any", "degrades"),
        group: fc.constantFrom("", "b"),
      }),
      { maxLength: 24 },
    ),
    fallen: fc.array(fc.nat(size - 1), { maxLength: 3 }),
    degraded: fc.array(fc.nat(size - 1), { maxLength: 3 }),
    retired: fc.array(fc.nat(size - 1), { maxLength: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(graphs, async (graph) => {
      const out = new Set(
        graph.retired.filter((node) => ![...graph.fallen, ...graph.degraded].includes(node)),
      );
      const ids: string[] = [];
      for (let node = 0; node < size; node += 1) {
        ids.push(await addNode(node % 2 === 0 ? "system" : "service", "N", house.units.north, out.has(node)));
      }
      const idOf = (node: number) => ids[node] ?? "";
      const unique = new Map(graph.edges.map((edge) => [edge.ends.join(), edge]));
      const edges: Edge[] = [];
      for (const { ends, mode, group } of unique.values()) {
        await needs(idOf(ends[0]), idOf(ends[1]), mode, group);
        // What is retired neither falls nor holds anything up: to the rule it is not there.
        if (ends.some((node) => out.has(node))) continue;
        edges.push({ dependent: idOf(ends[0]), dependency: idOf(ends[1]), mode, group });
      }
      const outage = { fallen: graph.fallen.map(idOf), degraded: graph.degraded.map(idOf) };
      const seeds = new Map([
        ...outage.degraded.map((id) => [id, "degraded"] as const),
        ...outage.fallen.map((id) => [id, "fallen"] as const),
      ]);
      const impact = await impactOf(house.db, outage, everywhere);
      expect(new Map(impact.nodes.map((node) => [node.id, node.effect]))).toEqual(
        new Map(effectsOf(edges, seeds)),
      );
    }),
    { numRuns: 60 },
  );
}, 60_000);

describe("people", () => {
  test("of a unit are counted once, whether or not those under it and its sites state numbers too", async () => {
    const mail = await addNode("service", "E-post");
    const school = await unit(house.units.north, "Skolan", 100);
    await unit(school, "Klassen", 30);
    await site(school, "Skolhuset", 90);
    await uses(mail, school);
    expect((await fallen(mail)).people).toEqual({ count: 100, fallen: 100 });
  });

  test("are those of units and sites below where the unit itself states none", async () => {
    const mail = await addNode("service", "E-post");
    const area = await unit(house.units.north, "Området", null);
    await unit(area, "Hemtjänsten", 30);
    await unit(area, "Boendet", 12);
    await site(area, "Kontoret", 5);
    await uses(mail, area);
    expect((await fallen(mail)).people).toEqual({ count: 47, fallen: 47 });
  });

  test("are counted once when a unit is hit both by itself and through the one above it", async () => {
    const mail = await addNode("service", "E-post");
    const school = await unit(house.units.north, "Skolan", 100);
    const classroom = await unit(school, "Klassen", 30);
    await uses(mail, school);
    await uses(mail, classroom);
    const impact = await fallen(mail);
    expect(impact.people.count).toBe(100);
    expect(impact.units.items.map((item) => item.name)).toEqual(["Klassen", "Skolan"]);
  });

  test("are not stated, rather than none, where nothing that is hit states a number", async () => {
    const mail = await addNode("service", "E-post");
    await uses(mail, await unit(house.units.north, "Okänd storlek", null));
    expect((await fallen(mail)).people).toEqual({ count: null, fallen: null });
  });

  test("with a service that only works worse are told from those whose service has fallen", async () => {
    const [server, mail, calendar] = [
      await addNode("system", "Server"),
      await addNode("service", "E-post"),
      await addNode("service", "Kalender"),
    ];
    await needs(mail, server);
    await needs(calendar, server, "degrades");
    await uses(mail, await unit(house.units.north, "Postrummet", 3));
    await uses(calendar, await unit(house.units.north, "Kansliet", 8));
    const impact = await fallen(server);
    expect(impact.people).toEqual({ count: 11, fallen: 3 });
    expect(impact.services).toMatchObject({ count: 2, fallen: 1 });
  });
});

test("sites are hit through their unit and through systems that they lean on themselves, once", async () => {
  const dhcp = await addNode("system", "DHCP");
  const net = await addNode("service", "Nät");
  await needs(net, dhcp);
  const school = await unit(house.units.north, "Skolan", null);
  await uses(net, school);
  const inside = await site(school, "Skolhuset");
  const outside = await site(house.units.south, "Simhallen", 7);
  for (const id of [inside, outside]) {
    await house.db.insertInto("site_system").values({ site_id: id, system_id: dhcp }).execute();
  }
  const impact = await fallen(dhcp);
  expect(impact.sites).toMatchObject({
    count: 2,
    fallen: 2,
    items: [{ id: outside, unitName: "Södra förvaltningen" }, { id: inside }],
  });
  expect(impact.people.count).toBe(7);
});

test("activities are hit through the services that they need", async () => {
  const mail = await addNode("service", "E-post");
  const id = newId();
  await house.db
    .insertInto("activity")
    .values({ id, unit_id: house.units.south, name: "Kontaktcenter", updated_at: NOW })
    .execute();
  await house.db.insertInto("activity_service").values({ activity_id: id, service_id: mail }).execute();
  expect((await fallen(mail)).activities).toEqual({
    count: 1,
    fallen: 1,
    items: [{ id, name: "Kontaktcenter", unitName: "Södra förvaltningen", effect: "fallen" }],
  });
});

test("a reader of one unit gets the whole effect on it, and nothing of another", async () => {
  const server = await addNode("system", "Server", house.units.south);
  const mail = await addNode("service", "E-post", house.units.south);
  await needs(mail, server);
  await uses(mail, await unit(house.units.north, "Nordskolan", 20));
  await uses(mail, await unit(house.units.south, "Sydskolan", 30));
  const northern = await house.actor("reader", house.units.north);
  const seen = await readImpact.call(house.runtime, northern, { nodeId: [server] });
  expect(seen.nodes.map((node) => node.id)).toEqual([mail]);
  expect(seen.units.items.map((item) => item.name)).toEqual(["Nordskolan"]);
  expect(seen.people.count).toBe(20);
  const graph = await readWholeGraph.call(house.runtime, northern, { nodeId: mail });
  expect(graph).toMatchObject({ nodes: [{ id: mail }], edges: [] });
  const listed = await readDependencies.call(house.runtime, northern, { nodeId: mail });
  expect(listed.items).toEqual([]);
});

describe("a dependency", () => {
  test("that would close a cycle is refused, with the cycle named", async () => {
    const admin = await house.actor("administrator");
    const named = async (name: string) => {
      const id = newId();
      await house.db
        .insertInto("system")
        .values({ id, name, unit_id: house.units.north, updated_at: NOW })
        .execute();
      return id;
    };
    const [a, b, c] = [await named("Brandväggen"), await named("Katalogen"), await named("Lagringen")];
    const add = (dependentId: string, dependencyId: string) =>
      addDependency.call(house.runtime, admin, { dependentId, dependencyId, mode: "degrades" }, house.call());
    await add(a, b);
    await add(b, c);
    await expect(add(c, a)).rejects.toMatchObject({
      code: "catalogue.cycle",
      params: { path: "Lagringen → Brandväggen → Katalogen → Lagringen" },
    });
    await expect(add(a, a)).rejects.toMatchObject({ code: "catalogue.cycle" });
  });

  test("made by two at once in opposite directions is taken once", async () => {
    const admin = await house.actor("administrator");
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await addNode("system", "A"), await addNode("system", "B")];
      const both = await Promise.allSettled([
        addDependency.call(
          house.runtime,
          admin,
          { dependentId: a, dependencyId: b, mode: "all" },
          house.call(),
        ),
        addDependency.call(
          house.runtime,
          admin,
          { dependentId: b, dependencyId: a, mode: "all" },
          house.call(),
        ),
      ]);
      expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    }
  });

  test("reaches only what the one who adds it sees", async () => {
    const northern = await house.actor("administrator", house.units.north);
    const own = await addNode("service", "Egen");
    const hidden = await addNode("system", "Dold", house.units.south);
    await expect(
      addDependency.call(
        house.runtime,
        northern,
        { dependentId: own, dependencyId: hidden, mode: "all" },
        house.call(),
      ),
    ).rejects.toMatchObject({ code: "record.not-found" });
  });
});

test("around one node the graph shows what it hangs on and what hangs on it, and no more", async () => {
  const [top, middle, below, aside] = [
    await addNode("service", "Topp"),
    await addNode("system", "Mitt"),
    await addNode("system", "Under"),
    await addNode("service", "Bredvid"),
  ];
  await needs(top, middle);
  await needs(middle, below, "any", "par");
  await needs(aside, below);
  const graph = await readWholeGraph.call(house.runtime, system, { nodeId: middle });
  expect(graph.nodes.map((node) => node.id).toSorted()).toEqual([top, middle, below].toSorted());
  expect(graph.edges).toHaveLength(2);
  const whole = await readWholeGraph.call(house.runtime, system, {});
  expect(whole.nodes.map((node) => node.id)).toContain(aside);
});
