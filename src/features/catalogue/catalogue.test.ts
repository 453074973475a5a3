import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../platform/actor.ts";
import type { AnyVerb } from "../../platform/verb/verb.ts";
import { useHouse } from "../../../test/house.ts";
import { addSite } from "../organisation/add-site.ts";
import { catalogue } from "./routes.ts";

const house = useHouse();
let admin: Actor;
let site: { id: string };

beforeAll(async () => {
  admin = await house.actor("administrator");
  site = await addSite.call(
    house.runtime,
    admin,
    { name: "Ekskolan", unitId: house.units.north },
    house.call(),
  );
});

interface Made {
  id: string;
  version: number;
}

function operation(name: string) {
  const found = catalogue.operations.find((item) => item.name === name);
  if (found === undefined) throw new Error(`No operation ${name}`);
  return found;
}

const run = (actor: Actor, name: string, input: unknown) =>
  operation(name).execute(house.runtime, actor, input, house.call()) as Promise<
    Made & Record<string, unknown>
  >;

let counter = 0;
const named = (word: string) => `${word} ${(counter += 1)}`;

/** What it takes to make one of each, and an edit that changes it. */
const nouns = {
  service: {
    id: "serviceId",
    make: async () => ({ name: named("Tjänst"), unitId: house.units.north }),
    edit: { promisedRestoreMinutes: 240, vital: true },
    owned: true,
  },
  "service-area": {
    id: "areaId",
    make: async () => ({ name: named("Område") }),
    edit: { position: 3 },
    owned: false,
  },
  system: {
    id: "systemId",
    make: async () => ({ name: named("System"), unitId: house.units.north }),
    edit: { maker: "Tillverkaren" },
    owned: true,
  },
  supplier: {
    id: "supplierId",
    make: async () => ({ name: named("Leverantör") }),
    edit: { supportRoute: "Ring dygnet runt" },
    owned: false,
  },
  agreement: {
    id: "agreementId",
    make: async () => ({
      name: named("Avtal"),
      supplierId: (await run(admin, "supplier.add", { name: named("Part") })).id,
    }),
    edit: { reference: "KS 2023/12", promisedRestoreMinutes: 60 },
    owned: false,
  },
  activity: {
    id: "activityId",
    make: async () => ({ name: named("Verksamhet"), unitId: house.units.north }),
    edit: { name: "Omdöpt verksamhet" },
    owned: true,
  },
  dependency: {
    id: "dependencyEdgeId",
    make: async () => ({
      dependentId: (await run(admin, "service.add", await nouns.service.make())).id,
      dependencyId: (await run(admin, "system.add", await nouns.system.make())).id,
      mode: "all",
    }),
    edit: { mode: "any", group: "par" },
    owned: true,
  },
} as const;

describe.each(Object.entries(nouns))("%s", (noun, { id, make, edit }) => {
  test("is added, edited and removed, each with its entry", async () => {
    const made = await run(admin, `${noun}.add`, await make());
    const edited = await run(admin, `${noun}.edit`, { [id]: made.id, version: 1, ...edit });
    expect(edited).toMatchObject({ ...edit, version: 2 });
    const read = await run(admin, `${noun}.read`, { [id]: made.id });
    expect(read).toEqual(edited);
    await run(admin, `${noun}.remove`, { [id]: made.id, version: 2 });
    await expect(run(admin, `${noun}.read`, { [id]: made.id })).rejects.toMatchObject({
      code: "record.not-found",
    });
    const entries = await house.journalOf(made.id);
    expect(entries.map((entry) => entry.kind)).toEqual([
      `${noun}.added`,
      `${noun}.edited`,
      `${noun}.removed`,
    ]);
    expect(Object.keys((entries[1]?.body?.["changes"] as object | undefined) ?? {}).sort()).toEqual(
      Object.keys(edit).sort(),
    );
  });

  test("edited on an old version is refused with what it is now", async () => {
    const made = await run(admin, `${noun}.add`, await make());
    await run(admin, `${noun}.edit`, { [id]: made.id, version: 1, ...edit });
    await expect(run(admin, `${noun}.edit`, { [id]: made.id, version: 1, ...edit })).rejects.toMatchObject({
      code: "record.stale",
      current: { version: 2 },
    });
  });

  test("is written by nobody but those who edit the catalogue of its unit", async () => {
    const input = await make();
    const made = await run(admin, `${noun}.add`, await make());
    const reader = await house.actor("reader");
    const southern = await house.actor("administrator", house.units.south);
    for (const actor of [reader, southern]) {
      const acts = [
        run(actor, `${noun}.add`, input),
        run(actor, `${noun}.edit`, { [id]: made.id, version: 1, ...edit }),
        run(actor, `${noun}.remove`, { [id]: made.id, version: 1 }),
      ];
      for (const act of await Promise.allSettled(acts))
        expect(act).toMatchObject({ status: "rejected", reason: { code: "access.refused" } });
    }
  });
});

