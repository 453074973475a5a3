import { describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { addUnit } from "./add-unit.ts";
import { editUnit } from "./edit-unit.ts";
import { readUnit, readUnits } from "./read-units.ts";
import { removeUnit } from "./remove-unit.ts";

const house = useHouse();

const school = { name: "Skolan", kind: "department" as const };

describe("adding a unit", () => {
  test("puts it under its parent and notes it", async () => {
    const admin = await house.actor("administrator");
    const unit = await addUnit.call(
      house.runtime,
      admin,
      { ...school, parentId: house.units.north },
      house.call(),
    );
    expect(unit.path).toEqual(["Testkommun", "Norra förvaltningen", "Skolan"]);
    const entries = await house.journalOf(unit.id);
    expect(entries.map((entry) => entry.kind)).toEqual(["unit.added"]);
    expect(entries[0]?.actorId).toBe(admin.id);
  });

  test("is refused to a reader and to the administrator of another unit", async () => {
    const reader = await house.actor("reader");
    const southern = await house.actor("administrator", house.units.south);
    for (const actor of [reader, southern]) {
      await expect(
        addUnit.call(house.runtime, actor, { ...school, parentId: house.units.north }, house.call()),
      ).rejects.toMatchObject({ code: "access.refused" });
    }
  });

  test("twice with the same idempotency key adds one", async () => {
    const admin = await house.actor("administrator");
    const call = house.call("one-and-the-same");
    const first = await addUnit.call(
      house.runtime,
      admin,
      { ...school, name: "Bara en", parentId: house.units.north },
      call,
    );
    const second = await addUnit.call(
      house.runtime,
      admin,
      { ...school, name: "Bara en", parentId: house.units.north },
      call,
    );
    expect(second).toEqual(first);
    await expect(
      addUnit.call(house.runtime, admin, { ...school, name: "En annan", parentId: house.units.north }, call),
    ).rejects.toMatchObject({ code: "idempotency.reused" });
  });
});

describe("moving a unit", () => {
  test("takes all under it along", async () => {
    const admin = await house.actor("administrator");
    const top = await addUnit.call(
      house.runtime,
      admin,
      { ...school, name: "Område", parentId: house.units.north },
      house.call(),
    );
    const leaf = await addUnit.call(
      house.runtime,
      admin,
      { ...school, name: "Klassrum", parentId: top.id },
      house.call(),
    );
    await editUnit.call(
      house.runtime,
      admin,
      { unitId: top.id, version: 1, parentId: house.units.south },
      house.call(),
    );
    const moved = await readUnit.call(house.runtime, admin, { unitId: leaf.id });
    expect(moved.path).toEqual(["Testkommun", "Södra förvaltningen", "Område", "Klassrum"]);
  });

  test("under itself is refused with the path named", async () => {
    const admin = await house.actor("administrator");
    const top = await addUnit.call(
      house.runtime,
      admin,
      { ...school, name: "Över", parentId: house.units.north },
      house.call(),
    );
    const leaf = await addUnit.call(
      house.runtime,
      admin,
      { ...school, name: "Under", parentId: top.id },
      house.call(),
    );
    await expect(
      editUnit.call(house.runtime, admin, { unitId: top.id, version: 1, parentId: leaf.id }, house.call()),
    ).rejects.toMatchObject({ code: "unit.cycle", params: { path: "Över → Under → Över" } });
  });
});

test("an edit made on an old version is refused with the unit as it is now", async () => {
  const admin = await house.actor("administrator");
  const unit = await addUnit.call(
    house.runtime,
    admin,
    { ...school, parentId: house.units.north },
    house.call(),
  );
  await editUnit.call(
    house.runtime,
    admin,
    { unitId: unit.id, version: 1, name: "Skolan vid ån" },
    house.call(),
  );
  await expect(
    editUnit.call(house.runtime, admin, { unitId: unit.id, version: 1, name: "Något annat" }, house.call()),
  ).rejects.toMatchObject({ code: "record.stale", current: { name: "Skolan vid ån", version: 2 } });
});

test("a reader of one unit neither lists nor reads another's", async () => {
  const northern = await house.actor("reader", house.units.north);
  const listed = await readUnits.call(house.runtime, northern, {});
  expect(listed.items.map((unit) => unit.id)).not.toContain(house.units.south);
  expect(listed.items.map((unit) => unit.id)).toContain(house.units.north);
  await expect(readUnit.call(house.runtime, northern, { unitId: house.units.south })).rejects.toMatchObject({
    code: "record.not-found",
  });
});

test("the topmost unit is not removed, an empty one is", async () => {
  const admin = await house.actor("administrator");
  await expect(
    removeUnit.call(house.runtime, admin, { unitId: house.units.root, version: 1 }, house.call()),
  ).rejects.toMatchObject({ code: "unit.root" });
  const unit = await addUnit.call(
    house.runtime,
    admin,
    { ...school, parentId: house.units.south },
    house.call(),
  );
  await removeUnit.call(house.runtime, admin, { unitId: unit.id, version: 1 }, house.call());
  expect((await house.journalOf(unit.id)).map((entry) => entry.kind)).toEqual(["unit.added", "unit.removed"]);
});
