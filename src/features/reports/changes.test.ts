import { beforeAll, beforeEach, expect, test } from "vitest";
import { useFolder } from "../../../test/folder.ts";
import { useHouse } from "../../../test/house.ts";
import type { Actor } from "../../platform/actor.ts";
import { loadSealKey, type SealKey } from "../../platform/journal/seal.ts";
import { flushJournal } from "../../platform/journal/sealer.ts";
import { reportIncident } from "../incidents/report-incident.ts";
import { draftReport } from "./draft-report.ts";
import { readReportChanges } from "./read-changes.ts";
import { readReport } from "./read-reports.ts";

const house = useHouse();
const folder = useFolder();
let author: Actor;
let key: SealKey;
let draft: { id: string; unitId: string };

beforeAll(async () => {
  author = await house.actor("administrator");
  key = await loadSealKey(folder.path);
});

beforeEach(async () => {
  draft = await draftOver(author, house.units.root);
});

async function draftOver(actor: Actor, unitId: string) {
  const input = { period: "2023-Q1", unitId };
  const { id } = await draftReport.call(house.runtime, actor, input, house.call());
  return { id, unitId };
}

async function happens(day: string, unitId = house.units.north) {
  house.clock.set("2023-04-12T12:00:00Z");
  const started = { at: `${day}T08:00:00Z`, precision: "minute" as const };
  await reportIncident.call(
    house.runtime,
    author,
    { title: "Nätet ligger nere", started, unitId },
    house.call(),
  );
}

/** The draft is read, something happens, and the page asks what has changed since. */
async function changesAfter(happening: () => Promise<void>, actor = author, id = draft.id) {
  await flushJournal(house.sealing, key, house.clock);
  const { journalPosition } = await readReport.call(house.runtime, actor, { reportId: id });
  await happening();
  await flushJournal(house.sealing, key, house.clock);
  return readReportChanges.call(house.runtime, actor, { reportId: id, since: journalPosition ?? 0 });
}

const nothing = { changed: 0, more: false };

test("a draft that nothing happened to is as it was counted", async () => {
  expect(await changesAfter(() => Promise.resolve())).toEqual(nothing);
});

test("an incident of its period, or of the one it is compared with, is one change each", async () => {
  const both = async () => {
    await happens("2023-02-01");
    await happens("2022-03-01");
  };
  expect(await changesAfter(both)).toEqual({ changed: 2, more: false });
});

test("an incident after its period is none", async () => {
  expect(await changesAfter(() => happens("2023-04-11"))).toEqual(nothing);
});

test("of another unit's records a draft over a unit says nothing", async () => {
  const { id } = await draftOver(author, house.units.south);
  expect(await changesAfter(() => happens("2023-02-01"), author, id)).toEqual(nothing);
  expect(await changesAfter(() => happens("2023-02-01", house.units.south), author, id)).toMatchObject({
    changed: 1,
  });
});

test("a reader, and who writes for another unit, is told of no draft", async () => {
  const asked = { reportId: draft.id, since: 0 };
  for (const stranger of [await house.actor("reader"), await house.actor("author", house.units.south)])
    await expect(readReportChanges.call(house.runtime, stranger, asked)).rejects.toMatchObject({
      code: "record.not-found",
    });
});