const owned = Object.entries(nouns).filter(([, noun]) => noun.owned);

describe.each(owned)("%s of a unit", (noun, { id, make }) => {
  test("is not seen by readers of another unit", async () => {
    const made = await run(admin, `${noun}.add`, await make());
    const southern = await house.actor("reader", house.units.south);
    const listed = await run(southern, `${noun}.list`, { limit: 500 });
    expect(JSON.stringify(listed)).not.toContain(made.id);
    expect(listed["total"]).toEqual({ count: 0, more: false });
    await expect(run(southern, `${noun}.read`, { [id]: made.id })).rejects.toMatchObject({
      code: "record.not-found",
    });
    const northern = await house.actor("reader", house.units.north);
    expect(JSON.stringify(await run(northern, `${noun}.list`, { limit: 500 }))).toContain(made.id);
  });
});

test("every write of the catalogue needs the permission to edit it", () => {
  const writes = catalogue.operations.filter((item): item is AnyVerb => item.kind === "verb");
  expect(writes.length).toBeGreaterThan(20);
  // Where no figures are known is a setting, not a part of the catalogue.
  const needs = (name: string) => (name.startsWith("coverage-gap.") ? "settings:edit" : "catalogue:edit");
  for (const write of writes) expect([write.name, write.needs]).toEqual([write.name, needs(write.name)]);
});

test("two names that differ in case alone are one name", async () => {
  await run(admin, "service.add", { name: "Ärendehantering", unitId: house.units.north });
  await expect(
    run(admin, "service.add", { name: "ÄRENDEHANTERING", unitId: house.units.south }),
  ).rejects.toMatchObject({ code: "record.exists", params: { field: "name" } });
});

describe("a system's suppliers", () => {
  test("stand over dated periods, the newest first", async () => {
    const [before, after] = [
      await run(admin, "supplier.add", { name: "Första driften" }),
      await run(admin, "supplier.add", { name: "Nya driften" }),
    ];
    const system = await run(admin, "system.add", {
      name: "Katalogtjänst",
      unitId: house.units.north,
      suppliers: [
        { supplierId: before.id, validFrom: "2009-04-01", validTo: "2017-03-31" },
        { supplierId: after.id, validFrom: "2017-04-01" },
      ],
    });
    expect(system["suppliers"]).toEqual([
      {
        supplierId: after.id,
        supplierName: "Nya driften",
        role: "supplier",
        validFrom: "2017-04-01",
        validTo: null,
      },
      {
        supplierId: before.id,
        supplierName: "Första driften",
        role: "supplier",
        validFrom: "2009-04-01",
        validTo: "2017-03-31",
      },
    ]);
    expect(await run(admin, "supplier.read", { supplierId: before.id })).toMatchObject({ systemCount: 0 });
    expect(await run(admin, "supplier.read", { supplierId: after.id })).toMatchObject({ systemCount: 1 });
    await expect(run(admin, "supplier.remove", { supplierId: before.id, version: 1 })).rejects.toMatchObject({
      code: "record.in-use",
    });
  });

  test("do not end before they begin", async () => {
    const supplier = await run(admin, "supplier.add", { name: "Baklänges" });
    await expect(
      run(admin, "system.add", {
        name: "Bakvänt",
        unitId: house.units.north,
        suppliers: [{ supplierId: supplier.id, validFrom: "2023-02-01", validTo: "2023-01-31" }],
      }),
    ).rejects.toMatchObject({ code: "input.invalid", faults: [{ sv: "Slutar före den börjar." }] });
  });
});

