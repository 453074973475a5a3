import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { useBackedUpHouse } from "../../../test/backed-up-house.ts";
import { ConfigError, readConfig } from "../config.ts";
import type { Runtime } from "../runtime.ts";
import { readBackup } from "./read-backup.ts";
import { lastDue, newestBackupAge, takeDueBackup } from "./scheduled.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const backed = useBackedUpHouse();
const going = new AbortController().signal;

describe("the time of day is the organisation's own", () => {
  test.each([
    ["2023-04-12T00:29:00Z", "2023-04-11T00:30:00Z"],
    ["2023-04-12T00:30:00Z", "2023-04-12T00:30:00Z"],
    ["2023-01-12T01:31:00Z", "2023-01-12T01:30:00Z"],
    // The night when 02:30 is skipped, and the one when it comes twice.
    ["2023-03-26T03:00:00Z", "2023-03-26T01:30:00Z"],
    ["2023-10-29T03:00:00Z", "2023-10-29T00:30:00Z"],
  ])("at %s the last was due %s", (now, due) => {
    expect(lastDue(now, "02:30", "Europe/Stockholm").toString()).toBe(due);
  });
});

test("one is taken a day, by the serving role, and the oldest beyond those kept are removed", async () => {
  const folder = path.join(backed.folder, "nightly");
  const recipients = "recipients" in backed.lock ? backed.lock.recipients : [];
  const plan = { folder, recipients, time: "02:30", keep: 2, keyDir: backed.keyDir, release: "9.9.9" };
  const runtime: Runtime = { ...backed.house.runtime, backups: plan };
  const at = async (now: string) => {
    backed.house.clock.set(now);
    return takeDueBackup(runtime, going);
  };
  expect(await newestBackupAge(runtime)).toBeNull();
  expect(await at("2023-04-12T12:00:00Z")).toBe(path.join(folder, "beredd-2023-04-12T1200Z.beredd"));
  expect(await at("2023-04-12T23:00:00Z")).toBeNull();
  expect(await newestBackupAge(runtime)).toBe(11 * 3600);
  await writeFile(path.join(folder, "beredd-2023-04-12T2300Z.beredd.part"), "half");
  await writeFile(path.join(folder, "somebody's.beredd"), "not ours");
  // A clock that was ahead once silences nothing, and is no proof of a fresh backup.
  const ahead = path.join(folder, "beredd-2999-01-01T0000Z.beredd");
  await writeFile(ahead, "of another century");
  expect(await newestBackupAge(runtime)).toBe(11 * 3600);
  expect(await at("2023-04-13T00:40:00Z")).not.toBeNull();
  await rm(ahead);
  const third = await at("2023-04-14T00:40:00Z");
  expect((await readdir(folder)).toSorted()).toEqual([
    "beredd-2023-04-13T0040Z.beredd",
    "beredd-2023-04-14T0040Z.beredd",
    "somebody's.beredd",
  ]);
  const content = await readBackup(third ?? "", backed.opener, {});
  expect(content.manifest.migrations.length).toBeGreaterThan(8);
  const here = await backed.restore(third ?? "");
  expect(here.connection).toBeDefined();
});

test("without a folder nothing is taken; without a public key the configuration is refused", async () => {
  expect(await takeDueBackup(backed.house.runtime, going)).toBeNull();
  expect(readConfig({}).backups).toBeNull();
  expect(() => readConfig({ BEREDD_BACKUP_FOLDER: "/b" })).toThrow(ConfigError);
  const env = {
    BEREDD_BACKUP_FOLDER: "/b",
    BEREDD_BACKUP_RECIPIENT: "age1a, age1b",
    BEREDD_BACKUP_TIME: "23:15",
  };
  expect(readConfig(env).backups).toEqual({
    folder: "/b",
    recipients: ["age1a", "age1b"],
    time: "23:15",
    keep: 14,
  });
});
