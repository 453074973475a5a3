import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import { system, type Actor } from "../../../platform/actor.ts";
import { openFile, storeFile } from "../../../platform/files/files.ts";
import { importFile, type RunOutcome } from "../index.ts";
import type { Profile } from "../mapping/profile.ts";
import { plainProfile } from "../test/plain-profile.ts";
import { zipOf } from "../test/zip.ts";
import { startImport } from "../start-import.ts";
import { executeRun } from "./execute.ts";
import { addRejects, insertRun, readRun, writeStep } from "./queries-run.ts";
import { readOutcome } from "./queries-outcome.ts";
import { noCounts } from "./state.ts";

const house = useHouse();
const folder = mkdtempSync(join(tmpdir(), "beredd-import-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const profile: Profile = {
  ...plainProfile([
    { column: "Tjänst", field: "service", optional: true },
    { column: "Enhet", field: "unit", optional: true },
  ]),
  key: "test",
  unknown: "keep",
};

let files = 0;
function file(content: string | Buffer, name = `f${(files += 1)}.csv`): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const never = () => new AbortController().signal;

async function run(path: string, source: string, more: Partial<Parameters<typeof importFile>[2]> = {}) {
  const given = { path, profile, source, dry: false, requestId: "test", signal: never(), ...more };
  return importFile(house.runtime, system, given);
}

const rowsOf = (n: number, title = "Avbrott") =>
  `Nummer;Rubrik;Anmäld\r\n${Array.from({ length: n }, (_, i) => `T${i};${title} ${i};2022-03-01 08:00`).join("\r\n")}\r\n`;

const incidentsOf = (source: string) =>
  house.db.selectFrom("incident").selectAll().where("source", "=", source).orderBy("source_number").execute();

function accounted({ rowsRead, rowsTaken, rowsUnchanged, rowsRejected }: RunOutcome): boolean {
  return rowsRead === rowsTaken + rowsUnchanged + rowsRejected;
}

async function rejectsOf({ rejectsFileId }: RunOutcome): Promise<string> {
  if (rejectsFileId === null) return "";
  return text((await openFile(house.db, rejectsFileId)).stream);
}

describe("a file", () => {
  test("goes in; the same again changes nothing; a newer one updates", async () => {
    const path = file(rowsOf(50));
    expect(await run(path, "twice")).toMatchObject({ state: "done", recordsAdded: 50, rowsTaken: 50 });
    const before = await incidentsOf("twice");
    expect(await run(path, "twice")).toMatchObject({
      recordsAdded: 0,
      recordsUnchanged: 50,
      rowsUnchanged: 50,
    });
    expect(await incidentsOf("twice")).toEqual(before);
    const newer = await run(file(rowsOf(50).replace("Avbrott 7;", "Åtgärdat 7;")), "twice");
    expect(newer).toMatchObject({ recordsChanged: 1, recordsUnchanged: 49 });
  });

  test("with faulty rows gives the others, and the faulty ones back as they came with their reasons", async () => {
    const path = file(
      "Nummer;Rubrik;Anmäld;Enhet\r\nA1;Ett;2022-03-01 08:00;\r\nA2;Två;i går;\r\nA3;Tre;2022-03-01 08:00;Ingenstans\r\nA4;Fyra\r\nA1;Annat;2022-03-01 08:00;\r\nA1;Ett;2022-03-01 08:00;\r\n",
    );
    const outcome = await run(path, "faulty");
    expect(outcome).toMatchObject({ rowsRead: 6, rowsTaken: 1, rowsRejected: 4, rowsUnchanged: 1 });
    expect(accounted(outcome)).toBe(true);
    const lines = (await rejectsOf(outcome)).trim().split("\r\n");
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/i går.*;A2;Två;i går;$/);
    expect(lines[2]).toMatch(/Ingenstans.*;A3;Tre;2022-03-01 08:00;Ingenstans$/);
    expect(lines[3]).toMatch(/;A4;Fyra$/);
    expect(lines[4]).toMatch(/rad 2.*;A1;Annat/);
  });

  test("of rejected rows can be mended and goes in by the same profile", async () => {
    const outcome = await run(file("Nummer;Rubrik;Anmäld\r\nM1;Ett;nyss\r\n"), "mended");
    const mended = (await rejectsOf(outcome)).replace(";nyss\r\n", ";2022-03-01 08:00\r\n");
    expect(await run(file(mended), "mended")).toMatchObject({ recordsAdded: 1, rowsRejected: 0 });
  });

  test("tried dry keeps nothing and says what would be", async () => {
    const outcome = await run(file(rowsOf(20)), "dry", { dry: true });
    expect(outcome).toMatchObject({ state: "done", recordsAdded: 20 });
    expect(await incidentsOf("dry")).toEqual([]);
    expect((await run(file(rowsOf(20)), "dry")).recordsAdded).toBe(20);
  });

  test("with times that the clocks make twice says so", async () => {
    const outcome = await run(file("Nummer;Rubrik;Anmäld\nD1;Natt;2022-10-30 02:30\n"), "clock");
    expect(Object.values(outcome.doubts).map(({ example }) => example.code)).toEqual(["value-time-repeated"]);
  });

  test("with formulas keeps them as text", async () => {
    await run(file('Nummer;Rubrik;Anmäld\nF1;"=HYPERLINK(""x"")";2022-03-01 08:00\n'), "formula");
    expect((await incidentsOf("formula"))[0]?.title).toBe('=HYPERLINK("x")');
  });

  test("lets the catalogue grow from the names it uses", async () => {
    await run(file("Nummer;Rubrik;Anmäld;Tjänst\nS1;Ett;2022-03-01 08:00;Helt ny tjänst\n"), "grow");
    const service = await house.db
      .selectFrom("service")
      .select("id")
      .where("name", "=", "Helt ny tjänst")
      .execute();
    expect(service).toHaveLength(1);
  });
});

