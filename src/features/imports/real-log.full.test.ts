import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useHouse, type TestHouse } from "../../../test/house.ts";
import { system } from "../../platform/actor.ts";
import { loadSealKey } from "../../platform/journal/seal.ts";
import { flushJournal } from "../../platform/journal/sealer.ts";
import { verifyJournal } from "../../platform/journal/verify.ts";
import { draftReport } from "../reports/draft-report.ts";
import { readReport } from "../reports/read-reports.ts";
import { readFigures } from "../statistics/read-figures.ts";
import { importFile } from "./import-file.ts";
import { findProfile } from "./profiles/find-profile.ts";
import type { Profile } from "./mapping/profile.ts";
import { proposeFor } from "./propose-file.ts";
import type { RunOutcome } from "./run/queries-outcome.ts";
import { disguisedLog, realLog, sharedDataIsHere } from "./test/real-log.ts";

const ROWS = 141_712;
const INCIDENTS = 24_918;
const folder = mkdtempSync(join(tmpdir(), "beredd-real-log-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(house: TestHouse, path: string, profile: Profile): Promise<RunOutcome> {
  const { signal } = new AbortController();
  const given = { path, profile, source: "log", dry: false, requestId: "the log", signal };
  return importFile(house.runtime, system, given);
}

/** Every incident as it stands, without what a database gives it of its own: ids, numbers, what was kept aside. */
async function incidentsOf({ db }: TestHouse) {
  const { rows } = await sql<Record<string, unknown>>`
    select source_number, title, state, priority, impact, urgency, reopened_count, category, cause, assignment_group,
      started_at, detected_at, acknowledged_at, restored_at, closed_at, restored_precision,
      source_promise_kept, version
    from incident where source = 'log' order by source_number`.execute(db);
  return rows;
}

/** How often each thing was told of the incidents, with what it says of their lives. */
async function historyOf({ db }: TestHouse) {
  const { rows } = await sql<{ number: string; field: string; from: string; to: string; at: string }>`
    select i.source_number as number, h->>'field' as field, h->>'from' as from, h->>'to' as to, h->>'at' as at
    from incident i join journal j on j.subject_id = i.id and j.kind like 'incident.%' join journal_body b on b.entry_id = j.id,
      jsonb_array_elements(b.body -> 'history') h
    order by 1, 5, 2, 3, 4`.execute(db);
  return rows;
}

const periods = [
  { period: "2016-Q2", against: "2016-Q1" },
  { period: "2016-05", against: "2016-04" },
  { period: "2016", against: "year-before" },
] as const;

async function figuresOf({ runtime }: TestHouse) {
  return Promise.all(periods.map((asked) => readFigures.call(runtime, system, asked)));
}

async function reportOf(house: TestHouse) {
  const asked = { period: "2016-Q2", against: "2016-Q1" };
  const { id } = await draftReport.call(house.runtime, system, asked, house.call());
  return readReport.call(house.runtime, system, { reportId: id });
}

/** Two databases give their records different ids; all else must be the same to the letter. */
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu, "id"));

describe.skipIf(!sharedDataIsHere)("a real event log through the ordinary import", () => {
  const first = useHouse();
  const second = useHouse();
  let outcome: RunOutcome;
  let copied: RunOutcome;

  beforeAll(async () => {
    for (const house of [first, second]) house.clock.set("2017-06-01T08:00:00Z");
    outcome = await run(first, realLog, await findProfile(first.db, "servicenow-event-log"));
    const copy = join(folder, "utdrag ur ärendesystemet.csv");
    await pipeline(Readable.from(disguisedLog()), createWriteStream(copy));
    const { profile, questions } = await proposeFor(second.db, { path: copy });
    if (profile === null) throw new Error(JSON.stringify(questions));
    copied = await run(second, copy, profile);
  }, 900_000);

  test("every row is accounted for, and they make 24 918 incidents", async () => {
    expect(outcome).toMatchObject({
      state: "done",
      rowsRead: ROWS,
      rowsTaken: ROWS,
      rowsUnchanged: 0,
      rowsRejected: 0,
      recordsAdded: INCIDENTS,
      recordsRejected: 0,
    });
    const incidents = await incidentsOf(first);
    expect(incidents).toHaveLength(INCIDENTS);
    expect(new Set(incidents.map((one) => one["source_number"])).size).toBe(INCIDENTS);
  });

  test("their lives are told: all closed, 275 reopened, the priority changed in 383", async () => {
    const incidents = await incidentsOf(first);
    expect(incidents.every((one) => one["state"] === "closed" && one["closed_at"] !== null)).toBe(true);
    expect(incidents.filter((one) => Number(one["reopened_count"]) > 0)).toHaveLength(275);
    const moved = (await historyOf(first)).filter(({ field, from }) => field === "priority" && from !== null);
    expect(new Set(moved.map(({ number }) => number)).size).toBe(383);
  });

  test("the journal of the whole import verifies", async () => {
    const keyDir = join(folder, "keys");
    await flushJournal(first.sealing, await loadSealKey(keyDir), first.clock);
    const verified = await verifyJournal(first.pool, { keyDir, clock: first.clock, against: undefined });
    expect(verified).toMatchObject({ intact: true, unsealed: { entries: 0 } });
    expect(verified.entries).toBeGreaterThan(INCIDENTS);
  }, 600_000);

  test("the same file again changes nothing", async () => {
    const before = await incidentsOf(first);
    const told = await historyOf(first);
    const again = await run(first, realLog, await findProfile(first.db, "servicenow-event-log"));
    expect(again).toMatchObject({
      state: "done",
      rowsRead: ROWS,
      rowsUnchanged: ROWS,
      recordsAdded: 0,
      recordsChanged: 0,
      recordsUnchanged: INCIDENTS,
    });
    expect(await incidentsOf(first)).toEqual(before);
    expect(await historyOf(first)).toEqual(told);
  }, 600_000);

  test("a copy with other names, order, separator, encoding and dates gives the same records", async () => {
    expect(copied).toMatchObject({
      state: "done",
      rowsRead: ROWS,
      rowsTaken: ROWS,
      rowsRejected: 0,
      recordsAdded: INCIDENTS,
    });
    expect(await incidentsOf(second)).toEqual(await incidentsOf(first));
    expect(await historyOf(second)).toEqual(await historyOf(first));
  });

  test("and the same figures and the same report: nothing knows the file", async () => {
    const figures = await figuresOf(first);
    const counted = figures[0]?.figures.find(({ key }) => key === "incidents");
    expect(counted?.now.value).toBeGreaterThan(1_000);
    expect(withoutIds(await figuresOf(second))).toEqual(withoutIds(figures));
    const { model, sentences } = await reportOf(first);
    const other = await reportOf(second);
    expect(model.figures.find(({ key }) => key === "incidents")?.value).toBe(counted?.now.value);
    expect(withoutIds(other.model)).toEqual(withoutIds(model));
    expect(withoutIds(other.sentences)).toEqual(withoutIds(sentences));
  });
});
