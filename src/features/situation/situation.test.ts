import { expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { newId } from "../../shared/ids.ts";
import { nobody } from "../../platform/actor.ts";
import { readSituation } from "./read-situation.ts";

const house = useHouse();
const AT = "2023-04-01T08:00:00Z";

let last = 0;
async function incident(unitId: string, priority: number | null, more: object = {}): Promise<void> {
  last += 1;
  await house.db
    .insertInto("incident")
    .values({
      id: newId(),
      number: `INC-2023-${String(last).padStart(4, "0")}`,
      unit_id: unitId,
      title: "Störning",
      state: "new",
      priority,
      recorded_at: AT,
      updated_at: AT,
      ...more,
    })
    .execute();
}

test("open incidents are counted by priority, as far as the reader may see, and nothing else is", async () => {
  const northern = await house.actor("reader", house.units.north);
  const empty = await readSituation.call(house.runtime, northern, {});
  expect(empty).toEqual({ open: [], known: { services: false, incidents: false } });
  await incident(house.units.north, 1, { major: true, major_ground: "Alla drabbade" });
  await incident(house.units.north, 1);
  await incident(house.units.north, null);
  await incident(house.units.north, 2, { state: "closed" });
  await incident(house.units.north, 2, { state: "cancelled" });
  await incident(house.units.north, 2, { struck_out_at: AT, struck_out_reason: "Dubblett" });
  await incident(house.units.south, 3);
  expect(await readSituation.call(house.runtime, northern, {})).toEqual({
    open: [
      { priority: 1, count: 2, major: 1 },
      { priority: null, count: 1, major: 0 },
    ],
    known: { services: false, incidents: true },
  });
  const all = await readSituation.call(house.runtime, await house.actor("reader"), {});
  expect(all.open.map((row) => row.priority)).toEqual([1, 3, null]);
});

test("somebody who is not signed in is told nothing", async () => {
  await expect(readSituation.call(house.runtime, nobody, {})).rejects.toMatchObject({
    code: "session.required",
  });
});
