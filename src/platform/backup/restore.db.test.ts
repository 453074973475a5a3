import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { useBackedUpHouse } from "../../../test/backed-up-house.ts";
import { PASSPHRASE } from "../../../test/release-account.ts";
import { digestTables } from "../../../test/table-digests.ts";
import { migrate } from "../database/migrate.ts";
import { loadSealKey } from "../journal/seal.ts";
import { makeLog } from "../log.ts";
import { restoreBackup } from "./restore-backup.ts";

// Whole installations are written and read: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const backed = useBackedUpHouse();
const { backUp, restore, client } = backed;
const log = makeLog("error");

describe("a place that is not empty", () => {
  test("is refused and left as it is", async () => {
    const file = await backUp();
    const { connection } = await restore(file);
    const here = await client(connection);
    const before = await digestTables(here);
    await expect(restore(file, connection)).rejects.toMatchObject({ code: "restore.not-empty" });
    expect(await digestTables(here)).toEqual(before);
    await here.end();
    const other = await backed.emptyDatabase();
    const foreign = await client(other);
    await foreign.query("create table somebody_elses (a int)");
    await expect(restore(file, other)).rejects.toMatchObject({ code: "restore.not-empty" });
    expect((await foreign.query("select from somebody_elses")).rowCount).toBe(0);
    await foreign.end();
  });

  test("migrated and never used, it counts as empty; in use by a process, it is refused", async () => {
    const file = await backUp();
    const connection = await backed.emptyDatabase();
    await migrate(connection, log);
    const serving = await client(connection);
    await serving.query("set application_name = 'beredd-feed'");
    await expect(restore(file, connection)).rejects.toMatchObject({ code: "restore.in-use" });
    await serving.end();
    // Its own keys have signed nothing: they are kept aside, and the backup's take their place.
    const keys = path.join(backed.folder, "unused-keys");
    const unused = (await loadSealKey(keys)).id;
    await restoreBackup({ connection, keyDir: keys, file, opener: backed.opener });
    expect((await loadSealKey(keys)).id).toBe((await loadSealKey(backed.keyDir)).id);
    expect((await readdir(keys)).filter((name) => name.startsWith("seal.pem.replaced-"))).toHaveLength(1);
    expect(unused).not.toBe((await loadSealKey(keys)).id);
  });

  test("with other keys beside it, it is refused before anything is touched", async () => {
    const file = await backUp();
    const connection = await backed.emptyDatabase();
    const keys = path.join(backed.folder, "other-keys");
    await loadSealKey(keys);
    const restoring = restoreBackup({ connection, keyDir: keys, file, opener: backed.opener });
    await expect(restoring).rejects.toMatchObject({ code: "restore.other-keys" });
    const here = await client(connection);
    expect(await digestTables(here)).toEqual({});
    await here.end();
  });
});

describe("a restore that did not come to its end", () => {
  test("killed half-way, the place is served to nobody, and the same restore begins again", async () => {
    const file = await backUp();
    const connection = await backed.emptyDatabase();
    const here = await client(connection);
    let killed = false;
    const restoring = restoreBackup({
      connection,
      keyDir: path.join(backed.folder, "killed-keys"),
      file,
      opener: backed.opener,
      // The server ends the session in the midst of the rows, as a kill would.
      onProgress: () => {
        if (killed) return;
        killed = true;
        void here.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'beredd-restore' and datname = current_database()",
        );
      },
    });
    await expect(restoring).rejects.toMatchObject({ code: "database.unavailable" });
    expect((await here.query("select to_regclass('public.unit') as unit")).rows).toEqual([{ unit: null }]);
    await expect(migrate(connection, log)).rejects.toMatchObject({ code: "restore.unfinished" });
    await here.end();
    await restore(file, connection);
    await migrate(connection, log);
  });

  test("by a damaged file, the place is empty again", async () => {
    const file = await backUp();
    const connection = await backed.emptyDatabase();
    const bytes = await readFile(file);
    await truncate(file, bytes.length - 1_000);
    await expect(restore(file, connection)).rejects.toMatchObject({ code: "backup.damaged" });
    const here = await client(connection);
    expect(await digestTables(here)).toEqual({});
    await here.end();
    await writeFile(file, bytes);
    await restore(file, connection);
  });
});

test("a backup of another PostgreSQL and of the release before is restored, and brought up from there", async () => {
  const connection = await backed.emptyDatabase();
  const file = path.join(import.meta.dirname, "../../../test/fixtures/release-0.1.0.beredd");
  const keyDir = path.join(backed.folder, "release-keys");
  await restoreBackup({ connection, keyDir, file, opener: { passphrase: PASSPHRASE } });
  const here = await client(connection);
  const names = async () =>
    (await here.query<{ name: string }>("select name from schema_migration")).rows.length;
  expect(await names()).toBe(9);
  await migrate(connection, log);
  expect(await names()).toBeGreaterThan(9);
  expect((await here.query("select from incident")).rowCount).toBe(20);
  await here.end();
});