describe("what is no table", () => {
  const wide = `${Array.from({ length: 1_200 }, (_, i) => `K${i}`).join(";")}\n${"1;".repeat(1_199)}1\n`;
  test.each([
    ["an empty file", "", "file-empty"],
    ["a header alone", "Nummer;Rubrik;Anmäld\n", "file-no-rows"],
    ["binary", Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7) % 32)), "file-binary"],
    ["a PDF", "%PDF-1.7\n…", "file-is-pdf"],
    ["a truncated workbook", Buffer.from("PK\u0003\u0004 and no more"), "xlsx-truncated"],
    ["too many columns", wide, "file-too-many-columns"],
    ["another table", "Namn;Värde\nA;1\n", "mapping-column-gone"],
  ])("%s fails with its reason and stores nothing", async (_name, content, code) => {
    const outcome = await run(file(content), "fails");
    expect(outcome).toMatchObject({ state: "failed", errorCode: code, rowsTaken: 0 });
  });

  test("a zip bomb is refused before it goes off", async () => {
    const outcome = await run(
      file(zipOf({ "bomb.csv": Buffer.alloc(64 * 2 ** 20, "a") }), "bomb.zip"),
      "bomb",
    );
    expect(outcome).toMatchObject({ state: "failed", errorCode: "xlsx-ratio" });
  });

  test("two hundred columns are a table; what has no field is kept beside the record", async () => {
    const names = Array.from({ length: 197 }, (_, i) => `Extra ${i}`);
    const content = `Nummer;Rubrik;Anmäld;${names.join(";")}\nW1;Bred;2022-03-01 08:00;${names.map((_, i) => i).join(";")}\n`;
    expect(await run(file(content), "wide")).toMatchObject({ recordsAdded: 1 });
    expect((await incidentsOf("wide"))[0]?.source_extra).toMatchObject({
      "Extra 0": "0",
      "Extra 196": "196",
    });
  });

  test("a zip with one CSV in it is that CSV", async () => {
    const path = file(zipOf({ "export.csv": rowsOf(3) }), "export.zip");
    expect(await run(path, "zip")).toMatchObject({ recordsAdded: 3 });
  });
});

