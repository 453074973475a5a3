import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../../platform/actor.ts";
import { useHouse } from "../../../test/house.ts";
import { addNetwork } from "./add-network.ts";
import { addSite } from "./add-site.ts";
import { editNetwork } from "./edit-network.ts";
import { editSite } from "./edit-site.ts";
import { readNetwork, readNetworks, readSite, readSites } from "./read-sites.ts";
import { removeNetwork } from "./remove-network.ts";
import { removeSite } from "./remove-site.ts";

const house = useHouse();
let admin: Actor;

beforeAll(async () => {
  admin = await house.actor("administrator");
});

const site = (name: string, unitId = house.units.north) =>
  addSite.call(house.runtime, admin, { name, unitId }, house.call());

test("a site is added, edited and removed, each with its entry", async () => {
  const added = await site("Ekskolan");
  const edited = await editSite.call(
    house.runtime,
    admin,
    { siteId: added.id, version: 1, peopleCount: 240, kind: "skola" },
    house.call(),
  );
  expect(edited).toMatchObject({ peopleCount: 240, kind: "skola", name: "Ekskolan", version: 2 });
  await removeSite.call(house.runtime, admin, { siteId: added.id, version: 2 }, house.call());
  const entries = await house.journalOf(added.id);
  expect(entries.map((entry) => entry.kind)).toEqual(["site.added", "site.edited", "site.removed"]);
  expect(entries[1]?.body).toEqual({
    changes: { peopleCount: { from: null, to: 240 }, kind: { from: "", to: "skola" } },
  });
});

test("an edit made on an old version is refused with the site as it is now", async () => {
  const { id } = await site("Björkskolan");
  await editSite.call(house.runtime, admin, { siteId: id, version: 1, name: "Björken" }, house.call());
  await expect(
    editSite.call(house.runtime, admin, { siteId: id, version: 1, name: "Annat" }, house.call()),
  ).rejects.toMatchObject({ code: "record.stale", current: { name: "Björken", version: 2 } });
});

test("a site is neither added, moved, edited nor removed by those who do not edit its unit", async () => {
  const { id } = await site("Lindskolan");
  const southern = await house.actor("administrator", house.units.south);
  const reader = await house.actor("reader");
  for (const actor of [southern, reader]) {
    const acts = [
      addSite.call(house.runtime, actor, { name: "X", unitId: house.units.north }, house.call()),
      editSite.call(house.runtime, actor, { siteId: id, version: 1, name: "X" }, house.call()),
      editSite.call(
        house.runtime,
        actor,
        { siteId: id, version: 1, unitId: house.units.south },
        house.call(),
      ),
      removeSite.call(house.runtime, actor, { siteId: id, version: 1 }, house.call()),
      addNetwork.call(house.runtime, actor, { siteId: id, name: "Elev" }, house.call()),
    ];
    for (const act of await Promise.allSettled(acts))
      expect(act).toMatchObject({ status: "rejected", reason: { code: "access.refused" } });
  }
});

test("a reader of one unit neither lists nor reads another's sites and networks", async () => {
  const northern = await site("Nordskolan");
  const southern = await site("Sydskolan", house.units.south);
  const network = await addNetwork.call(
    house.runtime,
    admin,
    { siteId: southern.id, name: "Elev" },
    house.call(),
  );
  const reader = await house.actor("reader", house.units.north);
  const listed = await readSites.call(house.runtime, reader, { limit: 500 });
  expect(listed.items.map((item) => item.id)).toContain(northern.id);
  expect(listed.items.map((item) => item.id)).not.toContain(southern.id);
  expect((await readNetworks.call(house.runtime, reader, {})).items).toEqual([]);
  await expect(readSite.call(house.runtime, reader, { siteId: southern.id })).rejects.toMatchObject({
    code: "record.not-found",
  });
  await expect(readNetwork.call(house.runtime, reader, { networkId: network.id })).rejects.toMatchObject({
    code: "record.not-found",
  });
});

describe("networks", () => {
  test("stand with their site, and each change has its entry", async () => {
    const { id } = await site("Almskolan");
    const network = await addNetwork.call(house.runtime, admin, { siteId: id, name: "Gäst" }, house.call());
    await editNetwork.call(
      house.runtime,
      admin,
      { networkId: network.id, version: 1, name: "Guest" },
      house.call(),
    );
    const seen = await readSite.call(house.runtime, admin, { siteId: id });
    expect(seen.networks).toEqual([{ id: network.id, name: "Guest", version: 2 }]);
    await removeNetwork.call(house.runtime, admin, { networkId: network.id, version: 2 }, house.call());
    expect((await house.journalOf(network.id)).map((entry) => entry.kind)).toEqual([
      "network.added",
      "network.edited",
      "network.removed",
    ]);
  });

  test("have names of their own at each site", async () => {
    const { id } = await site("Askskolan");
    await addNetwork.call(house.runtime, admin, { siteId: id, name: "Admin" }, house.call());
    await expect(
      addNetwork.call(house.runtime, admin, { siteId: id, name: "Admin" }, house.call()),
    ).rejects.toMatchObject({ code: "record.exists" });
  });
});

test("sites come in Swedish order, page after page, by cursor and by unit", async () => {
  const names = ["Ör", "Zeta", "Änge", "Åby", "Ape"];
  const unit = house.units.south;
  for (const name of names) await site(`Plats ${name}`, unit);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await readSites.call(house.runtime, admin, { limit: 2, cursor, unitId: unit, q: "plats " });
    seen.push(...page.items.map((item) => item.name));
    expect(page.total).toEqual({ count: 5, more: false });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(["Plats Ape", "Plats Zeta", "Plats Åby", "Plats Änge", "Plats Ör"]);
});
