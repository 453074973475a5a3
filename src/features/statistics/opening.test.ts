import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { nobody } from "../../platform/actor.ts";
import { periodAt } from "../../shared/periods.ts";
import { openingAgainst, openingPeriod } from "./opening.ts";
import { readOpening } from "./read-opening.ts";
import { addIncident } from "./test/ground.ts";

const house = useHouse();
const zone = "Europe/Stockholm";

describe("statistics open", () => {
  const moment = fc
    .date({
      min: new Date("2015-01-01T00:00:00Z"),
      max: new Date("2030-01-01T00:00:00Z"),
      noInvalidDate: true,
    })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`);

  test("with a period that is over and holds the newest incident, or with the quarter that goes on", () => {
    fc.assert(
      fc.property(moment, moment, (newest, now) => {
        const { period, complete } = openingPeriod(newest, now, zone);
        const day = (at: string) => periodAt(at, "day", zone).from;
        expect(period.until <= day(now)).toBe(complete);
        const held = complete ? newest : now;
        expect(period.from <= day(held) && day(held) < period.until).toBe(true);
      }),
    );
  });

  test("with the quarter once it is over, with its month before that", () => {
    const code = (now: string) => openingPeriod("2023-04-20T10:00:00Z", now, zone).period.code;
    expect(code("2023-05-02T10:00:00Z")).toBe("2023-04");
    expect(code("2023-06-30T21:59:00Z")).toBe("2023-04");
    expect(code("2023-06-30T22:00:00Z")).toBe("2023-Q2");
  });

  test("beside the year before, and beside the period before only where that alone has something", () => {
    expect(openingAgainst({ yearBefore: true, previous: true })).toBe("year-before");
    expect(openingAgainst({ yearBefore: false, previous: true })).toBe("previous");
    expect(openingAgainst({ yearBefore: false, previous: false })).toBe("year-before");
  });
});

describe("over the incidents that one may see", () => {
  beforeAll(async () => {
    house.clock.set("2023-11-12T12:00:00Z");
    await addIncident(house.db, house.units.north, { detected_at: "2023-02-01T10:00:00Z" });
    await addIncident(house.db, house.units.north, { detected_at: "2023-05-01T10:00:00Z" });
    await addIncident(house.db, house.units.south, { detected_at: "2023-10-03T10:00:00Z" });
    await addIncident(house.db, house.units.south, { detected_at: "2023-11-03T10:00:00Z" });
  });

  test("each opens with their own latest complete period", async () => {
    const opening = async (unitId: string) =>
      readOpening.call(house.runtime, await house.actor("author", unitId), {});
    expect(await opening(house.units.north)).toMatchObject({
      period: { code: "2023-Q2" },
      against: "previous",
      complete: true,
    });
    expect(await opening(house.units.south)).toMatchObject({
      period: { code: "2023-10" },
      against: "year-before",
    });
  });

  test("nobody who is not signed in is answered", async () => {
    const refused = readOpening.call(house.runtime, nobody, {});
    await expect(refused).rejects.toMatchObject({ code: "session.required" });
  });
});