describe("a run that is broken off", () => {
  async function begun(path: string, source: string): Promise<string> {
    const given = { place: { path }, fileName: "x.csv", fileSize: readFileSync(path).length };
    return insertRun(
      house.db,
      { ...given, profile, source, dry: false, requestedBy: null },
      house.clock.now(),
    );
  }

  test("between two transactions goes on after the last record that is stored", async () => {
    const id = await begun(file(rowsOf(30)), "broken");
    const stop = new AbortController();
    const broken = executeRun(house.runtime, system, id, {
      requestId: "t",
      signal: stop.signal,
      onStaged: () => stop.abort(),
    });
    await expect(broken).rejects.toThrow(/abort/);
    expect((await readRun(house.db, id))?.state).toBe("storing");
    await executeRun(house.runtime, system, id, { requestId: "t", signal: never() });
    const outcome = await readOutcome(house.db, id);
    expect(outcome).toMatchObject({ state: "done", rowsRead: 30 });
    expect(accounted(outcome)).toBe(true);
    expect(await incidentsOf("broken")).toHaveLength(30);
  });

  test("whose staged rows are gone with the database reads the file again by itself", async () => {
    const id = await begun(file(rowsOf(10)), "gone");
    await writeStep(house.db, id, {
      state: "storing",
      checkpoint: "T5",
      rowsStaged: 10,
      counts: noCounts,
      doubts: {},
    });
    await addRejects(house.db, id, [{ line: 2, reasons: [] }]);
    await executeRun(house.runtime, system, id, { requestId: "t", signal: never() });
    expect(await readOutcome(house.db, id)).toMatchObject({
      state: "done",
      recordsAdded: 10,
      rowsRejected: 0,
    });
  });

  test("is not worked on by two at once", async () => {
    const id = await begun(file(rowsOf(2_000)), "one");
    const both = await Promise.all(
      [1, 2].map(() => executeRun(house.runtime, system, id, { requestId: "t", signal: never() })),
    );
    expect(both).toContain(true);
    expect(await incidentsOf("one")).toHaveLength(2_000);
    expect(await readOutcome(house.db, id)).toMatchObject({ recordsAdded: 2_000 });
  });

  test("by a person stays cancelled", async () => {
    const id = await begun(file(rowsOf(10)), "cancelled");
    await house.db.updateTable("import_run").set({ cancel_wanted: true }).where("id", "=", id).execute();
    await executeRun(house.runtime, system, id, { requestId: "t", signal: never() });
    expect((await readOutcome(house.db, id)).state).toBe("cancelled");
    expect(await incidentsOf("cancelled")).toEqual([]);
  });
});

describe("somebody", () => {
  async function uploaded(actor: Actor, content: string) {
    const storing = { name: "u.csv", mediaType: "text/csv", createdBy: actor.id, limit: 1e6 };
    return storeFile(house.db, house.runtime.clock, Readable.from([Buffer.from(content)]), storing);
  }

  test("who may run imports starts one with an upload of their own, and the journal tells of it", async () => {
    const admin = await house.actor("administrator");
    const stored = await uploaded(admin, rowsOf(2));
    const started = await startImport.call(
      house.runtime,
      admin,
      { fileId: stored.id, profile, source: "upload" },
      house.call(),
    );
    expect(started).toMatchObject({ state: "queued", fileName: "u.csv" });
    expect((await house.journalOf(started.id)).map(({ kind }) => kind)).toEqual(["import.started"]);
    await executeRun(house.runtime, admin, started.id, { requestId: "t", signal: never() });
    expect(await readOutcome(house.db, started.id)).toMatchObject({ state: "done", recordsAdded: 2 });
    const kinds = (await house.journalOf(started.id)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["import.finished", "import.started"]);
  });

  test("without the permission, in another unit, or with another's upload starts none", async () => {
    const admin = await house.actor("administrator");
    const { id: fileId } = await uploaded(admin, rowsOf(2));
    const start = (actor: Actor) =>
      startImport.call(house.runtime, actor, { fileId, profile, source: "no" }, house.call());
    await expect(start(await house.actor("lead"))).rejects.toMatchObject({ code: "access.refused" });
    await expect(start(await house.actor("administrator", house.units.north))).rejects.toMatchObject({
      code: "access.refused",
    });
    await expect(start(await house.actor("administrator"))).rejects.toMatchObject({
      code: "record.not-found",
    });
  });

  test("whose permission is taken away while it waits gets a run that failed", async () => {
    const path = file(rowsOf(2));
    const reader = await house.actor("reader");
    const outcome = await importFile(house.runtime, reader, {
      path,
      profile,
      source: "refused",
      dry: false,
      requestId: "t",
      signal: never(),
    });
    expect(outcome).toMatchObject({ state: "failed", errorCode: "access.refused" });
    expect(await incidentsOf("refused")).toEqual([]);
  });
});
