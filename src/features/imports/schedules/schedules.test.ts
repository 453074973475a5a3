import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { useHouse } from "../../../../test/house.ts";
import type { Actor } from "../../../platform/actor.ts";
import type { Runtime } from "../../../platform/runtime.ts";
import { removeProfile, saveProfile } from "../save-profile.ts";
import { plainProfile } from "../test/plain-profile.ts";
import { executeRun } from "../run/execute.ts";
import type { Profile } from "../mapping/profile.ts";
import { addSchedule, editSchedule, pauseSchedule, removeSchedule } from "./edit-schedules.ts";
import { runImport } from "../jobs.ts";
import { lookAtDue } from "./look.ts";
import { readSchedules } from "./read-schedules.ts";

const house = useHouse();
const folder = mkdtempSync(join(tmpdir(), "beredd-schedules-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const runtime = (): Runtime => ({
  ...house.runtime,
  reach: { importFolders: [folder], allowedAddresses: [] },
});

const given = {
  name: "Varje natt",
  kind: "address" as const,
  place: "https://export.example.org/incidents.csv",
  profileKey: "topdesk",
  rhythm: { kind: "nightly" as const, at: "02:30" },
};

const add = (actor: Actor, more: object = {}) =>
  addSchedule.call(runtime(), actor, { ...given, ...more }, house.call());

describe("what is imported by the clock", () => {
  test("is added in one's own name, with its next time, and noted", async () => {
    const admin = await house.actor("administrator");
    const made = await add(admin);
    expect(made).toMatchObject({
      source: "topdesk",
      paused: false,
      dueAt: "2023-04-13T00:30:00Z",
      version: 1,
    });
    const { items } = await readSchedules.call(runtime(), admin, {});
    expect(items).toContainEqual(made);
    const [entry] = await house.journalOf(made.id);
    expect(entry).toMatchObject({ kind: "import-schedule.added", actorId: admin.id });
  });

  test.each([
    ["an address inside", { place: "https://169.254.169.254/latest" }, "address.refused"],
    ["an address that is not https", { place: "http://export.example.org/" }, "address.refused"],
    ["a folder that is not allowed", { kind: "folder", place: "/etc" }, "schedule.folder-refused"],
    ["a folder by ..", { kind: "folder", place: `${folder}/../etc` }, "schedule.folder-refused"],
    ["a profile that is not there", { profileKey: "none" }, "input.invalid"],
  ])("is not %s", async (_what, more, code) => {
    await expect(add(await house.actor("administrator"), more)).rejects.toMatchObject({ code });
  });

  test("is edited on the version that one saw, paused, let go on, and removed, each noted", async () => {
    const admin = await house.actor("administrator");
    const { id: scheduleId } = await add(admin);
    const weekly = { kind: "weekly", weekday: 1, at: "06:00" } as const;
    const edit = { ...given, scheduleId, version: 1, rhythm: weekly };
    const edited = await editSchedule.call(runtime(), admin, edit, house.call());
    expect(edited).toMatchObject({ version: 2, dueAt: "2023-04-17T04:00:00Z" });
    await expect(editSchedule.call(runtime(), admin, edit, house.call())).rejects.toMatchObject({
      code: "record.stale",
    });
    const pause = (version: number, paused: boolean) =>
      pauseSchedule.call(runtime(), admin, { scheduleId, version, paused }, house.call());
    expect(await pause(2, true)).toMatchObject({ paused: true });
    expect(await pause(3, false)).toMatchObject({ paused: false });
    await removeSchedule.call(runtime(), admin, { scheduleId, version: 4 }, house.call());
    expect((await readSchedules.call(runtime(), admin, {})).items.map(({ id }) => id)).not.toContain(
      scheduleId,
    );
    expect((await house.journalOf(scheduleId)).map(({ kind }) => kind)).toEqual([
      "import-schedule.added",
      "import-schedule.edited",
      "import-schedule.paused",
      "import-schedule.resumed",
      "import-schedule.removed",
    ]);
  });

  test("is neither seen nor touched by whoever runs imports in one unit only, or has no such role", async () => {
    const { id: scheduleId } = await add(await house.actor("administrator"));
    for (const stranger of [
      await house.actor("administrator", house.units.north),
      await house.actor("reader"),
    ]) {
      const refused = { code: "access.refused" };
      const edit = { ...given, scheduleId, version: 1 };
      const on = { scheduleId, version: 1 };
      await expect(add(stranger)).rejects.toMatchObject(refused);
      await expect(editSchedule.call(runtime(), stranger, edit, house.call())).rejects.toMatchObject(refused);
      await expect(
        pauseSchedule.call(runtime(), stranger, { ...on, paused: true }, house.call()),
      ).rejects.toMatchObject(refused);
      await expect(removeSchedule.call(runtime(), stranger, on, house.call())).rejects.toMatchObject(refused);
    }
    const northern = await house.actor("administrator", house.units.north);
    expect((await readSchedules.call(runtime(), northern, {})).items).toEqual([]);
  });
});