describe("what is retired", () => {
  test("stays readable, and comes into use again", async () => {
    const made = await run(admin, "service.add", { name: "Fax", unitId: house.units.north });
    const retired = await run(admin, "service.edit", { serviceId: made.id, version: 1, retired: true });
    expect(retired["retiredAt"]).toBe(house.clock.now());
    const inUse = await run(admin, "service.list", { retired: "false", limit: 500 });
    expect(JSON.stringify(inUse)).not.toContain(made.id);
    expect(await run(admin, "service.list", { retired: "true", q: "fax" })).toMatchObject({
      items: [{ id: made.id }],
    });
    const again = await run(admin, "service.edit", { serviceId: made.id, version: 2, retired: false });
    expect(again["retiredAt"]).toBeNull();
  });
});

describe("uses", () => {
  test("let those who use a service read of it, though another unit answers for it", async () => {
    const made = await run(admin, "service.add", { name: "E-post", unitId: house.units.north });
    const southern = await house.actor("reader", house.units.south);
    await expect(run(southern, "service.read", { serviceId: made.id })).rejects.toMatchObject({
      code: "record.not-found",
    });
    await run(admin, "service-use.add", { serviceId: made.id, unitId: house.units.root });
    expect(await run(southern, "service.read", { serviceId: made.id })).toMatchObject({ name: "E-post" });
    await run(admin, "service-use.remove", { serviceId: made.id, unitId: house.units.root });
    expect((await house.journalOf(made.id)).map((entry) => entry.kind)).toEqual([
      "service.added",
      "service-use.added",
      "service-use.removed",
    ]);
  });

  test("are said by those who edit the unit, of services that they see", async () => {
    const made = await run(admin, "service.add", { name: "Passersystem", unitId: house.units.north });
    const southern = await house.actor("administrator", house.units.south);
    await expect(
      run(southern, "service-use.add", { serviceId: made.id, unitId: house.units.north }),
    ).rejects.toMatchObject({ code: "access.refused" });
    await expect(
      run(southern, "service-use.add", { serviceId: made.id, unitId: house.units.south }),
    ).rejects.toMatchObject({ code: "record.not-found" });
  });
});

test("the systems that a site leans on are set by those who edit its unit, and noted", async () => {
  const system = await run(admin, "system.add", { name: "Lokal växel", unitId: house.units.north });
  const reader = await house.actor("reader");
  const input = { siteId: site.id, systemIds: [system.id] };
  await expect(run(reader, "site.set-systems", input)).rejects.toMatchObject({ code: "access.refused" });
  await run(admin, "site.set-systems", input);
  expect(await run(admin, "site.read-systems", { siteId: site.id })).toEqual({
    siteId: site.id,
    systems: [{ id: system.id, name: "Lokal växel" }],
  });
  expect((await house.journalOf(site.id)).at(-1)).toMatchObject({
    kind: "site.systems-set",
    body: { changes: { systemIds: { from: [], to: [system.id] } } },
  });
});

test("what something depends on is not removed; what depends goes, with its dependencies", async () => {
  const service = await run(admin, "service.add", { name: "Löneutbetalning", unitId: house.units.north });
  const system = await run(admin, "system.add", { name: "Lönesystem", unitId: house.units.north });
  await run(admin, "dependency.add", { dependentId: service.id, dependencyId: system.id, mode: "all" });
  await expect(run(admin, "system.remove", { systemId: system.id, version: 1 })).rejects.toMatchObject({
    code: "record.in-use",
  });
  await run(admin, "service.remove", { serviceId: service.id, version: 1 });
  await run(admin, "system.remove", { systemId: system.id, version: 1 });
});
