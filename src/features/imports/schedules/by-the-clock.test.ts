import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import type { Actor } from "../../../platform/actor.ts";
import { inTransaction } from "../../../platform/database/transaction.ts";
import type { Runtime } from "../../../platform/runtime.ts";
import { addSchedule } from "./edit-schedules.ts";
import { readScheduled } from "./jobs.ts";
import { lookAtDue } from "./look.ts";
import { readSchedules } from "./read-schedules.ts";
import { runImport } from "../jobs.ts";

// From the clock to the record: the workers of the product take both jobs, nothing is called by hand.

const house = useHouse();
const folder = mkdtempSync(join(tmpdir(), "beredd-by-the-clock-"));
let server: Server;
let address: string;
let admin: Actor;
let runtime: Runtime;
let asked = 0;
let content = "";

const rows = (...titles: string[]) =>
  `Nummer;Rubrik;Anmäld\r\n${titles.map((title, i) => `K${i};${title};2023-04-01 08:00\r\n`).join("")}`;

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(200, { "content-type": "text/csv" }).end(content);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === "object" && bound !== null ? bound.port : 0}/export.csv`;
  runtime = {
    ...house.runtime,
    reach: { importFolders: [folder], allowedAddresses: ["127.0.0.1"] },
  };
  admin = await house.actor("administrator");
  await house.jobs.work(runtime);
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const given = { profileKey: "swedish-excel", rhythm: { kind: "nightly" as const, at: "02:30" } };

/** Its time comes: the clock's job is put where the minute puts it. */
async function night(at: string): Promise<void> {
  house.clock.set(at);
  await inTransaction(runtime.db, (tx) => readScheduled.enqueue(runtime, tx, {}));
}

async function scheduleOf(id: string) {
  const { items } = await readSchedules.call(runtime, admin, { limit: 100 });
  return items.find((item) => item.id === id);
}

const runsOf = async (id: string) =>
  (await house.db.selectFrom("import_run").select("state").where("schedule_id", "=", id).execute()).map(
    ({ state }) => state,
  );

const titlesOf = async (source: string) =>
  (
    await house.db
      .selectFrom("incident")
      .select("title")
      .where("source", "=", source)
      .orderBy("source_number")
      .execute()
  ).map(({ title }) => title);

/** Everything that the night brought is in. */
async function settles(id: string, runs: number, lookedAt: string): Promise<void> {
  const now = async () => ({
    looked: (await scheduleOf(id))?.lookedAt,
    runs: await runsOf(id),
  });
  const done = { looked: lookedAt, runs: Array.from({ length: runs }, () => "done") };
  await expect.poll(now, { timeout: 25_000 }).toEqual(done);
}

describe("a nightly import brings records in by itself", () => {
  test("from an address inside that the configuration allows: once, and again when it has changed", async () => {
    content = rows("Nätet ligger nere", "Posten kommer inte fram");
    const input = { ...given, name: "Adress", kind: "address" as const, place: address, source: "adress" };
    const { id } = await addSchedule.call(runtime, admin, input, house.call());
    await night("2023-04-13T00:31:00Z");
    await settles(id, 1, "2023-04-13T00:31:00Z");
    expect(await titlesOf("adress")).toEqual(["Nätet ligger nere", "Posten kommer inte fram"]);

    await night("2023-04-14T00:31:00Z");
    await settles(id, 1, "2023-04-14T00:31:00Z");
    content = rows("Nätet ligger nere i hela huset", "Posten kommer inte fram");
    await night("2023-04-15T00:31:00Z");
    await settles(id, 2, "2023-04-15T00:31:00Z");
    expect(await titlesOf("adress")).toEqual(["Nätet ligger nere i hela huset", "Posten kommer inte fram"]);
    expect(asked).toBe(3);
  });

  test("from a folder that the configuration allows", async () => {
    writeFileSync(join(folder, "export-1.csv"), rows("Skrivaren svarar inte"));
    writeFileSync(join(folder, "annat.txt"), "inget att läsa");
    const of = { kind: "folder" as const, place: folder, pattern: "export-*.csv" };
    const input = { ...given, ...of, name: "Mapp", source: "mapp" };
    const { id } = await addSchedule.call(runtime, admin, input, house.call());
    await night("2023-04-16T00:31:00Z");
    await settles(id, 1, "2023-04-16T00:31:00Z");
    expect(await titlesOf("mapp")).toEqual(["Skrivaren svarar inte"]);
  });

  test("an address inside that is no longer allowed is not asked, and the schedule says why", async () => {
    const input = { ...given, name: "Förr", kind: "address" as const, place: address, source: "förr" };
    const { id } = await addSchedule.call(runtime, admin, input, house.call());
    const before = asked;
    house.clock.set("2023-04-12T12:00:00Z");
    await house.db.updateTable("import_schedule").set({ active: false }).where("id", "!=", id).execute();
    await house.db
      .updateTable("import_schedule")
      .set({ due_at: "2023-04-12T11:00:00Z" })
      .where("id", "=", id)
      .execute();
    const stranger = { ...runtime, reach: { importFolders: [], allowedAddresses: [] } };
    await lookAtDue(stranger, runImport.name, new AbortController().signal);
    expect(await scheduleOf(id)).toMatchObject({ error: { code: "address.refused" }, lastImport: null });
    expect(asked).toBe(before);
  });
});