const profile: Profile = { ...plainProfile(), key: "by-the-clock", unknown: "keep" };

describe("when its time has come, a folder", () => {
  const look = () => lookAtDue(runtime(), runImport.name, new AbortController().signal);
  const runsOf = (scheduleId: string) =>
    house.db
      .selectFrom("import_run")
      .select(["id", "file_name", "requested_by", "state"])
      .where("schedule_id", "=", scheduleId)
      .orderBy("requested_at")
      .execute();
  const said = async (actor: Actor, id: string) =>
    (await readSchedules.call(runtime(), actor, { limit: 100 })).items.find((item) => item.id === id);

  test("gives an ordinary import of its newest file, once; a changed or a failed one again", async () => {
    const admin = await house.actor("administrator");
    await saveProfile.call(runtime(), admin, { profile }, house.call());
    const of = { kind: "folder", place: folder, profileKey: profile.key, name: "Mapp" };
    const { id } = await add(admin, of);
    await look();
    expect(await runsOf(id)).toEqual([]);
    const write = (title: string) =>
      writeFileSync(join(folder, "x.csv"), `Nummer;Rubrik;Anmäld\r\nK1;${title};2023-04-01 08:00\r\n`);
    write("Avbrott");
    house.clock.set("2023-04-13T00:30:00Z");
    await look();
    const [run] = await runsOf(id);
    expect(run).toMatchObject({ file_name: "x.csv", requested_by: admin.id });
    await executeRun(house.runtime, admin, run?.id ?? "", {
      requestId: "test",
      signal: new AbortController().signal,
    });
    expect(await said(admin, id)).toMatchObject({ lastImport: { id: run?.id, state: "done" }, error: null });
    await look();
    house.clock.set("2023-04-14T00:30:00Z");
    await look();
    expect(await runsOf(id)).toHaveLength(1);
    write("Större avbrott");
    house.clock.set("2023-04-15T00:30:00Z");
    await look();
    expect(await runsOf(id)).toHaveLength(2);
    await house.db
      .updateTable("import_run")
      .set({ state: "failed" })
      .where("schedule_id", "=", id)
      .where("state", "=", "queued")
      .execute();
    house.clock.set("2023-04-16T00:30:00Z");
    await look();
    expect(await runsOf(id)).toHaveLength(3);
    expect(await house.db.selectFrom("file").select("id").where("name", "=", "x.csv").execute()).toHaveLength(
      3,
    );
  });

  test("that gives nothing says why, is noted, and is tried next time", async () => {
    const admin = await house.actor("administrator");
    const { id } = await add(admin, { kind: "folder", place: folder, pattern: "*.xlsx" });
    house.clock.set("2023-04-20T12:00:00Z");
    await look();
    expect(await said(admin, id)).toMatchObject({
      error: { code: "schedule.no-file", params: { pattern: "*.xlsx" } },
      lookedAt: "2023-04-20T12:00:00Z",
      dueAt: "2023-04-21T00:30:00Z",
    });
    expect((await house.journalOf(id)).at(-1)).toMatchObject({ kind: "import-schedule.failed" });
  });

  test("whose owner may no longer import brings nothing in", async () => {
    const admin = await house.actor("administrator");
    await saveProfile.call(runtime(), admin, { profile }, house.call());
    const { id } = await add(admin, { kind: "folder", place: folder, profileKey: profile.key });
    await house.owner.query("delete from role_grant where person_id = $1", [admin.id]);
    house.clock.set("2023-05-20T12:00:00Z");
    await look();
    expect(await runsOf(id)).toEqual([]);
    const other = await house.actor("administrator");
    expect(await said(other, id)).toMatchObject({ error: { code: "access.refused" } });
    await removeProfile.call(runtime(), other, { profileKey: profile.key }, house.call());
  });
});
