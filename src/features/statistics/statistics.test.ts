import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../test/house.ts";
import { system, type Actor } from "../../platform/actor.ts";
import { loadSealKey } from "../../platform/journal/seal.ts";
import { flushJournal } from "../../platform/journal/sealer.ts";
import { newId } from "../../shared/ids.ts";
import { figureKeys, type FigureKey, type Figures } from "./contract.ts";
import { addCoverageGap } from "../catalogue/index.ts";
import { definitions } from "./definitions.ts";
import { figuresFor } from "./index.ts";
import { readBreakdown, readFigures, readSeries } from "./read-figures.ts";
import { addIncident, addQuarter } from "./test/ground.ts";

const house = useHouse();
let mail: string;
let pay: string;
let hr: string;

beforeAll(async () => {
  house.clock.set("2023-06-15T12:00:00Z");
  ({ mail, pay, hr } = await addQuarter(house.db, house.units));
});

const q1 = (actor: Actor, more: object = {}) =>
  readFigures.call(house.runtime, actor, { period: "2023-Q1", against: "previous", ...more });
const figure = ({ figures }: Figures, key: FigureKey) => {
  const found = figures.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no figure ${key}`);
  return found;
};

describe("the figures of a quarter", () => {
  test("are counted in the organisation's zone, against the quarter before", async () => {
    const all = await q1(system);
    expect(all.period.code).toBe("2023-Q1");
    expect(all.against?.code).toBe("2022-Q4");
    expect(figure(all, "incidents")).toMatchObject({ now: { value: 5 }, against: { value: 1 } });
    expect(figure(all, "majorIncidents")).toMatchObject({ now: { value: 1 }, against: { value: 0 } });
    expect(figure(all, "closed")).toMatchObject({ now: { value: 1 }, against: { value: 0 } });
    expect(figure(all, "backlog")).toMatchObject({ now: { value: 2 }, against: { value: 0 } });
  });

  test("say how many records a share and a median rest on, and how many are imprecise", async () => {
    const all = await q1(system);
    expect(figure(all, "restoredWithinPromise").now).toMatchObject({ value: 0.5, n: 2 });
    expect(figure(all, "timeToRestore").now).toMatchObject({ value: 120, p90: 168, n: 3, imprecise: 1 });
    expect(figure(all, "timeToAcknowledge").now).toMatchObject({ value: 20, n: 2, imprecise: 0 });
    expect(figure(all, "reopenRate").now.value).toBeCloseTo(1 / 3);
    const before = figure(all, "restoredWithinPromise").against;
    expect(before).toMatchObject({ value: null, n: 0 });
  });

  test("merge overlapping outages per service, clip what goes on, and count only interruptions", async () => {
    // E-post: 120 on 1 January and 08–12 on 1 February; Lön: 10–12 on 1 February and the quarter's last hour.
    const all = await q1(system);
    expect(figure(all, "outageMinutes").now.value).toBe(120 + 240 + 120 + 60);
    const split = await readBreakdown.call(house.runtime, system, {
      period: "2023-Q1",
      figure: "outageMinutes",
    });
    expect(split.rows.map((row) => [row.label, row.now.value])).toEqual([
      ["E-post", 360],
      ["Lön", 180],
    ]);
  });

  test("count planned outages apart", async () => {
    const id = newId();
    await house.db
      .insertInto("planned_outage")
      .values({
        id,
        number: "PLA-2021-0001",
        unit_id: house.units.north,
        title: "Byte",
        starts_at: "2021-03-01T20:00:00Z",
        ends_at: "2021-03-01T23:00:00Z",
        completed_at: "2021-03-01T22:00:00Z",
        state: "completed",
        recorded_at: "2021-02-01T00:00:00Z",
        updated_at: "2021-02-01T00:00:00Z",
      })
      .execute();
    await house.db
      .insertInto("planned_outage_service")
      .values({ planned_outage_id: id, service_id: mail })
      .execute();
    const all = await readFigures.call(house.runtime, system, { period: "2021-03" });
    expect(figure(all, "plannedOutageMinutes").now.value).toBe(120);
    expect(figure(all, "outageMinutes").now.value).toBe(0);
    expect(figure(all, "incidents").now.value).toBe(0);
  });
});

describe("what a figure counts is what its reader may see", () => {
  test("the reader of one unit gets that unit's figures, alone and split", async () => {
    const northern = await house.actor("reader", house.units.north);
    const all = await q1(northern);
    expect(figure(all, "incidents").now.value).toBe(3);
    expect(figure(all, "backlog").now.value).toBe(0);
    const split = await readBreakdown.call(house.runtime, northern, { period: "2023-Q1", by: "unit" });
    expect(split.rows.map((row) => [row.id, row.now.value])).toEqual([[house.units.north, 3]]);
    const series = await readSeries.call(house.runtime, northern, { period: "2023-Q1", step: "month" });
    expect(series.now.map((part) => [part.code, part.value])).toEqual([
      ["2023-01", 1],
      ["2023-02", 2],
      ["2023-03", 0],
    ]);
  });

  test("breaches are withheld from administrators, and said to be, and counted for handlers", async () => {
    await house.db
      .insertInto("breach")
      .values(
        ["confirmed", "dismissed"].map((state, index) => ({
          id: newId(),
          number: `PUI-2023-000${index}`,
          unit_id: house.units.north,
          title: "Läcka",
          state,
          service_id: pay,
          discovered_at: "2023-02-01T08:00:00Z",
          discovered_precision: "day",
          recorded_at: "2023-02-01T08:00:00Z",
          updated_at: "2023-02-01T08:00:00Z",
        })),
      )
      .execute();
    const admin = await q1(await house.actor("administrator"));
    expect(figure(admin, "breaches")).toMatchObject({ withheld: true, now: { value: null, records: null } });
    const handler = await q1(await house.actor("breach-handler"));
    expect(figure(handler, "breaches")).toMatchObject({ withheld: false, now: { value: 1 } });
    const split = { period: "2023-Q1", figure: "breaches" as const };
    const hidden = await readBreakdown.call(house.runtime, await house.actor("administrator"), split);
    expect(hidden).toMatchObject({ withheld: true, rows: [] });
    const shown = await readBreakdown.call(
      house.runtime,
      await house.actor("data-protection-officer"),
      split,
    );
    expect(shown.rows.map((row) => [row.label, row.now.value])).toEqual([["Lön", 1]]);
  });

  test("somebody without the permission to statistics is refused", async () => {
    const nobody: Actor = { kind: "person", id: newId(), permissions: new Map(), unrestricted: false };
    await expect(q1(nobody)).rejects.toMatchObject({ code: "access.refused" });
  });
});

test("what was not recorded is missing with its reason, never zero", async () => {
  const gap = {
    figure: "majorIncidents",
    fromDay: "2019-01-01",
    toDay: "2020-01-01",
    reason: "Källan säger inget.",
  };
  await addCoverageGap.call(house.runtime, system, gap, house.call());
  const all = await readFigures.call(house.runtime, system, { period: "2019-Q1", against: "2020-Q1" });
  const major = figure(all, "majorIncidents");
  expect(major.now).toMatchObject({ value: null, missing: "Källan säger inget." });
  expect(major.against).toMatchObject({ value: 0, missing: null });
  expect(figure(all, "incidents").now.value).toBe(0);
  const series = await readSeries.call(house.runtime, system, {
    period: "2019-12--2020-01",
    figure: "majorIncidents",
    step: "month",
  });
  expect(series.now.map((part) => part.value)).toEqual([null, 0]);
});

test("restored within the minute in which it was reported is no time at all, and is counted", async () => {
  const day = "2019-05-02T";
  await addIncident(house.db, house.units.north, {
    detected_at: `${day}05:54:33Z`,
    acknowledged_at: `${day}05:54:00Z`,
    restored_at: `${day}05:54:00Z`,
  });
  const { figures } = await readFigures.call(house.runtime, system, { period: "2019-05-02" });
  for (const key of ["timeToRestore", "timeToAcknowledge"])
    expect(figures.find((figure) => figure.key === key)?.now).toMatchObject({ value: 0, n: 1 });
});

test("the backlog at the end of each month adds up, and what has not come is not known", async () => {
  const series = await readSeries.call(house.runtime, system, {
    period: "2023",
    figure: "backlog",
    step: "month",
  });
  expect(series.now.map((part) => part.value)).toEqual([0, 0, 2, 2, 2, ...Array<null>(7).fill(null)]);
});

test("an answer holds until the journal moves", async () => {
  const ask = () => readFigures.call(house.runtime, system, { period: "2018-05" });
  expect(figure(await ask(), "incidents").now.value).toBe(0);
  await addIncident(house.db, house.units.north, { detected_at: "2018-05-05T10:00:00Z" });
  expect(figure(await ask(), "incidents").now.value).toBe(0);
  const gap = { figure: "closed", fromDay: "2017-01-01", toDay: "2017-02-01", reason: "Något att skriva." };
  await addCoverageGap.call(house.runtime, system, gap, house.call());
  const key = await loadSealKey(await mkdtemp(join(tmpdir(), "beredd-seal-")));
  await flushJournal(house.sealing, key, house.clock);
  expect(figure(await ask(), "incidents").now.value).toBe(1);
});

test("a report gets every figure, by month, service and area, typed by stable keys", async () => {
  const { period, against } = await q1(system);
  const set = await figuresFor(
    { db: house.db, actor: system, now: house.clock.now() },
    { period, against, areaId: hr },
  );
  expect(set.figures.incidents.now.value).toBe(3);
  expect(set.byMonth.incidents.now.map((part) => part.value)).toEqual([0, 1, 2]);
  expect(set.byService.outageMinutes.rows.map((row) => row.label)).toEqual(["Lön"]);
  expect(new Set(Object.keys(set.figures))).toEqual(new Set(figureKeys));
});

test("every figure has a name and a definition in both languages", () => {
  for (const key of figureKeys) {
    const { label, definition } = definitions[key];
    for (const text of [label.sv, label.en, definition.sv, definition.en]) expect(text).toMatch(/\S{3}/u);
    expect(definition.sv).not.toBe(definition.en);
  }
});
